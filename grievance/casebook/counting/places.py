"""Where a desk keeps what it measured and what it published: part of every backup."""

from __future__ import annotations

LEDGER = "ledger"
"""Measurements, one file a period, never written twice."""
RELEASES = "releases"
"""What was published, as the intake has it."""
