"""Floods: what keeps junk from taking the place of those who tell, and keeps nothing of anybody."""
