"""How much the best guess about one person can gain from everything that is published.

    for ceiling in ceilings(plan, periods=1):
        ceiling.about, ceiling.guess     # "content", 569 of 1000; a coin alone is right in 500

The guesser is as strong as can be: knows every other testimony, knows everything about this one
but what is guessed, computes without end. What holds for such a one holds for everybody. The page
on the method shows these, for a person who testified in one, two and four periods.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from grievance.release.plan import View
from grievance.release.rows import EVERYTHING, PRESENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from grievance.release.plan import PublishedPlan

PERIODS = (1, 2, 4)
"""For a person who testified in so many periods, releases and pages state the ceilings."""

DEPENDS: Mapping[str, tuple[str, ...]] = {
    "pay_below_minimum": ("pay_below_minimum", "pay_ratio"),
    "pay_ratio": ("pay_below_minimum", "pay_ratio"),
    "weekly_hours": ("pay_below_minimum", "pay_ratio", "weekly_hours"),
    "unpaid_work": ("pay_below_minimum", "pay_ratio", "weekly_hours", "unpaid_work"),
    "content": ("content",),
    "daily_life": ("daily_life",),
    "main_grievance": ("main_grievance",),
}
"""For what a histogram asks, every histogram in which the answer shows. Another number of unpaid
hours changes the hours of the week and the pay for one hour as well."""


@dataclass(frozen=True)
class Gain:
    """The most that a guess about `about` gains, for who testified in so many `periods`.

    `about` is the id of a histogram, `PRESENCE` or `EVERYTHING`. `advantage`, from 0 to 1, is by
    how much more often "yes" is guessed where it is true than where it is not;
    `advantage_vouched` is that of a vouched testimony once the sealed measurement is seen as well.
    """

    about: str
    histograms: tuple[str, ...]
    periods: int
    advantage: float
    advantage_vouched: float

    @property
    def guess(self) -> int:
        """Of 1000 guesses between two equally likely answers, the most that are right.

        It is rounded up: what is called a ceiling must be one.
        """
        return math.ceil(500 * (1 + self.advantage))

    @property
    def guess_vouched(self) -> int:
        """The same for a vouched testimony once the sealed measurement is seen as well."""
        return math.ceil(500 * (1 + self.advantage_vouched))


def ceilings(plan: PublishedPlan, periods: int) -> tuple[Gain, ...]:
    """Return first `PRESENCE`, then each histogram of the plan, last `EVERYTHING`.

    `periods` is in how many periods, each with a plan like this, the same person testified.
    """
    every = tuple(histogram.id for histogram in plan.histograms)
    # An answer that changes takes one from a bin and gives one to another. A histogram that this
    # page knows nothing of is taken to show in all.
    shown_in = {one: DEPENDS.get(one, every) for one in every} | {EVERYTHING: every}
    return (
        _gain(plan, PRESENCE, every, periods, changed=1),
        *(_gain(plan, one, names, periods, changed=2) for one, names in shown_in.items()),
    )


def _gain(
    plan: PublishedPlan, about: str, histograms: tuple[str, ...], periods: int, changed: int
) -> Gain:
    def seen(*views: View) -> float:
        precisions = sorted(
            2 * plan.rho(histogram, view)
            for view in views
            for histogram in plan.histograms
            if histogram.id in histograms
        )
        return advantage(tuple(precisions), changed * periods)

    return Gain(about, histograms, periods, seen(View.ALL), seen(View.ALL, View.VOUCHED))


@lru_cache
def advantage(precisions: tuple[Fraction, ...], times: int) -> float:
    """Return the total variation between the two distributions of all blurred counts together.

    They differ by one in `times` counts of each of the `precisions` (1 / sigma squared). Half of
    it is what a guess between two equally likely answers gains at most.

    It is exact for the discrete Gaussian. The likelihood ratio grows with the sum of all noises,
    each over its sigma squared. On the lattice of that sum (steps of 1 / `scale`), the two
    distributions are the same but for a shift, so the variation is the probability of the middle
    part of one, as long as the shift. It is added up from the characteristic functions.
    """
    scale = math.lcm(*(one.denominator for one in precisions))
    steps = [int(one * scale) for one in precisions]
    shift = times * sum(steps)
    # Twice ten standard deviations: what is folded over the end is less than one in 10^22.
    points = shift + math.ceil(20 * math.sqrt(scale * shift))
    total = sum(
        (1 if at == 0 or 2 * at == points else 2)
        * weight
        * _width(shift, 2 * math.pi * at / points)
        for at, weight in _characteristic(precisions, steps, times, points)
    )
    return total / points


def _characteristic(
    precisions: tuple[Fraction, ...], steps: list[int], times: int, points: int
) -> Iterator[tuple[int, float]]:
    """Yield the characteristic function of the summed noises where it is above one in 10^20."""
    variances = [float(1 / one) for one in precisions]
    pairs = list(zip(variances, steps, strict=True))
    for at in range(points // 2 + 1):
        value = 1.0
        for variance, step in pairs:
            value *= _of_one(variance, 2 * math.pi * (step * at % points) / points) ** times
            if value < 1e-20:
                break
        else:
            yield at, value


def _of_one(variance: float, angle: float) -> float:
    """Return the characteristic function of one discrete Gaussian (Poisson's summation).

    Of the sum over all turns of the circle the nearest two are taken; the others are less than
    one in 10^80 where sigma is 3 or more, and one in 10,000 at the least sigma of any plan.
    """
    return math.exp(-variance * angle**2 / 2) + math.exp(-variance * (2 * math.pi - angle) ** 2 / 2)


def _width(shift: int, angle: float) -> float:
    """Return the sum of cos(angle s) over the `shift` whole numbers s around zero."""
    if angle == 0:
        return float(shift)
    low, high = shift // 2 - shift, shift // 2
    return (math.sin((high + 0.5) * angle) - math.sin((low + 0.5) * angle)) / (
        2 * math.sin(angle / 2)
    )
