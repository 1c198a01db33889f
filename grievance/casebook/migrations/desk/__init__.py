"""The history of `desk.db`."""

from __future__ import annotations
