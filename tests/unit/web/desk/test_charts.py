"""Charts: nothing outside the picture, nothing over something else, nothing invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.web.desk.charts import MOST_LYING, WIDTH, Bar, lying, standing

LABEL = 46  # units of 2026-03 in type of twelve

_values = st.lists(st.integers(0, 100_000), min_size=1, max_size=24)


def _bars(values: list[int], parts: list[int] | None = None) -> list[Bar]:
    return [
        Bar(f"Bar {at}", value, str(value), "2026-03", part)
        for at, (value, part) in enumerate(zip(values, parts or values, strict=True))
    ]


@given(values=_values)
def test_standing_bars_keep_within_the_picture(values: list[int]) -> None:
    chart = standing("c", "Title", "About", ("Period", "Number"), _bars(values))
    assert len(chart.drawn) == len(values)
    for one in chart.drawn:
        assert one.x >= 0
        assert one.x + one.width <= WIDTH + 0.1
        assert one.y >= 0
        assert one.y + one.height <= chart.height
    for left, right in pairwise(chart.drawn):
        assert left.x + left.width <= right.x


@given(values=_values)
def test_words_below_do_not_run_into_each_other(values: list[int]) -> None:
    chart = standing("c", "Title", "About", ("Period", "Number"), _bars(values))
    centres = [x for one in chart.drawn for x, _, words in one.texts if words == "2026-03"]
    assert centres[0] >= LABEL / 2
    assert centres[-1] <= WIDTH - LABEL / 2
    assert all(right - left >= LABEL for left, right in pairwise(centres))


@given(values=_values)
def test_the_higher_number_has_the_higher_bar(values: list[int]) -> None:
    for chart, sizes in (
        (standing("c", "T", "A", ("P", "N"), _bars(values)), "height"),
        (lying("c", "T", "A", ("P", "N"), _bars(values[:MOST_LYING])), "width"),
    ):
        drawn = sorted(zip(values, chart.drawn, strict=False), key=lambda pair: pair[0])
        lengths = [getattr(one, sizes) for _, one in drawn]
        assert lengths == sorted(lengths)
        assert all((value > 0) == (length > 0) for (value, _), length in
                   zip(drawn, lengths, strict=True))  # fmt: skip


@given(values=_values)
def test_a_part_stands_on_the_ground_within_its_bar(values: list[int]) -> None:
    parts = [value // 3 for value in values]
    chart = standing("c", "T", "A", ("P", "N"), _bars(values, parts), part_about="Filled")
    for one, part in zip(chart.drawn, parts, strict=True):
        assert (one.part is None) == (part == 0)
        if one.part:
            x, y, width, height = one.part
            assert (x, width) == (one.x, one.width)
            assert height <= one.height
            assert y + height == pytest.approx(one.y + one.height, abs=0.11)


def test_more_bars_than_fit_are_in_the_table() -> None:
    chart = lying("c", "Title", "About", ("Problem", "Number"), _bars(list(range(28))))
    assert len(chart.drawn) == MOST_LYING
    assert len(chart.bars) == 28


def test_long_words_stand_in_lines_above_their_bar_and_are_cut_after_three() -> None:
    bars = [Bar("word " * 14, 3, "3"), Bar("word " * 30, 3, "3")]
    chart = lying("c", "Title", "About", ("Problem", "Number"), bars)
    whole, cut = ([words for _, _, words in one.texts[:-1]] for one in chart.drawn)
    assert " ".join(whole) == bars[0].label.strip()
    assert len(cut) == 3
    assert cut[-1].endswith("word…")
    assert max(map(len, (*whole, *cut))) <= 44
    # The lines of the second begin below the bar of the first.
    assert min(y for _, y, _ in chart.drawn[1].texts) > chart.drawn[0].y + chart.drawn[0].height
    assert chart.bars[1].label == "word " * 30
