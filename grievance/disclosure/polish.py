"""From blurred counts to counts that a reader expects: none below zero, the same total.

Only the reading table is made of these; the raw integers are published beside it. The projection
is a function of blurred numbers alone and costs nothing (`PROOFS.md`, "polish.polished").
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def polished(blurred: Sequence[int]) -> list[float]:
    """Return the nearest numbers, in squares, that are not negative and have the same sum.

    The same amount comes off each, and what would fall below zero is zero (projection onto a
    simplex: Duchi et al. 2008). All are zero where the sum is not above zero.
    """
    total = sum(blurred)
    if total <= 0:
        return [0.0] * len(blurred)
    falling = sorted(blurred, reverse=True)
    # If only the largest so many stayed above zero, this would come off each; it is the most.
    off = max((so_far - total) / kept for kept, so_far in enumerate(accumulate(falling), 1))
    return [max(count - off, 0.0) for count in blurred]


def apportioned(parts: Sequence[float], whole: int) -> list[int]:
    """Share `whole` out in proportion to `parts`, in whole numbers that add up to it.

    Each is rounded down, and those with the largest remainders, the first among equals, get one
    more (Hare and Niemeyer). All are zero where the parts are.
    """
    total = sum(parts)
    if total <= 0:
        return [0] * len(parts)
    exact = [whole * part / total for part in parts]
    found = [int(each) for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: found[at] - exact[at])
    for at in by_remainder[: whole - sum(found)]:
        found[at] += 1
    return found
