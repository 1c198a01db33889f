"""What a plan gives, before anybody has testified: how many it takes to see something.

    outlook(plan, 60)                              # of 60 testimonies in one row
    simulate(plan, 400, PeriodKind.QUARTER)        # if 400 a year are expected
    proposed(250)                                  # PeriodKind.YEAR

The noise is drawn by the very mechanism that blurs true counts, over an invented population.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist, fmean
from typing import TYPE_CHECKING

from grievance.coding.plan import NO_ANSWER
from grievance.disclosure import gate
from grievance.disclosure.figures import edges_of
from grievance.disclosure.mechanisms import blur
from grievance.disclosure.polish import apportioned, polished
from grievance.disclosure.ranges import median, share_range
from grievance.disclosure.sums import Sum
from grievance.envelope.period import QUARTERS, PeriodKind
from grievance.release.rows import OF_A_MEDIAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.coding.plan import Histogram
    from grievance.release.plan import PublishedPlan

DRAWS = 300
FEW_A_YEAR = 300
"""Below so many a year, four quarters show nothing that one year would not show better."""
PARTS = (Fraction(1), Fraction(1, 2), Fraction(1, 5), Fraction(1, 10))
"""How much of all testimonies one employer in one country may have."""

_SHARE = "unpaid_work"
_ANSWERED = 0.95
_UNPAID = (0.55, 0.40)
_PAY = NormalDist(math.log(0.8), 0.35)


@dataclass(frozen=True)
class Outlook:
    """What a row of so many `testimonies`, summed over so many `cells`, will show in one period.

    `opens` is in how many of 100 periods. The share of unpaid work will be told with a privacy
    range of `share` points either way; pay for one hour will be off by `median_error` hundredths
    of the legal minimum. Both are means over draws, None where most draws tell nothing at all.
    """

    testimonies: int
    cells: int
    opens: int
    share: int | None
    median_error: int | None


def proposed(a_year: int) -> PeriodKind:
    """Return the period that suits so many testimonies a year: noise is drawn once a period."""
    return PeriodKind.YEAR if a_year < FEW_A_YEAR else PeriodKind.QUARTER


def simulate(plan: PublishedPlan, a_year: int, kind: PeriodKind) -> tuple[Outlook, ...]:
    """Return the outlook of one period: the row of everyone, then one cell with each of `PARTS`."""
    of_period = a_year if kind is PeriodKind.YEAR else a_year // QUARTERS
    cells = [int(of_period * part) for part in PARTS]
    everyone = outlook(plan, of_period, len(plan.cells.all))
    return (everyone, *(outlook(plan, testimonies) for testimonies in cells))


def outlook(plan: PublishedPlan, testimonies: int, cells: int = 1, draws: int = DRAWS) -> Outlook:
    """Return what a row shows, over so many draws of its noise. No true count is read."""
    exact = [population(histogram, testimonies) for histogram in plan.histograms]
    sums = _drawn(plan, exact, cells, draws)
    names = [histogram.id for histogram in plan.histograms]
    opened = sum(gate.opens(one.testimonies, one.sigma) for one in sums)
    share = median_error = None
    if 2 * opened > draws and _SHARE in names:
        share = math.ceil(100 * fmean(_reach(one, names.index(_SHARE)) for one in sums))
    if 2 * opened > draws and OF_A_MEDIAN in names:
        at = names.index(OF_A_MEDIAN)
        median_error = math.ceil(100 * fmean(_median_error(one, exact[at], at) for one in sums))
    return Outlook(testimonies, cells, 100 * opened // draws, share, median_error)


def population(histogram: Histogram, testimonies: int) -> list[int]:
    """Return the counts of an invented row: what such rows may look like, and nobody's answers.

    Of 100, 95 answer. Pay for one hour has its median at 0.8 of the legal minimum and is spread
    log-normally by 0.35; 55 report unpaid work and 40 do not; other answers are spread evenly.
    """
    answers = len(histogram.bins) - histogram.bins.count(NO_ANSWER)
    parts = [_ANSWERED / answers] * answers
    if histogram.id == OF_A_MEDIAN:
        ends = [_PAY.cdf(math.log(edge)) for edge in edges_of(histogram)[1:]]
        parts = [
            _ANSWERED * (end - start) for start, end in zip((0.0, *ends), (*ends, 1.0), strict=True)
        ]
    if histogram.id == _SHARE and answers == len(_UNPAID):
        parts = list(_UNPAID)
    return apportioned([*parts, 1 - _ANSWERED], testimonies)


def _drawn(
    plan: PublishedPlan, exact: Sequence[Sequence[int]], cells: int, draws: int
) -> list[Sum]:
    """Draw the noise of a sum of cells at once: so many variances, at so much less cost."""
    columns = []
    for histogram, counts in zip(plan.histograms, exact, strict=True):
        blurred = blur([*counts] * draws, histogram.rho / cells)
        width = len(counts)
        columns.append([tuple(blurred[at : at + width]) for at in range(0, len(blurred), width)])
    variances = tuple(float(histogram.variance * cells) for histogram in plan.histograms)
    return [Sum(plan.histograms, counts, variances) for counts in zip(*columns, strict=True)]


def _reach(sums: Sum, at: int) -> float:
    """Return how far the share's range reaches either way, as a part of one."""
    yes, no, *_ = sums.counts[at]
    found = share_range(yes, no, sums.variances[at])
    return (found.high - found.low) / 2


def _median_error(sums: Sum, exact: Sequence[int], at: int) -> float:
    """Return by how much the median of a draw is off; a whole minimum where it finds none."""
    edges = edges_of(sums.histograms[at])
    true = median(exact[:-1], edges)
    found = median(polished(sums.counts[at][:-1]), edges)
    return abs(found - true) if math.isfinite(found) else 1.0
