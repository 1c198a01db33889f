"""The history of `intake.db`."""

from __future__ import annotations
