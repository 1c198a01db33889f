"""Two rows or two periods beside each other: which can be told apart, and which cannot.

No difference is ever computed: two privacy ranges that do not overlap tell which figure is higher,
and two that do tell nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from grievance.release.rows import Median, Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.release.plan import PublishedPlan
    from grievance.release.rows import Figure, Range, Row


class Verdict(StrEnum):
    """What can be said of two figures."""

    FIRST_HIGHER = "first_higher"
    SECOND_HIGHER = "second_higher"
    NOT_APART = "cannot_be_told_apart"
    UNTOLD = "cannot_be_compared"
    OTHERWISE = "counted_differently"


Told = Share | Median
"""What a row says of one thing: a range, or a word where the range is too wide."""


@dataclass(frozen=True)
class Side:
    """A row of a release, with the plan it was counted by."""

    row: Row
    plan: PublishedPlan


@dataclass(frozen=True)
class Pair:
    """One figure on both sides: `bins` whose share it is, empty for the middle value of pay.

    None where a side does not tell it, or counted otherwise.
    """

    histogram: str
    bins: tuple[str, ...]
    first: Told | None
    second: Told | None
    verdict: Verdict


def compare(first: Range | None, second: Range | None) -> Verdict:
    """Return the verdict on two figures of one unit."""
    if first is None or second is None:
        return Verdict.UNTOLD
    if first.low > second.high:
        return Verdict.FIRST_HIGHER
    if second.low > first.high:
        return Verdict.SECOND_HIGHER
    return Verdict.NOT_APART


def pairs(first: Side, second: Side) -> Iterator[Pair]:
    """Yield what a question leads with on both sides; each group where it leads with none."""
    ways = {one.id: (one.bins, one.headline) for one in second.plan.histograms}
    for one in first.plan.histograms:
        if one.id in ways and ways[one.id] != (one.bins, one.headline):
            yield Pair(one.id, one.headline, None, None, Verdict.OTHERWISE)
        else:
            yield from _of_question(one.id, first.row, second.row)


def _of_question(histogram: str, first: Row, second: Row) -> Iterator[Pair]:
    sides = [_told(row.figure(histogram)) for row in (first, second)]
    for bins in dict.fromkeys(bins for side in sides for bins in side):
        one, other = (side.get(bins) for side in sides)
        verdict = compare(one.range if one else None, other.range if other else None)
        yield Pair(histogram, bins, one, other, verdict)


def _told(figure: Figure) -> dict[tuple[str, ...], Told]:
    """Return the figures of a question by the bins that they are of."""
    if figure.headline:
        return {figure.headline.bins: figure.headline}
    if figure.median:
        return {(): figure.median}
    return {share.bins: share for share in figure.shares}
