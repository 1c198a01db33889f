"""What somebody answered: the best guess of who knows all other testimonies and not this one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from grievance.disclosure.drawing import drawn
from grievance.disclosure.figures import edges_of
from grievance.disclosure.polish import apportioned
from grievance.disclosure.simulate import population
from grievance.release.ceilings import ceilings
from grievance.release.plan import View
from grievance.release.rows import EVERYTHING
from grievance.tables.table import Table
from tests.kit.certifying import clopper_pearson
from tests.kit.measuring import asking, cut, repeated, repeating, row, shipped, with_one_more

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.release.plan import PublishedPlan
    from grievance.tables.table import Counts

OTHERS = 30
ERROR = 1e-5
ABOUT = {
    "content": ("content",),
    "pay_below_minimum": ("pay_below_minimum", "pay_ratio"),
    EVERYTHING: tuple(one.id for one in shipped().histograms),
}
HOW_MANY = {"content": 20_000, "pay_below_minimum": 10_000, EVERYTHING: 5_000}


def _lean(plan: PublishedPlan, counts: Counts) -> list[float]:
    """Return for each cell how much the first of two answers is likelier than the second."""
    weights = [float(2 * one.rho) for one in plan.histograms]
    return [
        sum(weight * (one[0] - one[1]) for weight, one in zip(weights, cell, strict=True))
        for cell in counts
    ]


def _right(about: str, runs: int, times: int) -> tuple[int, int]:
    """Return how often the guess was right, and of how many, after measuring `times` times."""
    plan = cut(asking(repeating(shipped(), runs), *ABOUT[about]), 2)
    others = row(plan, OTHERS)
    level = sum(
        float(2 * one.rho) * (counts[0] - counts[1])
        for one, counts in zip(plan.histograms, others, strict=True)
    )
    right = 0.0
    for answer, sign in ((0, 1), (1, -1)):
        table = repeated(plan, with_one_more(others, *[answer] * len(plan.histograms)))
        seen = [_lean(plan, drawn(table, View.ALL)) for _ in range(times)]
        leans = [sign * (sum(each) - times * level) for each in zip(*seen, strict=True)]
        right += sum(1.0 if lean > 1e-9 else 0.5 * (lean > -1e-9) for lean in leans)
    return round(right), 2 * runs


def _ceiling(about: str) -> float:
    return next((1 + one.advantage) / 2 for one in ceilings(shipped(), 1) if one.about == about)


@pytest.mark.parametrize("about", HOW_MANY)
def test_no_guess_is_better_than_its_ceiling(about: str) -> None:
    right, of = _right(about, HOW_MANY[about], times=1)
    low, high = clopper_pearson(right, of, ERROR)
    assert low <= _ceiling(about)
    # Nor is the ceiling idle: the best guess reaches it.
    assert high >= _ceiling(about)


@pytest.mark.parametrize("about", HOW_MANY)
def test_measuring_it_over_again_is_found(about: str) -> None:
    right, of = _right(about, HOW_MANY[about] // 5, times=4)
    assert clopper_pearson(right, of, ERROR)[0] > _ceiling(about)


PAY = "pay_ratio"
POPULATIONS: dict[str, tuple[float, ...]] = {
    "unpaid_work": (0.55, 0.40, 0.05),
    "content": (0.40, 0.55, 0.05),
    "daily_life": (0.25, 0.30, 0.25, 0.15, 0.05),
}
"""What so many of 100 answer, as everybody may know; for pay, the log-normal one of `simulate`."""
POINTS = {"unpaid_work": 0.02, "content": 0.02, "daily_life": 0.04, PAY: 0.08}


def _prior(plan: PublishedPlan, about: str) -> Sequence[float]:
    ratio = next(one for one in plan.histograms if one.id == PAY) if about == PAY else None
    return [one / 1000 for one in population(ratio, 1000)] if ratio else POPULATIONS[about]


def _bins(plan: PublishedPlan, about: str, answer: int) -> list[int]:
    """Return the bins of one answer in the histograms of a plan that shows in these alone."""
    if about != PAY:
        return [answer]
    # In the order of the plan: below the minimum, not below it, no answer; then the ratio.
    edges = edges_of(plan.histograms[1])
    return [2 if answer == len(edges) else int(edges[answer] >= 1), answer]


def _gain(about: str, runs: int, times: int = 1) -> float:
    """Return by how much the best guess is right more often than the commonest answer."""
    shown_in = ("pay_below_minimum", PAY) if about == PAY else (about,)
    shape = asking(shipped(), *shown_in)
    prior = _prior(shape, about)
    answers = apportioned(prior, runs)
    plan = repeating(shape, runs)
    others = row(plan, OTHERS)
    cells = [
        with_one_more(others, *_bins(plan, about, answer))
        for answer, many in enumerate(answers)
        for _ in range(many)
    ]
    table = Table(plan, dict.fromkeys(View, tuple(cells)))
    seen = zip(*(drawn(table, View.ALL) for _ in range(times)), strict=True)
    guesses = [_guess(plan, about, prior, others, each) for each in seen]
    true = [answer for answer, many in enumerate(answers) for _ in range(many)]
    right = sum(guess == answer for guess, answer in zip(guesses, true, strict=True))
    return right / runs - max(prior)


def _guess(
    plan: PublishedPlan,
    about: str,
    prior: Sequence[float],
    others: tuple[tuple[int, ...], ...],
    seen: tuple[tuple[tuple[int, ...], ...], ...],
) -> int:
    """Return the likeliest answer (Bayes): its prior, times how well each count fits it."""

    def likelihood(answer: int) -> float:
        # All answers have the square of the noise in common, but for the bin that holds one more.
        return math.log(prior[answer]) + sum(
            float(2 * histogram.rho) * (cell[number][bin_] - others[number][bin_] - 0.5)
            for cell in seen
            for number, (histogram, bin_) in enumerate(
                zip(plan.histograms, _bins(plan, about, answer), strict=True)
            )
        )

    return max((at for at, chance in enumerate(prior) if chance), key=likelihood)


def _doubt(runs: int) -> float:
    """Return by how much so many guesses may be luckier than they should."""
    return 4 * 0.5 / math.sqrt(runs)


@pytest.mark.parametrize("about", POINTS)
def test_no_guess_is_much_better_than_the_commonest_answer(about: str) -> None:
    assert _gain(about, 4_000) <= POINTS[about] + _doubt(4_000)


@pytest.mark.parametrize("about", POINTS)
def test_noise_that_is_averaged_away_is_found(about: str) -> None:
    assert _gain(about, 600, times=16) > POINTS[about] + _doubt(600)


@pytest.mark.long
@pytest.mark.parametrize(
    ("about", "runs"),
    [("unpaid_work", 400_000), ("content", 400_000), ("daily_life", 200_000), (PAY, 50_000)],
)
def test_nor_is_it_in_many_runs(about: str, runs: int) -> None:
    assert _gain(about, runs) <= POINTS[about]
