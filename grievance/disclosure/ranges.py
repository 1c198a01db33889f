"""Privacy ranges: where the number before blurring lies, with 95 % certainty.

    share_range(38, 52, variance=16.7)          # Interval(0.357, 0.485), of yes: 38, of no: 52
    median_range(counts, edges, variance=10.0)  # Interval(0.74, 0.86)

Both turn a test around. For a number x that might be the true one, some sum of the counts would be
zero but for the noise, and the noise of that sum is known exactly. The range is all x whose sum is
nearer to zero than noise is in 95 of 100 draws (for shares: Fieller 1954). So it is right at every
size, where the usual formula fails at few testimonies. It says nothing about workers who did not
testify. The numbers are functions of blurred ones and cost nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CERTAINTY = 0.95
Z = NormalDist().inv_cdf((1 + CERTAINTY) / 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, which may be infinite."""

    low: float
    high: float


def count_range(count: float, sigma: float) -> Interval:
    """Return the range of a number of testimonies; no number is below zero."""
    return Interval(max(count - Z * sigma, 0.0), max(count + Z * sigma, 0.0))


def share_range(
    inside: int, outside: int, variance: float, bins_inside: int = 1, bins_outside: int = 1
) -> Interval:
    """Return the range of inside / (inside + outside), from 0 to 1.

    Each is a sum of so many bins, and `variance` is that of the noise of one. If p is the true
    share, `(1 - p) inside - p outside` is noise alone.
    """
    # A negative count is a true one near zero: as zero it widens the range, and nothing is hidden.
    inside, outside = max(inside, 0), max(outside, 0)
    allowed = Z * Z * variance
    # The square of that sum, less what noise explains, in powers of p.
    square = (inside + outside) ** 2 - allowed * (bins_inside + bins_outside)
    linear = -2 * (inside * (inside + outside) - allowed * bins_inside)
    constant = inside * inside - allowed * bins_inside
    if square <= 0:
        return Interval(0.0, 1.0)  # so few answered that every share would do
    low, high = _roots(square, linear, constant) or (0.0, 1.0)
    return Interval(min(max(low, 0.0), 1.0), min(max(high, 0.0), 1.0))


def median_range(counts: Sequence[int], edges: Sequence[float], variance: float) -> Interval:
    """Return the range of the median of bins that begin at `edges`; the last bin has no end.

    Within a bin, testimonies are taken to lie evenly. If x is the true median, what lies below it
    less what lies above it is noise alone. What the range leaves out between its ends, it keeps.
    """
    total = sum(counts)
    accepted = [
        (number, part)
        for number, below in enumerate(accumulate((0, *counts[:-1])))
        for part in _accepted(below - total / 2, counts[number], variance, len(counts))
    ]
    if not accepted:
        return Interval(edges[0], math.inf)
    (first, low), (last, high) = accepted[0], accepted[-1]
    return Interval(_at(edges, first, low), _at(edges, last, high))


def median(counts: Sequence[float], edges: Sequence[float]) -> float:
    """Return the point that half of `counts` (none negative) lie below; infinite in the last bin.

    NaN where there is nothing.
    """
    half = sum(counts) / 2
    for number, (below, count) in enumerate(
        zip(accumulate((0.0, *counts[:-1])), counts, strict=True)
    ):
        if count and below + count >= half:
            return _at(edges, number, (half - below) / count)
    return math.nan


def _accepted(start: float, count: int, variance: float, bins: int) -> Iterator[float]:
    """Yield the first and last part of a bin where the median may lie, if there is any.

    At the part f of the bin the sum is `start + f count`; it weighs every other bin by a half, up
    or down, and this one by `f - 1/2`.
    """
    allowed = Z * Z * variance
    square = count * count - allowed
    linear = 2 * start * count + allowed
    constant = start * start - allowed * bins / 4
    inside = [part for part in (0.0, 1.0) if square * part * part + linear * part + constant <= 0]
    crossings = [one for one in _crossings(square, linear, constant) if 0 <= one <= 1]
    found = sorted([*inside, *crossings])
    if found:
        yield found[0]
        yield found[-1]


def _crossings(square: float, linear: float, constant: float) -> tuple[float, ...]:
    if square == 0:
        return (-constant / linear,) if linear else ()
    return _roots(square, linear, constant) or ()


def _roots(square: float, linear: float, constant: float) -> tuple[float, float] | None:
    """Return the two numbers at which the polynomial is zero, the smaller first, if there are."""
    inner = linear * linear - 4 * square * constant
    if inner < 0:
        return None
    root = math.sqrt(inner)
    first, second = (-linear - root) / (2 * square), (-linear + root) / (2 * square)
    return min(first, second), max(first, second)


def _at(edges: Sequence[float], number: int, part: float) -> float:
    """Return where a part of a bin ends; the last bin ends nowhere."""
    if number + 1 == len(edges):
        return edges[number] if part == 0 else math.inf
    return edges[number] + part * (edges[number + 1] - edges[number])
