"""Cases with everything that hangs on them, hand-over, search."""

from __future__ import annotations
