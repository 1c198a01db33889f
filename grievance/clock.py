"""The moment in UTC; in the demo, the same moment of another day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def now() -> datetime:
    """Return the moment in UTC."""
    return datetime.now(UTC)


def clock_for(day: date | None) -> Callable[[], datetime]:
    """Return `now`, or for the demo a clock that began on `day` when it was made."""
    if day is None:
        return now
    shift = timedelta(days=(day - now().date()).days)
    return lambda: now() + shift
