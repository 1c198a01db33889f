"""Privacy ranges and medians of counts, worked out by hand."""

from __future__ import annotations

import math

import pytest

from grievance.coding.plan import PLAN, RATIO_EDGES
from grievance.disclosure.figures import edges_of
from grievance.disclosure.ranges import (
    Interval,
    Z,
    count_range,
    median,
    median_range,
    share_range,
)

EDGES = [0.0, 1.0, 2.0, 3.0]


def test_a_range_holds_the_number_it_is_of() -> None:
    found = share_range(40, 60, variance=10)
    assert found.low < 0.4 < found.high
    assert count_range(40, 3).low == pytest.approx(40 - 1.96 * 3, abs=1e-3)


def test_without_noise_a_range_is_a_point() -> None:
    found = share_range(40, 60, variance=1e-12)
    assert found.low == pytest.approx(0.4)
    assert found.high == pytest.approx(0.4)
    middle = median_range([10, 10, 10, 0], EDGES, variance=1e-12)
    assert middle.low == pytest.approx(1.5)
    assert middle.high == pytest.approx(1.5)


def test_the_ends_of_a_shares_range_are_where_noise_just_explains_the_counts() -> None:
    found = share_range(80, 120, 10, bins_inside=3, bins_outside=5)
    for share in (found.low, found.high):
        off = (1 - share) * 80 - share * 120
        spread = math.sqrt(10 * (3 * (1 - share) ** 2 + 5 * share**2))
        assert abs(off) == pytest.approx(Z * spread)


def test_the_ends_of_a_medians_range_are_where_noise_just_explains_the_counts() -> None:
    counts = [60, 80, 70, 50]
    found = median_range(counts, EDGES, variance=10)
    for end in (found.low, found.high):
        assert 1 < end < 2
        part = end - 1
        off = 60 + part * 80 - 130
        spread = math.sqrt(10 * (3 / 4 + (part - 0.5) ** 2))
        assert abs(off) == pytest.approx(Z * spread)


def test_a_share_of_hardly_anybody_may_be_anything() -> None:
    assert share_range(1, 2, variance=10) == Interval(0.0, 1.0)
    assert share_range(-9, -4, variance=10) == Interval(0.0, 1.0)


def test_a_negative_count_hides_nothing_of_the_range_above_zero() -> None:
    found = share_range(-5, 100, variance=10)
    assert found == share_range(0, 100, variance=10)
    assert found.low == 0
    assert 0.05 < found.high < 0.1
    assert share_range(100, -5, variance=10).high == 1


def test_no_number_of_testimonies_is_below_zero() -> None:
    assert count_range(-20, 3) == Interval(0.0, 0.0)
    assert count_range(2, 3).low == 0


def test_the_median_lies_where_half_lie_below() -> None:
    assert median([10, 10, 10, 10], EDGES) == 2
    assert median([0, 40, 0, 0], EDGES) == pytest.approx(1.5)
    assert median([0, 0, 0, 40], EDGES) == math.inf
    assert math.isnan(median([0, 0, 0, 0], EDGES))


def test_a_median_in_the_last_bin_has_no_upper_end() -> None:
    found = median_range([5, 5, 10, 200], EDGES, variance=10)
    assert found == Interval(math.inf, math.inf)
    assert median_range([50, 0, 0, 60], EDGES, variance=10).high == math.inf


def test_a_median_of_hardly_anybody_may_be_anything() -> None:
    assert median_range([1, 0, 2, 0], EDGES, variance=10) == Interval(0.0, math.inf)


def test_an_empty_bin_in_the_middle_belongs_to_the_range() -> None:
    found = median_range([50, 0, 0, 50, 0], [*EDGES, 4.0], variance=10)
    assert found.low < 1
    assert found.high > 3


def test_bins_are_read_from_their_names() -> None:
    ratio = next(one for one in PLAN.histograms if one.id == "pay_ratio")
    assert edges_of(ratio) == [float(edge) for edge in RATIO_EDGES]
