"""What holds for every blurred count, however odd."""

from __future__ import annotations

import math
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from grievance.coding.plan import PLAN, Histogram
from grievance.disclosure import gate
from grievance.disclosure.figures import figures_of
from grievance.disclosure.ledger import overlaps
from grievance.disclosure.polish import apportioned, polished
from grievance.disclosure.ranges import median, median_range, share_range
from grievance.disclosure.sums import Sum
from grievance.envelope.period import Period, PeriodKind
from grievance.release.rows import Band, Figure, Range

blurred = st.integers(-300, 5_000)
bins = st.lists(blurred, min_size=2, max_size=14)
variances = st.floats(0.5, 50_000)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
periods = st.builds(lambda day, kind: str(Period.of(day, kind)), days, st.sampled_from(PeriodKind))


def _counts(histogram: Histogram) -> st.SearchStrategy[tuple[int, ...]]:
    return st.tuples(*[blurred] * len(histogram.bins))


sums = st.builds(
    Sum,
    st.just(PLAN.histograms),
    st.tuples(*map(_counts, PLAN.histograms)),
    st.tuples(*[variances] * len(PLAN.histograms)),
)


@given(bins)
def test_polished_counts_are_not_negative_and_keep_the_total(counts: list[int]) -> None:
    found = polished(counts)
    assert min(found) >= 0
    assert math.isclose(math.fsum(found), max(sum(counts), 0), abs_tol=1e-6)


@given(bins)
def test_polishing_keeps_the_order_and_leaves_good_counts_alone(counts: list[int]) -> None:
    found = polished(counts)
    order = sorted(range(len(counts)), key=lambda at: counts[at])
    assert [found[at] for at in order] == sorted(found)
    if min(counts) >= 0:
        assert all(math.isclose(a, b) for a, b in zip(found, counts, strict=True))


@given(
    st.lists(st.integers(0, 400), min_size=6, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 99)), max_size=9),
)
def test_no_other_good_counts_of_that_total_are_nearer(
    true: list[int], moved: list[tuple[int, int, int]]
) -> None:
    counts = list(true)
    for from_, to, many in moved:
        counts[from_] -= many
        counts[to] += many

    def distance(other: list[float]) -> float:
        return sum((a - b) ** 2 for a, b in zip(other, counts, strict=True))

    assert distance(polished(counts)) <= distance([float(one) for one in true]) + 1e-6


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=14), st.integers(0, 10_000))
def test_whole_parts_add_up_and_are_nearest(parts: list[float], whole: int) -> None:
    assume(sum(parts) > 1e-6)
    found = apportioned(parts, whole)
    assert sum(found) == whole
    for one, part in zip(found, parts, strict=True):
        assert abs(one - whole * part / sum(parts)) < 1 + 1e-6


@given(blurred, blurred, variances, st.integers(1, 6), st.integers(1, 6))
def test_a_shares_range_is_between_nothing_and_everybody(
    inside: int, outside: int, variance: float, mine: int, others: int
) -> None:
    found = share_range(inside, outside, variance, mine, others)
    assert 0 <= found.low <= found.high <= 1
    mirrored = share_range(outside, inside, variance, others, mine)
    assert math.isclose(mirrored.low, 1 - found.high, abs_tol=1e-6)
    if inside >= 0 and outside >= 0 and inside + outside > 0:
        assert found.low - 1e-9 <= inside / (inside + outside) <= found.high + 1e-9


@given(blurred, blurred, variances)
def test_more_noise_never_makes_a_range_narrower(
    inside: int, outside: int, variance: float
) -> None:
    near, far = (share_range(inside, outside, factor * variance) for factor in (1, 2))
    assert far.low <= near.low + 1e-9
    assert near.high <= far.high + 1e-9


@given(st.lists(st.integers(0, 5_000), min_size=3, max_size=12), variances)
def test_a_median_lies_in_its_range(counts: list[int], variance: float) -> None:
    assume(sum(counts))
    edges = [float(number) for number in range(len(counts))]
    found = median_range(counts, edges, variance)
    assert 0 <= found.low <= found.high
    assert found.low - 1e-6 <= median([float(one) for one in counts], edges) <= found.high + 1e-6


@given(sums)
def test_every_figure_can_be_shown(found: Sum) -> None:
    for figure, histogram in zip(figures_of(found), PLAN.histograms, strict=True):
        _can_be_shown(figure, histogram)


def _can_be_shown(figure: Figure, histogram: Histogram) -> None:
    assert [one.bins for one in figure.shares] == [(name,) for name in histogram.bins[:-1]]
    assert (figure.headline is not None) == bool(histogram.headline)
    assert (figure.median is not None) == (histogram.id == "pay_ratio")
    for share in (*figure.shares, *filter(None, [figure.headline])):
        assert (share.range is None) != (share.band is None)
        if share.range:
            _is_a_range(share.range, gate.SHARE_WIDTH)
            assert share.range.low >= 0
            assert share.range.high <= 100
    if all(share.range for share in figure.shares):
        assert sum(share.range.value for share in figure.shares if share.range) == 100
    if figure.headline and figure.headline.range:
        parts = [one.range for one in figure.shares if one.bins[0] in histogram.headline]
        if all(parts):
            assert figure.headline.range.value == sum(one.value for one in parts if one)
    if figure.median:
        assert (figure.median.range is None) != (figure.median.level is None)
        if figure.median.range:
            _is_a_range(figure.median.range, gate.MEDIAN_WIDTH)


def _is_a_range(found: Range, width: int) -> None:
    assert found.value - width <= found.low <= found.value <= found.high <= found.value + width
    assert all(type(one) is int for one in (found.value, found.low, found.high))


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_word_never_says_what_the_range_does_not(low: int, high: int) -> None:
    assume(low <= high)
    means = {
        Band.FEW: (0, 33),
        Band.SOME: (0, 50),
        Band.ABOUT_HALF: (33, 67),
        Band.MANY: (50, 100),
        Band.MOST: (67, 100),
        Band.UNCLEAR: (0, 100),
    }
    least, most = means[gate.band(low, high)]
    assert least <= low
    assert high <= most


@given(periods, st.lists(periods, max_size=4))
def test_periods_overlap_where_they_share_a_day(period: str, others: list[str]) -> None:
    def days_of(text: str) -> set[int]:
        found = Period.parse(text)
        return set(range(found.first.toordinal(), found.last.toordinal() + 1))

    assert overlaps(period, others) == any(days_of(period) & days_of(one) for one in others)
