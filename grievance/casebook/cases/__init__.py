"""Cases: life cycle, tasks, notes, deadlines, links to reports, hand-over, search."""

from __future__ import annotations
