"""What arrives sealed is kept here until it is collected: rows without order, one file a week."""

from __future__ import annotations
