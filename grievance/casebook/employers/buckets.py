"""Weeks and months in the buckets of a chart: months, or quarters where it would be too many.

by_month(Counter({"2026-W05": 3}))            # Counter({"2026-01": 3})
buckets({"2026-01", "2026-04"})              # four months
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_MONTHS = 24
MOST_QUARTERS = 24


class Bucket(NamedTuple):
    """A month, or a quarter (1 to 4), of a year; the other is None."""

    year: int
    quarter: int | None
    month: int | None


def by_month(weeks: Mapping[str, int]) -> Counter[str]:
    """Return counts by month (2026-03); a week belongs to the month of its Thursday (ISO 8601)."""
    months: Counter[str] = Counter()
    for week, count in weeks.items():
        months[_month_of(week)] += count
    return months


def buckets(months: Iterable[str]) -> tuple[Bucket, ...]:
    """Return the buckets from the first to the last of `months`, none left out.

    Quarters where there would be more than 24 months; at most the newest 24 quarters.
    """
    numbers = sorted({int(month[:4]) * 12 + int(month[5:]) - 1 for month in months})
    if not numbers:
        return ()
    run = range(numbers[0], numbers[-1] + 1)
    if len(run) <= MOST_MONTHS:
        return tuple(Bucket(number // 12, None, number % 12 + 1) for number in run)
    quarters = range(run[0] // 3, run[-1] // 3 + 1)[-MOST_QUARTERS:]
    return tuple(Bucket(number // 4, number % 4 + 1, None) for number in quarters)


def counted(months: Mapping[str, int], bucket: Bucket) -> int:
    """Return how many of `months` fall into `bucket`."""
    if bucket.month is not None:
        return months.get(f"{bucket.year:04}-{bucket.month:02}", 0)
    first = 3 * (bucket.quarter or 1) - 2
    return sum(months.get(f"{bucket.year:04}-{first + more:02}", 0) for more in range(3))


@cache
def _month_of(week: str) -> str:
    thursday = date.fromisoformat(f"{week}-1") + timedelta(days=3)
    return f"{thursday:%Y-%m}"
