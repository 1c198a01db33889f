"""When a row opens and when a figure is told as a word."""

from __future__ import annotations

import pytest

from grievance.disclosure.gate import band, level, opens, tells_median, tells_share
from grievance.release.rows import Band, Level, Range


def test_a_row_opens_when_ten_are_certain() -> None:
    assert opens(19.3, 3.1)
    assert not opens(19.2, 3.1)


def test_a_share_is_a_number_up_to_ten_points_either_way() -> None:
    assert tells_share(Range(40, 30, 50))
    assert not tells_share(Range(40, 29, 50))
    assert not tells_share(Range(40, 30, 51))


def test_a_median_is_a_number_up_to_fifteen_hundredths_either_way() -> None:
    assert tells_median(Range(80, 65, 95))
    assert not tells_median(Range(80, 64, 95))
    assert not tells_median(Range(80, 65, 96))


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0, 33, Band.FEW),
        (10, 34, Band.SOME),
        (25, 50, Band.SOME),
        (33, 67, Band.ABOUT_HALF),
        (50, 80, Band.MANY),
        (66, 100, Band.MANY),
        (67, 100, Band.MOST),
        (32, 60, Band.UNCLEAR),
        (0, 100, Band.UNCLEAR),
    ],
)
def test_a_word_means_the_whole_range(low: int, high: int, word: Band) -> None:
    assert band(low, high) is word


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (20, 100, Level.BELOW),
        (100, 180, Level.ABOVE),
        (75, 125, Level.AROUND),
        (74, 110, Level.UNCLEAR),
        (90, float("inf"), Level.UNCLEAR),
        (float("inf"), float("inf"), Level.ABOVE),
    ],
)
def test_a_level_means_the_whole_range(low: float, high: float, word: Level) -> None:
    assert level(low, high) is word
