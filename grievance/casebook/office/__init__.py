"""The desk as a whole: set-up, its keys and card, settings, backup, recovery."""

from __future__ import annotations
