"""Can two ways be told apart by the time they take? Tried in turn, compared by rank.

    apart = told_apart(first, second, tries=200)
    assert abs(apart.auc - 0.5) < apart.bound

`auc` is the chance that one try of the second takes longer than one of the first: one half when
nothing tells them apart (Mann and Whitney 1947). Ranks do not mind that some tries are slow because
the machine was busy.
"""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SIGMAS = 5
"""An equal pair is beyond them once in two million runs."""


@dataclass(frozen=True)
class Apart:
    """How far two ways are apart, and how far chance alone may put them."""

    auc: float
    bound: float

    @property
    def is_told(self) -> bool:
        """Whether the difference is more than chance."""
        return abs(self.auc - 0.5) > self.bound


def told_apart(first: Callable[[], object], second: Callable[[], object], tries: int) -> Apart:
    """Time both so often, in turn, each pair in the other order than the one before."""
    spent: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    gc.disable()
    try:
        for n in range(tries):
            for which in ((0, 1), (1, 0))[n % 2]:
                spent[which].append(_time(second if which else first))
    finally:
        gc.enable()
    return Apart(_auc(*spent), SIGMAS * sqrt((2 * tries + 1) / (12 * tries * tries)))


def _time(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _auc(first: list[float], second: list[float]) -> float:
    """Return the share of pairs in which the second is longer: from the sum of its ranks."""
    ranked = sorted([(one, 0) for one in first] + [(one, 1) for one in second])
    ranks = sum(rank for rank, (_, is_second) in enumerate(ranked, 1) if is_second)
    n = len(second)
    return (ranks - n * (n + 1) / 2) / (len(first) * n)
