"""Whether a privacy range, or the word in its place, is what the blurred counts give.

    share = LikelyShare(inside=38, outside=52, variance=16.7, bins_inside=1, bins_outside=1)
    is_range(Range(42, 35, 49), share)     # True
    lies_within(33, 67, share)             # True: "about half" may be said

`disclosure` solves for the ends of a range. Here they are put to the test instead, which needs no
root: of what lies outside, the noise refuses everything; of the hundredth at each end, it does not.
The tests are those of `docs/release-format.md`, section "Figures": for a number that might be the
true one, some sum of the counts would be noise alone, and that sum must be nearer to zero than
noise is in 95 of 100 draws.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import NormalDist
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grievance.release.rows import Range

Z = NormalDist().inv_cdf(0.975)
SLACK = 1e-13
"""Of what a sum is made of: so far may the floats of two machines be apart."""


class Likely(Protocol):
    """Numbers from 0 to `top`, some of which might be the true one."""

    @property
    def top(self) -> float:
        """The largest there is, perhaps infinite."""

    def any_of(self, low: float, high: float, slack: float) -> bool:
        """Tell whether one from `low` to `high` might be the true one, `slack` given or taken."""


def is_range(told: Range, likely: Likely) -> bool:
    """Tell whether `told`, in hundredths, reaches as far as it must and no hundredth farther.

    It may reach farther only to hold its own value.
    """
    low, high = told.low / 100, told.high / 100
    begins = told.low == told.value or likely.any_of(low, low + 0.01, SLACK)
    ends = told.high == told.value or likely.any_of(high - 0.01, high, SLACK)
    exists = told.low >= 0 and high <= likely.top
    return exists and begins and ends and lies_within(told.low, told.high, likely)


def lies_within(low: float, high: float, likely: Likely, slack: float = -SLACK) -> bool:
    """Tell whether nothing outside `low` to `high`, in hundredths, might be the true number.

    Where it is a close call it does; with `SLACK` for `slack` it does not.
    """
    below = low > 0 and likely.any_of(0.0, low / 100, slack)
    above = high / 100 < likely.top and likely.any_of(high / 100, likely.top, slack)
    return not below and not above


@dataclass(frozen=True)
class _Parabola:
    """The square of a sum less what noise explains: `square x² + linear x + constant`."""

    square: float
    linear: float
    constant: float

    def reaches(self, first: float, last: float, slack: float) -> bool:
        """Tell whether it is anywhere from `first` to `last` at zero or below."""
        turn = -self.linear / (2 * self.square) if self.square > 0 else first
        least = min(self._at(x) for x in (first, last, min(max(turn, first), last)))
        return least <= slack * (abs(self.square) + abs(self.linear) + abs(self.constant))

    def _at(self, x: float) -> float:
        return (self.square * x + self.linear) * x + self.constant


@dataclass(frozen=True)
class LikelyShare:
    """What part `inside` is of `inside` and `outside`: sums of so many bins of one `variance`."""

    inside: int
    outside: int
    variance: float
    bins_inside: int
    bins_outside: int

    top = 1.0

    def any_of(self, low: float, high: float, slack: float) -> bool:
        """Put `(1 - x) inside - x outside` to the test."""
        # What is below zero is a true count near zero.
        inside, outside = max(self.inside, 0), max(self.outside, 0)
        allowed = Z * Z * self.variance
        both = _Parabola(
            (inside + outside) ** 2 - allowed * (self.bins_inside + self.bins_outside),
            -2 * (inside * (inside + outside) - allowed * self.bins_inside),
            inside**2 - allowed * self.bins_inside,
        )
        # So few that any share might be the true one.
        return both.square <= 0 or both.reaches(low, high, slack)


@dataclass(frozen=True)
class Middle:
    """What half of the `counts` of bins lie below; each bin begins at one of `edges`."""

    counts: Sequence[float]
    edges: Sequence[float]
    variance: float

    top = math.inf

    def any_of(self, low: float, high: float, slack: float) -> bool:
        """Put what lies below less what lies above to the test, in each bin that is reached."""
        reached = ((one, _part_of(begin, width, low, high)) for one, begin, width in self._bins())
        return any(part and one.reaches(*part, slack) for one, part in reached)

    def value(self) -> float:
        """Return the middle of `counts`, none of them negative; infinite in the last bin."""
        half = sum(self.counts) / 2
        below = 0.0
        for count, (begin, end) in zip(self.counts, pairwise((*self.edges, math.inf)), strict=True):
            if count and below + count >= half:
                return begin + (half - below) / count * (end - begin)
            below += count
        return math.nan

    def _bins(self) -> Iterator[tuple[_Parabola, float, float]]:
        """Yield for each bin its sum, by the part of the bin; where it begins; how wide it is."""
        allowed = Z * Z * self.variance
        half = sum(self.counts) / 2
        belows = accumulate((0, *self.counts[:-1]))
        ends = pairwise((*self.edges, math.inf))
        for count, below, (begin, end) in zip(self.counts, belows, ends, strict=True):
            start = below - half
            square, linear = count**2 - allowed, 2 * start * count + allowed
            constant = start**2 - allowed * len(self.counts) / 4
            yield _Parabola(square, linear, constant), begin, end - begin


def _part_of(begin: float, width: float, low: float, high: float) -> tuple[float, float] | None:
    """Return what part of a bin lies from `low` to `high`, if any.

    Of the last, which has no end, all but its beginning lies at infinity.
    """
    if math.isinf(high) and math.isinf(width):
        return 0.0, 1.0
    first, last = (low - begin) / width, (high - begin) / width
    return (max(first, 0.0), min(last, 1.0)) if low <= begin + width and begin <= high else None
