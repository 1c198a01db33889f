"""Published statistics: what a release says, shown to everybody; and how it came about."""

from __future__ import annotations
