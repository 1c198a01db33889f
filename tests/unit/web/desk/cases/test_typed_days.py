from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.web.desk.typing_in import (
    EARLIEST,
    LATEST,
    NotADay,
    as_typed,
    day,
    first,
    number,
    words,
)

if TYPE_CHECKING:
    from datetime import date


@given(st.dates(EARLIEST, LATEST))
def test_a_day_is_read_however_it_is_written(when: date) -> None:
    for text in (
        when.isoformat(),
        as_typed(when),
        f" {when.day:02}/{when.month:02}/{when.year} ",
        f"{when.day}.{when.month}.{when.year}",
        f"{when.day}-{when.month}-{when.year}",
    ):
        assert day({"due": [text]}, "due") == when


@pytest.mark.parametrize(
    "text",
    ["12/31/2026", "31 4 2026", "2026-02-30", "26-11-2", "2026", "today", "1 1 1999", "1 1 2101",
     "1 1 20266", "\u0661 1 2026", "1  1", "-1 1 2026"],
)  # fmt: skip
def test_what_can_mean_no_day_or_two_is_refused(text: str) -> None:
    with pytest.raises(NotADay):
        day({"due": [text]}, "due")


def test_nothing_is_no_day() -> None:
    assert day({}, "due") is None
    assert day({"due": ["  "]}, "due") is None


@pytest.mark.parametrize("text", ["", "-1", "1.0", "x", "9" * 19, "\u0661", " "])
def test_only_a_number_that_fits_is_one(text: str) -> None:
    assert number({"case": [text]}, "case") is None
    assert number({"case": [" 17 "]}, "case") == 17


def test_line_ends_come_as_python_writes_them() -> None:
    assert words({"note": [" a\r\nb\rc \r\n"]}, "note") == "a\nb\nc"
    assert first({"title": ["  a "]}, "title") == "a"
