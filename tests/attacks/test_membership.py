"""Whether somebody testified: what the shipped measurement gives away, certified from its draws.

A guesser who knows every other testimony sees the measurement with the victim's and without it,
many times over, and weighs all counts in the best way there is (Neyman and Pearson).
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from grievance.disclosure.drawing import drawn
from grievance.disclosure.ledger import Ledger
from grievance.release.ceilings import ceilings
from grievance.release.plan import View
from tests.kit.certifying import clopper_pearson
from tests.kit.measuring import (
    costing,
    cut,
    measured,
    plan_of,
    repeated,
    repeating,
    reverse,
    row,
    shipped,
    with_one_more,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from grievance.release.plan import PublishedPlan
    from grievance.tables.table import Counts

OTHERS = 30
CLAIM, CLAIM_WITH_VOUCHED = 0.277, 0.302
A_FIFTH_LESS_NOISE = 1 / Fraction("0.64")


def _suspicion(plan: PublishedPlan, view: View, counts: Counts) -> list[float]:
    """Return how much each cell looks like one with the victim: each count over its variance."""
    weights = [float(2 * plan.rho(histogram, view)) for histogram in plan.histograms]
    return [
        sum(weight * histogram[0] for weight, histogram in zip(weights, cell, strict=True))
        for cell in counts
    ]


def _certified(without: Sequence[float], with_: Sequence[float], error: float) -> float:
    """Return an advantage that the guesser has for certain, but in `error` of all experiments."""
    # Half way between both means, which the guesser knows: it made the tables.
    limit = (math.fsum(without) / len(without) + math.fsum(with_) / len(with_)) / 2
    right, _ = clopper_pearson(sum(one > limit for one in with_), len(with_), error / 2)
    _, wrong = clopper_pearson(sum(one > limit for one in without), len(without), error / 2)
    return right - wrong


def _certified_of(plan: PublishedPlan, error: float) -> float:
    others = row(plan, OTHERS)
    everyone = with_one_more(others, *[0] * len(plan.histograms))
    without, with_ = (drawn(repeated(plan, one), View.ALL) for one in (others, everyone))
    return _certified(_suspicion(plan, View.ALL, without), _suspicion(plan, View.ALL, with_), error)


def test_the_claim_is_what_the_plan_says() -> None:
    presence, *_ = ceilings(shipped(), 1)
    assert presence.advantage <= CLAIM
    assert presence.advantage_vouched <= CLAIM_WITH_VOUCHED


def test_the_measurement_gives_away_no_more_than_it_claims() -> None:
    assert _certified_of(cut(repeating(shipped(), 10_000), 1), error=0.001) <= CLAIM


def test_a_fifth_less_noise_is_found() -> None:
    planted = costing(cut(repeating(shipped(), 10_000), 1), A_FIFTH_LESS_NOISE)
    assert _certified_of(planted, error=0.001) > CLAIM


@pytest.mark.long
def test_50_000_measurements_of_the_whole_plan_give_away_no_more_than_it_claims(
    tmp_path: Path,
) -> None:
    plan = plan_of(50_000)
    others = row(plan, OTHERS)
    everyone = with_one_more(others, *[0] * len(plan.histograms))
    seen: list[dict[View, list[float]]] = []
    for name, counts in (("without", others), ("with", everyone)):
        table = measured(repeated(plan, counts), tmp_path / name)
        vouched = Ledger(tmp_path / name).read(plan.period, View.VOUCHED, reverse)
        seen.append({one.view: _suspicion(plan, one.view, one.counts) for one in (table, vouched)})
    without, with_ = seen
    assert _certified(without[View.ALL], with_[View.ALL], 0.025) <= CLAIM
    both = [[sum(pair) for pair in zip(*one.values(), strict=True)] for one in (without, with_)]
    assert _certified(both[0], both[1], 0.025) <= CLAIM_WITH_VOUCHED


@pytest.mark.long
def test_a_fifth_less_noise_is_found_every_time() -> None:
    planted = costing(cut(repeating(shipped(), 50_000), 1), A_FIFTH_LESS_NOISE)
    assert all(_certified_of(planted, error=0.05) > CLAIM for _ in range(10))
