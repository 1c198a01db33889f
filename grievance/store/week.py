"""ISO weeks, `2026-W48`: the only time the store knows."""

from __future__ import annotations

import re
from datetime import date

_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)


def week_of(day: date) -> str:
    """Return the ISO week of `day`. Weeks sort as text."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def checked_week(week: str) -> str:
    """Return `week` when it names a week that exists; raise `ValueError` otherwise.

    What passes here is safe as a file name.
    """
    if not _WEEK.fullmatch(week):
        raise ValueError(f"{week!r} is not an ISO week such as 2026-W48")
    date.fromisoformat(f"{week}-1")
    return week
