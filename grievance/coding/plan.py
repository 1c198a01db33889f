"""The histograms a testimony is counted in: which there are, and the bins of each, in order.

A plan is fixed before the first testimony it measures. Changing a histogram, a bin or an edge
means a new plan id, because figures of different plans must never be added.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from grievance.reference.codes import GROUPS

NO_ANSWER = "no_answer"

# Effective pay over the legal minimum. A bin holds its lower edge; the first also holds what is
# negative, the last all that is 3 or more. 1.0 is an edge, so that "below" is a sum of bins.
RATIO_EDGES = tuple(
    map(Fraction, ("0", "0.25", "0.4", "0.55", "0.7", "0.85", "1.0", "1.2", "1.5", "2", "3"))
)

# Hours of a week. A bin holds its upper edge, so that "more than 48" is a sum of bins: people
# name round numbers, and 40 (ILO C047), 48 (C001, and where the ILO begins to count excessive
# hours) and 56 (C001 art. 4, shift work) are still within those limits. Below 40 the edges tell
# side work from half and most of a week; 70 is ten hours on each day of the week.
HOURS_EDGES = tuple(map(Fraction, (10, 20, 30, 40, 48, 56, 70)))


@dataclass(frozen=True)
class Histogram:
    """One question of the statistics. Every testimony falls into exactly one of `bins`.

    `rho` is what measuring it once costs, in zero-concentrated differential privacy (Bun and
    Steinke 2016). `headline` are the bins whose sum is the share that a page leads with, among
    those who answered; none where there is no such sum.
    """

    id: str
    bins: tuple[str, ...]
    rho: Fraction
    headline: tuple[str, ...] = ()

    @property
    def variance(self) -> Fraction:
        """The parameter of its discrete Gaussian, sigma squared: 1/(2 rho), at sensitivity 1."""
        return 1 / (2 * self.rho)


@dataclass(frozen=True)
class Plan:
    """A versioned list of histograms; `id` is published and travels with every coded testimony.

    `vouched` is what the same histograms over vouched testimonies cost, as a share of their rho.
    """

    id: str
    histograms: tuple[Histogram, ...]
    vouched: Fraction

    @property
    def rho(self) -> Fraction:
        """What all histograms over all testimonies cost together."""
        return sum((one.rho for one in self.histograms), Fraction(0))


PLAN = Plan(
    id="2026-1",
    histograms=(
        Histogram(
            "pay_below_minimum",
            ("below", "not_below", NO_ANSWER),
            rho=Fraction("0.05"),
            headline=("below",),
        ),
        Histogram(
            "pay_ratio",
            (
                "under_0.25", "0.25_to_0.4", "0.4_to_0.55", "0.55_to_0.7", "0.7_to_0.85",
                "0.85_to_1", "1_to_1.2", "1.2_to_1.5", "1.5_to_2", "2_to_3", "3_or_more",
                NO_ANSWER,
            ),
            rho=Fraction("0.05"),
        ),
        Histogram(
            "weekly_hours",
            (
                "up_to_10", "over_10_to_20", "over_20_to_30", "over_30_to_40", "over_40_to_48",
                "over_48_to_56", "over_56_to_70", "over_70",
                NO_ANSWER,
            ),
            rho=Fraction("0.04"),
            headline=("over_48_to_56", "over_56_to_70", "over_70"),
        ),
        Histogram(
            "unpaid_work", ("yes", "no", NO_ANSWER), rho=Fraction("0.03"), headline=("yes",)
        ),
        Histogram(
            "content",
            ("weekly_or_more", "less", NO_ANSWER),
            rho=Fraction("0.03"),
            headline=("weekly_or_more",),
        ),
        Histogram(
            "daily_life",
            ("not_at_all", "a_little", "some", "a_lot", NO_ANSWER),
            rho=Fraction("0.03"),
            headline=("some", "a_lot"),
        ),
        Histogram(
            "main_grievance",
            (*(group.id for group in GROUPS), "none", NO_ANSWER),
            rho=Fraction("0.02"),
        ),
    ),
    vouched=Fraction(1, 5),
)  # fmt: skip
