"""Signing in, the own account, people of the desk, and the desk's own page."""

from __future__ import annotations
