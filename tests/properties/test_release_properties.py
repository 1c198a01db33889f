"""Whatever the noise was, a measurement gives a release that verifies: it cannot be drawn again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from grievance.disclosure.figures import rows
from grievance.release.measurements import measurements_csv, read_measurements
from grievance.release.plan import View
from grievance.release.recounting import recount
from grievance.release.rows_json import read_row, row_value
from tests.kit.released import SMALL, measured, published

if TYPE_CHECKING:
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


@given(_NUMBERS)
def test_measurements_are_read_as_they_were_written_whatever_they_are(numbers: list[int]) -> None:
    counts = _counts(numbers)
    raw = measurements_csv(SMALL, View.ALL, counts)
    assert read_measurements(raw, SMALL, View.ALL) == counts
