"""Whatever the noise was, a measurement gives a release that verifies: it cannot be drawn again."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.disclosure.figures import rows
from grievance.release.measurements import measurements_csv, read_measurements
from grievance.release.plan import View
from grievance.release.recounting import recount
from grievance.release.refusals import SumsDiffer
from grievance.release.rows import Band, Level, Median, Share
from grievance.release.rows_json import read_row, row_value
from tests.kit.released import SMALL, measured, published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.release.rows import Figure, Range
    from grievance.release.sums import Counts

WIDTH = len(SMALL.cells.all) * sum(len(one.bins) for one in SMALL.histograms)
# Few, many, and none but noise; one generous number of each size would hide the others.
_NUMBERS = st.one_of(
    *(
        st.lists(st.integers(low, high), min_size=WIDTH, max_size=WIDTH)
        for low, high in ((-20, 20), (-5, 60), (-20, 2_000), (-20, 200_000))
    )
)


def _counts(numbers: list[int]) -> Counts:
    left = iter(numbers)
    return tuple(
        tuple(tuple(next(left) for _ in one.bins) for one in SMALL.histograms)
        for _ in SMALL.cells.all
    )


@given(_NUMBERS)
def test_whatever_the_blurred_numbers_are_their_figures_are_found_right(numbers: list[int]) -> None:
    counts = _counts(numbers)
    figures = rows(measured(counts))
    told = tuple(read_row(row_value(row)) for row in figures)
    assert told == figures
    recount(replace(published().release, rows=told), counts)


def _told_otherwise(figure: Figure) -> Iterator[Figure]:
    """Yield the figure with each other word, and in place of a number that is surely one.

    Of several bins that were rounded together nobody else knows the last hundredth.
    """
    share, median = figure.headline, figure.median
    if share and not (share.range and _reach(share.range) > 10 - len(share.bins)):
        others = sorted(set(Band) - {share.band})
        yield from (replace(figure, headline=Share(share.bins, None, word)) for word in others)
    if median:
        levels = sorted(set(Level) - {median.level})
        yield from (replace(figure, median=Median(None, word)) for word in levels)


def _reach(told: Range) -> int:
    return max(told.value - told.low, told.high - told.value)


@pytest.mark.parametrize("most", [20, 60, 300, 2_000, 200_000])
@pytest.mark.parametrize("seed", range(5))
def test_no_word_but_the_right_one_verifies_and_none_in_place_of_a_number(
    most: int, seed: int
) -> None:
    drawn = Random(seed)  # noqa: S311 - invented numbers, the same each time
    counts = _counts([drawn.randint(-20, most) for _ in range(WIDTH)])
    row = rows(measured(counts))[0]
    for at, figure in enumerate(row.figures):
        for other in _told_otherwise(figure):
            figures = (*row.figures[:at], other, *row.figures[at + 1 :])
            changed = replace(row, figures=figures)
            with pytest.raises(SumsDiffer):
                recount(replace(published().release, rows=(changed,)), counts)


@given(_NUMBERS)
def test_measurements_are_read_as_they_were_written_whatever_they_are(numbers: list[int]) -> None:
    counts = _counts(numbers)
    raw = measurements_csv(SMALL, View.ALL, counts)
    assert read_measurements(raw, SMALL, View.ALL) == counts
