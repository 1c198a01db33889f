"""The plan is fixed: its bins, and a rule for each histogram."""

from __future__ import annotations

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
