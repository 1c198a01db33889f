"""Lists: what they show, how they are filtered and sorted, and the files they are exported to."""

from __future__ import annotations
