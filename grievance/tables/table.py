"""True counts of one period, for `disclosure` and for nobody else.

    table = Table(plan, {View.ALL: counts, View.VOUCHED: counts_of_the_vouched})
    table.counts[View.ALL][cell][histogram][bin]       # in the order of the plan

Whoever prints, logs or formats one sees no number, and it cannot be pickled or copied: what leaves
the desk is made of a `ProtectedTable`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

from grievance.errors import GrievanceError
from grievance.release.plan import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import SupportsIndex

    from grievance.release.plan import PublishedPlan

Counts = tuple[tuple[tuple[int, ...], ...], ...]
"""By cell, by histogram, by bin; each as it stands in the plan."""


class NotThePlansTable(GrievanceError):
    """These counts cannot come from counting testimonies by this plan; no number is told."""

    def __init__(self, what: str) -> None:
        """Say what does not hold."""
        super().__init__(
            f"These counts were not made by the plan: {what}.", "Count again, and report this."
        )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Table:
    """How many testimonies lie in each bin, exactly: a secret until it is blurred.

    It is what the proofs of `disclosure` take for granted: both views, each testimony in one cell
    and there in exactly one bin of each histogram, the vouched among all. Raises
    `NotThePlansTable` for anything else.
    """

    plan: PublishedPlan
    counts: Mapping[View, Counts]

    def __post_init__(self) -> None:
        """Check the counts, and keep them from being changed."""
        if set(self.counts) != set(View):
            raise NotThePlansTable("both views are needed")
        for counts in self.counts.values():
            _check_shape(self.plan, counts)
        _check_vouched(self.counts)
        object.__setattr__(self, "counts", MappingProxyType(dict(self.counts)))

    def __repr__(self) -> str:
        """Show the period, no number: an object may end in a log, a page or a traceback."""
        return f"<Table {self.plan.period}>"

    def __reduce_ex__(self, _: SupportsIndex) -> NoReturn:
        """Refuse to be pickled or copied: a file or a pipe would hold true counts in the clear."""
        raise TypeError("a table of true counts is neither pickled nor copied")


def _check_shape(plan: PublishedPlan, counts: Counts) -> None:
    bins = [len(histogram.bins) for histogram in plan.histograms]
    if len(counts) != len(plan.cells.all):
        raise NotThePlansTable("a cell is missing or too many")
    for cell in counts:
        if [len(histogram) for histogram in cell] != bins:
            raise NotThePlansTable("a bin is missing or too many")
        # Exactly int: True would pass for 1, and a float would end in the noise.
        if any(type(count) is not int or count < 0 for one in cell for count in one):
            raise NotThePlansTable("a count is no number of testimonies")
        if len({sum(histogram) for histogram in cell}) > 1:
            raise NotThePlansTable("a testimony is not in one bin of each histogram")


def _check_vouched(counts: Mapping[View, Counts]) -> None:
    pairs = zip(_flat(counts[View.VOUCHED]), _flat(counts[View.ALL]), strict=True)
    if any(vouched > all_ for vouched, all_ in pairs):
        raise NotThePlansTable("more are vouched for than there are")


def _flat(counts: Counts) -> Iterator[int]:
    return (count for cell in counts for histogram in cell for count in histogram)
