"""From true counts to blurred ones, one histogram after the other. Only `protect` calls this.

Histograms may cost different amounts, so each is one call of the mechanism, over all its cells.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from grievance.disclosure.mechanisms import blur

if TYPE_CHECKING:
    from grievance.release.plan import View
    from grievance.tables.table import Counts, Table


def drawn(table: Table, view: View) -> Counts:
    """Return the counts of a view, each with fresh noise; costs the plan's rho of the view.

    It costs that each time: nothing here remembers, and it is `protect` that refuses a second one.
    """
    columns = [_column(table, view, number) for number in range(len(table.plan.histograms))]
    return tuple(zip(*columns, strict=True))


def _column(table: Table, view: View, number: int) -> list[tuple[int, ...]]:
    """Blur one histogram: the bins of all cells in one row of numbers, then cut up again."""
    histogram = table.plan.histograms[number]
    exact = chain.from_iterable(cell[number] for cell in table.counts[view])
    blurred = blur(list(exact), table.plan.rho(histogram, view))
    width = len(histogram.bins)
    return [tuple(blurred[at : at + width]) for at in range(0, len(blurred), width)]
