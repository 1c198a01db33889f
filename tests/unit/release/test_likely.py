"""The test of a range agrees with the solver, whatever the counts; bins begin where they say."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grievance.disclosure.ranges import median_range, share_range
from grievance.release.likely import SLACK, LikelyShare, Middle, is_range, lies_within
from grievance.release.recounting import bin_edges
from grievance.release.refusals import BadRelease
from grievance.release.rows import Range

EDGES = [0.0, 0.5, 1.0, 2.0]
_COUNTS = st.integers(-40, 3_000)


def test_the_examples_are_true() -> None:
    share = LikelyShare(inside=38, outside=52, variance=16.7, bins_inside=1, bins_outside=1)
    assert is_range(Range(42, 35, 49), share)
    assert lies_within(33, 67, share)
    assert not is_range(Range(42, 34, 49), share)
    assert not is_range(Range(42, 35, 50), share)
    assert not is_range(Range(42, 36, 49), share)


@given(_COUNTS, _COUNTS, st.floats(0.5, 400), st.integers(1, 6), st.integers(1, 6))
def test_the_ends_that_are_solved_for_are_the_ends_that_are_tested(
    inside: int, outside: int, variance: float, bins_inside: int, bins_outside: int
) -> None:
    found = share_range(inside, outside, variance, bins_inside, bins_outside)
    likely = LikelyShare(inside, outside, variance, bins_inside, bins_outside)
    assert lies_within(100 * found.low, 100 * found.high, likely)
    middle = (found.low + found.high) / 2
    assert likely.any_of(middle, middle, SLACK)


@given(st.lists(_COUNTS, min_size=4, max_size=4), st.floats(0.5, 400))
def test_so_are_those_of_the_middle(counts: list[int], variance: float) -> None:
    found = median_range(counts, EDGES, variance)
    assume(math.isfinite(found.low))
    high = math.inf if math.isinf(found.high) else 100 * found.high
    assert lies_within(100 * found.low, high, Middle(counts, EDGES, variance))


@pytest.mark.parametrize(
    "bins",
    [["yes", "no"], ["under_1", "1_to_2", "1_to_3"], ["a", "2_x", "1_y"], ["a", "nan_x"],
     ["a", "inf_x"], ["a", "0_x"]],
)  # fmt: skip
def test_bins_that_do_not_begin_one_after_the_other_are_refused(bins: list[str]) -> None:
    with pytest.raises(BadRelease):
        bin_edges(bins)


def test_bins_begin_where_their_names_say() -> None:
    assert bin_edges(["under_0.25", "0.25_to_0.4", "3_or_more"]) == [0.0, 0.25, 3.0]
