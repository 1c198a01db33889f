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
    """One question of the statistics. Every testimony falls into exactly one of `bins`."""

    id: str
    bins: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A versioned list of histograms; `id` is published and travels with every coded testimony."""

    id: str
    histograms: tuple[Histogram, ...]


PLAN = Plan(
    id="2026-1",
    histograms=(
        Histogram("pay_below_minimum", ("below", "not_below", NO_ANSWER)),
        Histogram(
            "pay_ratio",
            (
                "under_0.25", "0.25_to_0.4", "0.4_to_0.55", "0.55_to_0.7", "0.7_to_0.85",
                "0.85_to_1", "1_to_1.2", "1.2_to_1.5", "1.5_to_2", "2_to_3", "3_or_more",
                NO_ANSWER,
            ),
        ),
        Histogram(
            "weekly_hours",
            (
                "up_to_10", "over_10_to_20", "over_20_to_30", "over_30_to_40", "over_40_to_48",
                "over_48_to_56", "over_56_to_70", "over_70",
                NO_ANSWER,
            ),
        ),
        Histogram("unpaid_work", ("yes", "no", NO_ANSWER)),
        Histogram("content", ("weekly_or_more", "less", NO_ANSWER)),
        Histogram("daily_life", ("not_at_all", "a_little", "some", "a_lot", NO_ANSWER)),
        Histogram("main_grievance", (*(group.id for group in GROUPS), "none", NO_ANSWER)),
    ),
)  # fmt: skip
