"""What arrives sealed is kept here until it is collected: rows without order, week by week."""

from __future__ import annotations
