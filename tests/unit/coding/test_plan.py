"""The plan is fixed: its bins, and a rule for each histogram."""

from __future__ import annotations

from fractions import Fraction

from grievance.coding.plan import HOURS_EDGES, NO_ANSWER, PLAN, RATIO_EDGES
from grievance.coding.rules import RULES

BINS = {histogram.id: histogram.bins for histogram in PLAN.histograms}


def test_plan_and_rules_name_the_same_histograms() -> None:
    assert list(RULES) == list(BINS)


def test_the_bins_of_this_plan_never_change() -> None:
    assert PLAN.id == "2026-1"
    assert {name: len(bins) for name, bins in BINS.items()} == {
        "pay_below_minimum": 2 + 1,
        "pay_ratio": 11 + 1,
        "weekly_hours": 8 + 1,
        "unpaid_work": 2 + 1,
        "content": 2 + 1,
        "daily_life": 4 + 1,
        "main_grievance": 9 + 1 + 1,
    }


def test_every_histogram_ends_with_no_answer_and_names_no_bin_twice() -> None:
    for bins in BINS.values():
        assert bins[-1] == NO_ANSWER
        assert len(set(bins)) == len(bins)


def test_the_edges_stand_in_the_names_of_the_bins() -> None:
    ratios = BINS["pay_ratio"]
    assert [f"{float(edge):g}" for edge in RATIO_EDGES[1:]] == [
        *(name.split("_")[-1] for name in ratios[:-2]),
    ]
    hours = BINS["weekly_hours"]
    assert [str(edge) for edge in HOURS_EDGES] == [name.split("_")[-1] for name in hours[:-2]]


def test_what_a_testimony_costs_is_what_the_method_page_says() -> None:
    assert {one.id: str(one.rho) for one in PLAN.histograms} == {
        "pay_below_minimum": "1/20",
        "pay_ratio": "1/20",
        "weekly_hours": "1/25",
        "unpaid_work": "3/100",
        "content": "3/100",
        "daily_life": "3/100",
        "main_grievance": "1/50",
    }
    assert PLAN.rho == Fraction(1, 4)
    assert PLAN.rho * PLAN.vouched == Fraction(1, 20)


def test_noise_follows_exactly_from_the_cost() -> None:
    """Rho = 1/(2 sigma^2) at L2 sensitivity 1 (Bun and Steinke 2016, proposition 1.6)."""
    for one in PLAN.histograms:
        assert one.variance * 2 * one.rho == 1
    sigmas = {one.id: f"{float(one.variance) ** 0.5:.2f}" for one in PLAN.histograms}
    assert sigmas == {
        "pay_below_minimum": "3.16",
        "pay_ratio": "3.16",
        "weekly_hours": "3.54",
        "unpaid_work": "4.08",
        "content": "4.08",
        "daily_life": "4.08",
        "main_grievance": "5.00",
    }


def test_a_page_leads_with_a_part_of_those_who_answered() -> None:
    for one in PLAN.histograms:
        answers = [name for name in one.bins if name != NO_ANSWER]
        assert NO_ANSWER not in one.headline
        assert list(one.headline) == [name for name in answers if name in one.headline]
        assert len(one.headline) < len(answers)
    without = {one.id for one in PLAN.histograms if not one.headline}
    assert without == {"pay_ratio", "main_grievance"}


def test_long_hours_are_those_above_the_forty_eight_of_the_first_convention() -> None:
    """ILO Convention 1 (1919), article 2: forty-eight hours in the week."""
    hours = next(one for one in PLAN.histograms if one.id == "weekly_hours")
    assert hours.headline == hours.bins[5:8]
    assert HOURS_EDGES[4] == 48
