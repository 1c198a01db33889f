"""A worked picture of what blurring does: one number, with and without one testimony more.

    picture = blurring(histogram)     # drawn by intake/_blurring.html

The people are invented; the chances are those of the plan, from the discrete Gaussian (Canonne,
Kamath, Steinke 2020, definition 1): P(true + k) is in proportion to exp(-k^2 / (2 sigma^2)).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grievance.coding.plan import Histogram

TRUE, PUBLISHED = 40, 43
"""Invented: so many people report it, and this is what a draw gave."""
_REACH = 14
_WIDTH, _LEFT, _HIGH, _STEP = 320, 4, 64, 10
_TICKS = (30, 35, 40, 45, 50)
_OF = 1000


@dataclass(frozen=True)
class Bar:
    """One number that could be published: where its bar stands, and its chance of 1,000."""

    number: int
    x: float
    y: float
    height: float
    chance: int


@dataclass(frozen=True)
class Hill:
    """What could be published where the true number is `true`; x of the ticks by number."""

    true: int
    bars: tuple[Bar, ...]

    @property
    def published(self) -> Bar:
        """The bar of the number that was published."""
        return next(bar for bar in self.bars if bar.number == PUBLISHED)


@dataclass(frozen=True)
class Blurring:
    """Two hills over the same numbers; `low` to `high` is the privacy range of `published`."""

    without: Hill
    with_: Hill
    published: int
    low: int
    high: int
    ticks: tuple[tuple[int, float], ...]
    width: int = _WIDTH
    high_units: int = _HIGH
    bar_width: int = _STEP - 2


def blurring(histogram: Histogram) -> Blurring:
    """Return the picture for one number of `histogram`."""
    variance = float(histogram.variance)
    # 95 of 100 draws lie within so many standard deviations of the true number.
    reach = round(1.96 * math.sqrt(variance))
    return Blurring(
        _hill(TRUE, variance),
        _hill(TRUE + 1, variance),
        PUBLISHED,
        PUBLISHED - reach,
        PUBLISHED + reach,
        tuple((number, _x(number) + (_STEP - 2) / 2) for number in _TICKS),
    )


def _hill(true: int, variance: float) -> Hill:
    numbers = range(TRUE - _REACH, TRUE + 2 + _REACH)
    weights = [math.exp(-((number - true) ** 2) / (2 * variance)) for number in numbers]
    # So far out that what is left away would not be seen.
    whole = sum(math.exp(-(away**2) / (2 * variance)) for away in range(-200, 201))
    return Hill(
        true,
        tuple(
            Bar(
                number,
                _x(number),
                round(_HIGH * (1 - weight), 1),
                max(round(_HIGH * weight, 1), 0.5),
                round(_OF * weight / whole),
            )
            for number, weight in zip(numbers, weights, strict=True)
        ),
    )


def _x(number: int) -> int:
    return _LEFT + _STEP * (number - TRUE + _REACH) + 6
