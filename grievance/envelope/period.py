"""Periods in UTC: the life of a statistics key, a quarter of a year or a whole year.

period = Period.of(date(2026, 11, 25), PeriodKind.QUARTER)
str(period), period.last           # "2026Q4", 31 December 2026
Period.parse("2026").next()        # the year 2027
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Self

from grievance.errors import GrievanceError

MONTHS = 3
QUARTERS = 4
GRACE = timedelta(hours=48)
_TEXT = re.compile(r"(?P<year>2[0-9]{3})(Q(?P<quarter>[1-4]))?", re.ASCII)


class BadPeriod(GrievanceError):
    """A period that is not written like 2026Q4 or 2026, or a time without its zone."""


class PeriodKind(StrEnum):
    """How long a period lasts. An organisation chooses once: periods must not overlap."""

    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter of a year, or a year; `str` gives "2026Q4" or "2026".

    `quarter` is 1 to 4; 0 where the period is the whole year.
    """

    year: int
    quarter: int = 0

    @classmethod
    def of(cls, day: date, kind: PeriodKind) -> Self:
        """Give the period of a date (of a UTC date, if it decides about a key)."""
        quarterly = kind is PeriodKind.QUARTER
        return cls(day.year, (day.month - 1) // MONTHS + 1 if quarterly else 0)

    @classmethod
    def at(cls, now: datetime, kind: PeriodKind) -> Self:
        """Give the period of a moment, in UTC; raises `BadPeriod` without a time zone."""
        return cls.of(_utc(now).date(), kind)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026Q4" or "2026"; raises `BadPeriod`."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise BadPeriod("This is not a period.", "Write it like 2026Q4 or 2026.")
        return cls(int(found["year"]), int(found["quarter"] or 0))

    def __str__(self) -> str:
        """Write it like 2026Q4 or 2026."""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def kind(self) -> PeriodKind:
        """How long it lasts."""
        return PeriodKind.QUARTER if self.quarter else PeriodKind.YEAR

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, MONTHS * (self.quarter - 1) + 1 if self.quarter else 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.next().first - timedelta(days=1)

    def next(self) -> Period:
        """Give the period of the same kind after this one."""
        if not self.quarter:
            return Period(self.year + 1)
        years, quarter = divmod(self.quarter, QUARTERS)
        return Period(self.year + years, quarter + 1)


def offered(period: Period, now: datetime) -> bool:
    """Tell whether forms should seal to this period's key at `now`; raises `BadPeriod`."""
    return Period.at(now, period.kind) == period


def accepted(period: Period, now: datetime) -> bool:
    """Tell whether an envelope for this period may be stored at `now`.

    For 48 hours after the boundary it still may: someone was filling in the form.
    Raises `BadPeriod`.
    """
    return _begins(period) <= _utc(now) < closes_from(period)


def closes_from(period: Period) -> datetime:
    """Give the moment (UTC) from which nothing for this period is accepted: it may be closed."""
    return _begins(period.next()) + GRACE


def _begins(period: Period) -> datetime:
    return datetime.combine(period.first, time(tzinfo=UTC))


def _utc(now: datetime) -> datetime:
    if now.tzinfo is None:
        raise BadPeriod("A time without its zone cannot tell a period.", "Give it in UTC.")
    return now.astimezone(UTC)
