"""Twelve releases in a row, and the attempt to read somebody's answers back out of them.

A year at one employer, a few testimonies a month. The attacker subtracts each release from the
next and, where one testimony came in between, looks for the only record that explains it. It is
told in which months only one came, which is more than it could know.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, chain
from random import Random
from typing import TYPE_CHECKING

import pytest

from grievance.disclosure.drawing import drawn
from grievance.release.plan import View
from grievance.tables.table import Table
from tests.kit.measuring import asking, repeating, shipped

if TYPE_CHECKING:
    from grievance.coding.plan import Histogram
    from grievance.release.plan import PublishedPlan
    from grievance.tables.table import Counts

MONTHS = 12
AT_LEAST = 10
"""The baseline shows exact counts from so many testimonies on."""
A_MONTH = 4
ASKED = ("pay_below_minimum", "weekly_hours", "unpaid_work", "content", "daily_life")
CERTAIN = 0.999

Record = tuple[int, ...]
Year = list[list[Record]]
"""The records of each month."""
Release = Sequence[Sequence[int]]
"""Counts by histogram and bin."""
Publish = Callable[["PublishedPlan", Sequence[Year]], list[list[Release | None]]]


def _year(random: Random, bins: Sequence[int]) -> Year:
    """Return the records of each month: from none to twice `A_MONTH`."""
    return [
        [tuple(map(random.randrange, bins)) for _ in range(random.randint(0, 2 * A_MONTH))]
        for _ in range(MONTHS)
    ]


def _exact(records: Sequence[Record], bins: Sequence[int]) -> Release:
    counts = [Counter(record[number] for record in records) for number in range(len(bins))]
    return [[count[at] for at in range(width)] for count, width in zip(counts, bins, strict=True)]


def _shown_exactly(plan: PublishedPlan, years: Sequence[Year]) -> list[list[Release | None]]:
    """Publish true counts up to each month, from `AT_LEAST` on: what other sites do."""
    bins = [len(one.bins) for one in plan.histograms]
    return [
        [
            _exact(upto, bins) if len(upto) >= AT_LEAST else None
            for at in range(MONTHS)
            for upto in [list(chain.from_iterable(months[: at + 1]))]
        ]
        for months in years
    ]


def _shown_as_shipped(plan: PublishedPlan, years: Sequence[Year]) -> list[list[Release | None]]:
    """Measure each month once, as a period, and add the periods up: what this program does."""
    bins = [len(one.bins) for one in plan.histograms]
    cells = [tuple(map(tuple, _exact(month, bins))) for months in years for month in months]
    wide = repeating(plan, len(cells))
    measured: Counts = drawn(Table(wide, dict.fromkeys(View, tuple(cells))), View.ALL)
    years_of: list[list[Release]] = [
        [*measured[at : at + MONTHS]] for at in range(0, len(measured), MONTHS)
    ]
    return [[*accumulate(months, _added)] for months in years_of]


def _added(one: Release, other: Release) -> Release:
    return _combined(one, other, 1)


def _combined(one: Release, other: Release, sign: int) -> Release:
    return [
        [a + sign * b for a, b in zip(mine, theirs, strict=True)]
        for mine, theirs in zip(one, other, strict=True)
    ]


def _read_back(difference: Release, variances: Sequence[float]) -> tuple[Record, float]:
    """Return the likeliest record of a month with one, and how certain it is (uniform prior)."""
    record, certainty = [], 1.0
    for counts, variance in zip(difference, variances, strict=True):
        # Only what differs between the candidates matters: the count in their own bin.
        weights = [math.exp(min(count / variance, 700)) for count in counts]
        record.append(weights.index(max(weights)))
        certainty *= max(weights) / sum(weights)
    return tuple(record), certainty


def _betrays(shown: Sequence[Release | None], months: Year, variances: Sequence[float]) -> bool:
    """Tell whether a record is read back with certainty, and is the true one."""
    for before, now, month in zip(shown, shown[1:], months[1:], strict=False):
        if before and now and len(month) == 1:
            record, certainty = _read_back(_combined(now, before, -1), variances)
            if certainty >= CERTAIN and record == month[0]:
                return True
    return False


def _betrayed(publish: Publish, runs: int, noise: Callable[[Histogram], float]) -> float:
    """Return in which part of so many years somebody is betrayed."""
    plan = asking(shipped(), *ASKED)
    bins, random = [len(one.bins) for one in plan.histograms], Random(7)  # noqa: S311 - invented
    years = [_year(random, bins) for _ in range(runs)]
    variances = [noise(one) for one in plan.histograms]
    pairs = zip(publish(plan, years), years, strict=True)
    return sum(_betrays(shown, months, variances) for shown, months in pairs) / runs


def _next_to_none(_: Histogram) -> float:
    return 1e-3


def _that_of_the_plan(histogram: Histogram) -> float:
    return float(histogram.variance)


def test_exact_counts_behind_a_minimum_betray_somebody_in_three_years_of_ten() -> None:
    assert _betrayed(_shown_exactly, 500, _next_to_none) >= 0.30


def test_what_is_shipped_betrays_nobody() -> None:
    assert _betrayed(_shown_as_shipped, 250, _that_of_the_plan) == 0


@pytest.mark.long
def test_what_is_shipped_betrays_nobody_in_many_years() -> None:
    assert _betrayed(_shown_as_shipped, 5_000, _that_of_the_plan) == 0
