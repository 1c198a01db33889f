"""When a row opens, and when a figure in it is told as a number, as a word, or as "unclear".

A word is chosen so that the whole privacy range lies within what it means: it is as certain as a
number is. Everything here is in hundredths, as it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.release.rows import Band, Level

if TYPE_CHECKING:
    from grievance.release.rows import Range

LEAST_TESTIMONIES = 10
SIGMAS = 3
"""So many standard deviations the blurred number must stay above `LEAST_TESTIMONIES`."""
SHARE_WIDTH = 10
"""Points of a hundred by which a share's range may reach either way."""
MEDIAN_WIDTH = 15
"""Hundredths of the legal minimum by which a median's range may reach either way."""

MINIMUM = 100
_BANDS = (
    (Band.FEW, 0, 33),
    (Band.MOST, 67, 100),
    (Band.SOME, 0, 50),
    (Band.MANY, 50, 100),
    (Band.ABOUT_HALF, 33, 67),
)
"""What the words mean: less than a third, more than two thirds, less than half, more than half,
between a third and two thirds. The first that fits is used."""
_AROUND = (75, 125)


def opens(testimonies: float, sigma: float) -> bool:
    """Tell whether a row is shown, from its blurred number of testimonies.

    With it, one in 700 rows of 10 testimonies opens, and of 4 or fewer none in 10,000.
    """
    return testimonies - SIGMAS * sigma >= LEAST_TESTIMONIES


def tells_share(found: Range) -> bool:
    """Tell whether a share's range is narrow enough to be shown as numbers."""
    return _reach(found) <= SHARE_WIDTH


def tells_median(found: Range) -> bool:
    """Tell whether a median's range is narrow enough to be shown as numbers."""
    return _reach(found) <= MEDIAN_WIDTH


def band(low: int, high: int) -> Band:
    """Return the word for a share whose range is `low` to `high` of a hundred."""
    fits = (word for word, least, most in _BANDS if least <= low and high <= most)
    return next(fits, Band.UNCLEAR)


def level(low: float, high: float) -> Level:
    """Return the word for a median whose range is `low` to `high` hundredths of the minimum."""
    if high <= MINIMUM:
        return Level.BELOW
    if low >= MINIMUM:
        return Level.ABOVE
    return Level.AROUND if _AROUND[0] <= low and high <= _AROUND[1] else Level.UNCLEAR


def _reach(found: Range) -> int:
    return max(found.value - found.low, found.high - found.value)
