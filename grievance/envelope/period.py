"""Quarters of the year in UTC: the life of a statistics key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self

from grievance.errors import GrievanceError

MONTHS = 3
QUARTERS = 4
GRACE = timedelta(hours=48)
_TEXT = re.compile(r"(?P<year>2[0-9]{3})Q(?P<number>[1-4])", re.ASCII)


class BadPeriod(GrievanceError):
    """A quarter that is not written like 2026Q4, or a time without its zone."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year; `str` gives "2026Q4"."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the quarter of a date (of a UTC date, if it decides about a key)."""
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @classmethod
    def at(cls, now: datetime) -> Self:
        """Give the quarter of a moment, in UTC; raises `BadPeriod` without a time zone."""
        return cls.of(_utc(now).date())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026Q4"; raises `BadPeriod`."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise BadPeriod("This is not a quarter.", "Write it like 2026Q4.")
        return cls(int(found["year"]), int(found["number"]))

    def __str__(self) -> str:
        """Write it like 2026Q4."""
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.next().first - timedelta(days=1)

    def next(self) -> Quarter:
        """Give the quarter after this one."""
        years, number = divmod(self.number, QUARTERS)
        return Quarter(self.year + years, number + 1)


def offered(quarter: Quarter, now: datetime) -> bool:
    """Tell whether forms should seal to this quarter's key at `now`; raises `BadPeriod`."""
    return Quarter.at(now) == quarter


def accepted(quarter: Quarter, now: datetime) -> bool:
    """Tell whether an envelope for this quarter may be stored at `now`.

    For 48 hours after the boundary it still may: someone was filling in the form.
    Raises `BadPeriod`.
    """
    start, end = (
        datetime(day.year, day.month, day.day, tzinfo=UTC)
        for day in (quarter.first, quarter.next().first)
    )
    return start <= _utc(now) < end + GRACE


def _utc(now: datetime) -> datetime:
    if now.tzinfo is None:
        raise BadPeriod("A time without its zone cannot tell a quarter.", "Give it in UTC.")
    return now.astimezone(UTC)
