"""What a page may show of a measurement: every row, the open ones with their figures.

    rows(measured)                      # one period
    rows(measured, *earlier)            # periods added: the same integers, summed

All of it is computed from blurred integers, so it costs nothing, can be computed again by anybody
who has the release, and gives the same again.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from grievance.coding.plan import NO_ANSWER
from grievance.disclosure import gate
from grievance.disclosure.polish import apportioned, polished
from grievance.disclosure.ranges import (
    Interval,
    count_range,
    median,
    median_range,
    share_range,
)
from grievance.disclosure.sums import check_comparable, summed
from grievance.release.recounting import bin_edges
from grievance.release.rows import OF_A_MEDIAN, Figure, Median, Range, Row, Share
from grievance.release.sums import cells_under, row_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.coding.plan import Histogram
    from grievance.disclosure.protected import ProtectedTable
    from grievance.disclosure.sums import Sum
    from grievance.release.plan import PublishedPlan
    from grievance.release.sums import RowIds


def rows(table: ProtectedTable, *added: ProtectedTable) -> tuple[Row, ...]:
    """Return all rows: everyone, countries, groups, employers, cells, each in the plan's order.

    `added` are other periods, or none. A row that stays closed holds nothing but its name. Raises
    `NotComparable`.
    """
    tables = (table, *added)
    check_comparable(tables)
    closed = rows_of(table.plan)
    return tuple(_row(one, summed(tables, cells_under(one, table.plan))) for one in closed)


def rows_of(plan: PublishedPlan) -> tuple[Row, ...]:
    """Return the rows that a plan gives, each closed: what there is to write a note to."""
    return tuple(map(_closed, row_ids(plan)))


def _closed(name: RowIds) -> Row:
    return Row(*name, open=False, testimonies=None, figures=())


def _row(closed: Row, sums: Sum) -> Row:
    if not gate.opens(sums.testimonies, sums.sigma):
        return closed
    found = count_range(sums.testimonies, sums.sigma)
    told = Range(round(sums.testimonies), math.floor(found.low), math.ceil(found.high))
    return replace(closed, open=True, testimonies=told, figures=figures_of(sums))


def figures_of(sums: Sum) -> tuple[Figure, ...]:
    """Return a figure for each histogram of a sum that is open."""
    triples = zip(sums.histograms, sums.counts, sums.variances, strict=True)
    return tuple(_figure(*each) for each in triples)


def _figure(histogram: Histogram, counts: Sequence[int], variance: float) -> Figure:
    """Look only at those who answered: shares and medians are among them."""
    pairs = zip(histogram.bins, counts, strict=True)
    answered = {name: count for name, count in pairs if name != NO_ANSWER}
    parts = dict(zip(answered, apportioned(polished(list(answered.values())), 100), strict=True))
    shares = tuple(_share((name,), answered, parts, variance) for name in answered)
    headline = _share(histogram.headline, answered, parts, variance) if histogram.headline else None
    told = (
        _median(histogram, list(answered.values()), variance)
        if histogram.id == OF_A_MEDIAN
        else None
    )
    return Figure(histogram.id, headline, shares, told)


def _share(
    bins: tuple[str, ...], answered: dict[str, int], parts: dict[str, int], variance: float
) -> Share:
    inside = sum(answered[name] for name in bins)
    rest = sum(answered.values()) - inside
    found = share_range(inside, rest, variance, len(bins), len(answered) - len(bins))
    told = _in_hundredths(sum(parts[name] for name in bins), found)
    if any(parts.values()) and gate.tells_share(told):
        return Share(bins, told, None)
    return Share(bins, None, gate.band(told.low, told.high))


def _median(histogram: Histogram, counts: list[int], variance: float) -> Median:
    edges = edges_of(histogram)
    found = median_range(counts, edges, variance)
    middle = median(polished(counts), edges)
    if math.isfinite(middle) and math.isfinite(found.high):
        told = _in_hundredths(round(100 * middle), found)
        if gate.tells_median(told):
            return Median(told, None)
    return Median(None, gate.level(100 * found.low, 100 * found.high))


def edges_of(histogram: Histogram) -> list[float]:
    """Return where each bin but "no answer" begins. What is negative lies in the first as well."""
    return bin_edges([name for name in histogram.bins if name != NO_ANSWER])


def _in_hundredths(value: int, found: Interval) -> Range:
    """Round the range outwards: what is shown is never narrower than what was found."""
    # The value comes from polished counts and may lie just outside; a range holds its value.
    low, high = math.floor(100 * found.low), math.ceil(100 * found.high)
    return Range(value, min(low, value), max(high, value))
