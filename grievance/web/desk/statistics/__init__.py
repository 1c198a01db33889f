"""Pages for who counts and publishes: periods, their plans, the close, what comes after it."""

from __future__ import annotations
