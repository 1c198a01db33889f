"""What a guess can gain, against the same figures worked out in other ways."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING

import pytest

from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.release.ceilings import DEPENDS, PERIODS, Gain, advantage, ceilings
from grievance.release.rows import EVERYTHING, PRESENCE
from tests.kit.measuring import changed, shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

below = NormalDist().cdf


def _of(about: str, periods: int = 1) -> Gain:
    return next(one for one in ceilings(shipped(), periods) if one.about == about)


def _continuous(rho: Fraction, changed: int, periods: int) -> float:
    """Return the advantage if the noise were the continuous Gaussian: 2 Phi(mu / 2) - 1."""
    return 2 * below(math.sqrt(2 * changed * periods * rho) / 2) - 1


def _by_hand(precisions: Sequence[Fraction], times: int) -> float:
    """Return the total variation by adding up all outcomes, one noise after the other."""
    scale = math.lcm(*(one.denominator for one in precisions))
    law = {0: 1.0}
    for precision in [*precisions] * times:
        reach = range(-80, 81)
        weights = {x: math.exp(-x * x * precision / 2) for x in reach}
        total = sum(weights.values())
        step = int(scale * precision)
        found: Counter[int] = Counter()
        for at, chance in law.items():
            for x, weight in weights.items():
                found[at + step * x] += chance * weight / total  # type: ignore[assignment]
        law = {at: chance for at, chance in found.items() if chance > 1e-18}
    shift = times * sum(int(scale * one) for one in precisions)
    return math.fsum(chance for at, chance in law.items() if -shift < 2 * at <= shift)


def test_the_ceilings_of_the_shipped_plan() -> None:
    assert round(100 * (1 + _of("content").advantage) / 2) == 57
    assert round(100 * (1 + _of("daily_life").advantage) / 2) == 57
    assert round(100 * (1 + _of("pay_below_minimum").advantage) / 2) == 62
    assert round(100 * (1 + _of(EVERYTHING).advantage) / 2) == 69
    assert math.ceil(1000 * _of(PRESENCE).advantage) == 277
    assert math.ceil(1000 * _of(PRESENCE).advantage_vouched) == 302


def test_what_is_shown_is_rounded_up() -> None:
    for one in ceilings(shipped(), 1):
        assert 0 <= one.guess - 500 * (1 + one.advantage) < 1
        assert 0 <= one.guess_vouched - 500 * (1 + one.advantage_vouched) < 1
        assert one.guess < one.guess_vouched


WORDS = {
    "disturbing content, daily life": ("content", "daily_life"),
    "the main grievance": ("main_grievance",),
    "pay": ("pay_below_minimum", "pay_ratio"),
    "hours of the week": ("weekly_hours",),
    "unpaid hours": ("unpaid_work",),
    "all answers at once": (EVERYTHING,),
    "whether the person testified at all": (PRESENCE,),
}


def test_the_page_on_the_method_shows_these_ceilings() -> None:
    page = (Path(__file__).parents[3] / "docs/statistics-method.md").read_text("utf-8")
    for words, abouts in WORDS.items():
        for about in abouts:
            percents = [math.ceil(_of(about, periods).guess / 10) for periods in PERIODS]
            assert f"| {words} | {' | '.join(map(str, percents))} |" in page
    assert {about for abouts in WORDS.values() for about in abouts} == {
        one.about for one in ceilings(shipped(), 1)
    }


def test_the_sealed_measurement_adds_as_little_as_the_page_says() -> None:
    every = [one for periods in PERIODS for one in ceilings(shipped(), periods)]
    assert max(one.guess_vouched - one.guess for one in every) <= 30


def test_nothing_gains_more_than_all_answers_together() -> None:
    for periods in PERIODS:
        most = _of(EVERYTHING, periods)
        assert all(one.guess <= most.guess for one in ceilings(shipped(), periods))


def test_each_further_period_adds_and_adds_less() -> None:
    once, twice, four = (_of("content", periods).advantage for periods in PERIODS)
    assert once < twice < four < 4 * once
    # As privacy losses add up, the advantage grows with the root, while it is small.
    assert four == pytest.approx(2 * once, rel=0.02)


def test_small_noises_added_up_by_hand_give_the_same() -> None:
    for precisions, times in (
        ([Fraction("0.1")], 1),
        ([Fraction("0.06")], 2),
        ([Fraction("0.1"), Fraction("0.04")], 2),
        ([Fraction("0.02"), Fraction("0.06"), Fraction("0.1")], 1),
        ([Fraction(2, 7), Fraction(1, 5)], 1),
    ):
        found = advantage(tuple(precisions), times)
        assert found == pytest.approx(_by_hand(precisions, times), abs=1e-9)


def test_the_continuous_formula_is_close_and_no_ceiling() -> None:
    plan = shipped()
    for periods in PERIODS:
        for one in ceilings(plan, periods):
            rho = sum(each.rho for each in plan.histograms if each.id in one.histograms)
            expected = _continuous(Fraction(rho), 1 if one.about == PRESENCE else 2, periods)
            assert one.advantage == pytest.approx(expected, abs=1e-3)
    assert advantage((Fraction("0.1"),), 1) > _continuous(Fraction("0.05"), 1, 1)


def test_an_answer_shows_in_every_histogram_that_the_questionnaire_says() -> None:
    """What a histogram asks is decided by these questions; each lists where its answer shows."""
    decided_by = {
        "pay_below_minimum": "pay.amount",
        "pay_ratio": "pay.amount",
        "weekly_hours": "hours.paid",
        "unpaid_work": "hours.unpaid",
        "content": "health.content",
        "daily_life": "health.daily_life",
        "main_grievance": "wrong.main",
    }
    assert list(DEPENDS) == [histogram.id for histogram in shipped().histograms]
    for histogram, question in decided_by.items():
        assert set(DEPENDS[histogram]) == set(EDITION.questions[question].histograms)


def test_a_histogram_that_nobody_described_is_taken_to_show_in_all() -> None:
    plan = changed(
        shipped(),
        histograms=[
            {"id": name, "bins": ["yes", "no", "no_answer"], "headline": [], "rho": "1/50"}
            for name in ("content", "new")
        ],
    )
    found = {one.about: one.histograms for one in ceilings(plan, 1)}
    assert found["content"] == ("content",)
    assert found["new"] == ("content", "new")
