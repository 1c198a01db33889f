"""What the casebook does for the statistics: a period's sealed envelopes, taken home and kept."""

from __future__ import annotations
