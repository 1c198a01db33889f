"""What so many draws prove: exact limits of a probability, and of a law, from what was counted."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def clopper_pearson(hits: int, runs: int, error: float) -> tuple[float, float]:
    """Return limits that hold for the probability of a hit but in `error` of all experiments.

    Clopper and Pearson 1934: exact, whatever the probability.
    """
    low = _solve(lambda p: 1 - _at_most(hits - 1, runs, p) - error / 2) if hits else 0.0
    high = _solve(lambda p: error / 2 - _at_most(hits, runs, p)) if hits < runs else 1.0
    return low, high


def chi_square_limit(degrees: int, error: float) -> float:
    """Return what a chi-square exceeds in `error` of all experiments (Wilson and Hilferty 1931)."""
    spread = 2 / (9 * degrees)
    return degrees * (1 - spread + NormalDist().inv_cdf(1 - error) * math.sqrt(spread)) ** 3


def chi_square(observed: Mapping[int, int], law: Mapping[int, float]) -> tuple[float, int]:
    """Return chi-square and its degrees; values expected fewer than 10 times count as one."""
    runs = sum(observed.values())
    common = [value for value, chance in law.items() if runs * chance >= 10]
    found = [(observed.get(value, 0), runs * law[value]) for value in common]
    rest = runs - sum(count for count, _ in found), runs - sum(chance for _, chance in found)
    cells = [*found, rest]
    return sum((count - expected) ** 2 / expected for count, expected in cells), len(cells) - 1


def _solve(rising: Callable[[float], float]) -> float:
    """Return where a function that rises from below zero to above it is zero, from 0 to 1."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return low


def _at_most(hits: int, runs: int, chance: float) -> float:
    """Return the probability of at most so many hits: terms added from the largest downwards."""
    if hits < 0:
        return 0.0
    if hits > runs * chance:
        return 1 - _at_most(runs - hits - 1, runs, 1 - chance)
    if chance <= 0:
        return 1.0
    if chance >= 1:
        return float(hits >= runs)
    term = math.exp(
        math.lgamma(runs + 1)
        - math.lgamma(hits + 1)
        - math.lgamma(runs - hits + 1)
        + hits * math.log(chance)
        + (runs - hits) * math.log1p(-chance)
    )
    total, at = 0.0, hits
    while at >= 0 and term > total * 1e-17:
        total += term
        term *= at * (1 - chance) / ((runs - at + 1) * chance)
        at -= 1
    return total
