"""Sums of cells and of periods: the same integers added up, and the variance of their noise.

    everyone = summed([measured], range(len(measured.plan.cells.all)))
    everyone.testimonies, everyone.sigma         # 1203.4, 28.6

No sum is drawn: a margin is what its cells add up to, so there is nothing to subtract.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from grievance.disclosure.errors import NotComparable
from grievance.disclosure.ledger import overlaps
from grievance.release import sums as release

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.coding.plan import Histogram
    from grievance.disclosure.protected import ProtectedTable


@dataclass(frozen=True)
class Sum:
    """Blurred counts of some cells by histogram and bin, and the variance of the noise in a bin."""

    histograms: tuple[Histogram, ...]
    counts: tuple[tuple[int, ...], ...]
    variances: tuple[float, ...]

    @property
    def testimonies(self) -> float:
        """The number of testimonies: the inverse variance mean of the histograms' totals.

        Each testimony is in one bin of each histogram, so every total estimates the same number.
        """
        weighed = zip(map(sum, self.counts), self._precisions, strict=True)
        return sum(total * precision for total, precision in weighed) / sum(self._precisions)

    @property
    def sigma(self) -> float:
        """The standard deviation of `testimonies`."""
        return math.sqrt(1 / sum(self._precisions))

    @cached_property
    def _precisions(self) -> tuple[float, ...]:
        """One over the variance of each total: that of a bin, times the number of bins."""
        pairs = zip(self.histograms, self.variances, strict=True)
        return tuple(1 / (variance * len(one.bins)) for one, variance in pairs)


def summed(tables: Sequence[ProtectedTable], cells: Sequence[int]) -> Sum:
    """Add up the cells of these numbers over all tables, which `check_comparable` let pass."""
    histograms = tables[0].plan.histograms
    counts = [release.summed(table.counts, cells) for table in tables]
    return Sum(
        histograms,
        tuple(tuple(map(sum, zip(*each, strict=True))) for each in zip(*counts, strict=True)),
        tuple(
            len(cells) * sum(_variance(table, number) for table in tables)
            for number in range(len(histograms))
        ),
    )


def check_comparable(tables: Sequence[ProtectedTable]) -> None:
    """Raise `NotComparable` unless the tables count the same things in periods that are apart."""
    first = tables[0]
    for number, table in enumerate(tables):
        earlier = [one.plan.period for one in tables[:number]]
        if _shape(table) != _shape(first) or overlaps(table.plan.period, earlier):
            raise NotComparable


def _shape(table: ProtectedTable) -> tuple[object, ...]:
    plan = table.plan
    bins = [(one.id, one.bins) for one in plan.histograms]
    return table.organisation, table.view, plan.cells, bins


def _variance(table: ProtectedTable, number: int) -> float:
    """Return the variance of one blurred count: 1/(2 rho), whatever lies in the bin."""
    return float(1 / (2 * table.plan.rho(table.plan.histograms[number], table.view)))
