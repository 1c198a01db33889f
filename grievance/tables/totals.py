"""Adds records up to the counts of both views.

totals = Totals(plan)
totals.add(records)
Table(plan, totals.counts())
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from grievance.release.plan import View
from grievance.tables.record import CELL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grievance.release.plan import PublishedPlan
    from grievance.tables.record import Kept
    from grievance.tables.table import Counts


class Totals:
    """A number for each bin of each histogram of each cell, in both views."""

    def __init__(self, plan: PublishedPlan) -> None:
        """Begin with nothing."""
        self._counts = {
            view: [[[0] * len(one.bins) for one in plan.histograms] for _ in plan.cells.all]
            for view in View
        }

    def add(self, records: Iterable[Kept]) -> None:
        """Count each of `records` in its cell, and there in one bin of each histogram.

        Those that are given at once are held in memory, some ten bytes each.
        """
        bins: dict[bytes, bytearray] = defaultdict(bytearray)
        for record in records:
            bins[record.cell] += record.bins
        for cell, bytes_ in bins.items():
            vouched, number = CELL.unpack(cell)
            for view in View if vouched else (View.ALL,):
                _add(self._counts[view][number], bytes_)

    def counts(self) -> Mapping[View, Counts]:
        """Return the counts as a table holds them."""
        return {
            view: tuple(tuple(tuple(one) for one in cell) for cell in cells)
            for view, cells in self._counts.items()
        }


def _add(cell: list[list[int]], bins: bytearray) -> None:
    """Count the bins of many testimonies, one after the other, each with a byte a histogram."""
    for at, histogram in enumerate(cell):
        of_this = bins[at :: len(cell)]
        for bin_ in range(len(histogram)):
            histogram[bin_] += of_this.count(bin_)
