"""A chart shows bars with their ranges to one scale, and says each in words."""

from __future__ import annotations

from itertools import pairwise

from grievance.release.charts import MOST_BARS, PLOT, WIDTH, answers_chart, is_number, rows_chart
from grievance.release.rows import Band, Figure, Kind, Level, Median, Range, Row, Share
from grievance.wording.speaker import speaker

ENGLISH = speaker("en")


def _row(figure: Figure) -> Row:
    testimonies = Range(100, 90, 110)
    return Row(Kind.COUNTRY, "KE", "", "", open=True, testimonies=testimonies, figures=(figure,))


def _unpaid(value: int) -> Figure:
    share = Share(("yes",), Range(value, value - 5, value + 5), None)
    return Figure("unpaid_work", share, (share,))


def _paid(value: int, high: int) -> Figure:
    return Figure("pay_ratio", None, (), Median(Range(value, value - 5, high), None))


def test_shares_are_drawn_on_a_scale_of_100() -> None:
    chart = rows_chart("unpaid_work", [("Kenya", _row(_unpaid(50)))], ENGLISH)
    (bar,) = chart.drawn
    assert (bar.low, bar.width, bar.high) == (0.45 * PLOT, 0.5 * PLOT, round(0.55 * PLOT, 1))
    assert [words for _, words in chart.ticks] == ["0", "25", "50", "75", "100"]
    assert chart.law is None


def test_pay_is_drawn_beside_the_legal_minimum() -> None:
    chart = rows_chart("pay_ratio", [("Kenya", _row(_paid(85, 95)))], ENGLISH)
    assert chart.law == PLOT / 2
    assert [words for _, words in chart.ticks] == ["0", "50", "100", "150", "200"]
    assert "dashed line" in chart.note


def test_high_pay_makes_the_scale_longer_and_stays_in_the_picture() -> None:
    chart = rows_chart("pay_ratio", [("Kenya", _row(_paid(230, 310)))], ENGLISH)
    assert chart.ticks[-1][1] == "400"
    assert chart.law == PLOT / 4
    assert all(bar.high <= PLOT < WIDTH for bar in chart.drawn)


def test_what_is_told_in_a_word_has_no_bar() -> None:
    figure = Figure("unpaid_work", Share(("yes",), None, Band.MANY), ())
    chart = rows_chart("unpaid_work", [("Kenya", _row(figure))], ENGLISH)
    assert chart.drawn[0].width is None
    assert chart.drawn[0].words == "over half"
    assert not chart.has_bars
    assert not is_number(figure)
    assert not is_number(Figure("pay_ratio", None, (), Median(None, Level.BELOW)))
    assert is_number(_unpaid(40))


def test_what_is_said_above_a_chart_is_what_its_bars_are_of() -> None:
    """The whole of a question is counted in its bands; rows beside each other show one figure."""
    hours = rows_chart("weekly_hours", [("Kenya", _row(_unpaid(20)))], ENGLISH)
    assert "More than 48 hours a week" in hours.about
    assert "half of the testimonies" in rows_chart("pay_ratio", [], ENGLISH).about
    bands = answers_chart(Figure("pay_ratio", None, ()), "Kenya", ENGLISH)
    assert bands.about.startswith("How many of 100 testimonies")


def test_the_description_says_every_bar() -> None:
    rows = [("Kenya", _row(_unpaid(50))), ("France", _row(_unpaid(20)))]
    chart = rows_chart("unpaid_work", rows, ENGLISH)
    assert chart.described == "Kenya: 50 (45–55). France: 20 (15–25)."


def test_a_chart_without_bars_says_that_there_are_not_enough_testimonies() -> None:
    chart = answers_chart(Figure("content", None, ()), "Kenya", ENGLISH)
    assert chart.described == "Not enough testimonies yet."
    assert chart.height > 0


def test_the_answers_of_a_row_have_a_bar_each() -> None:
    shares = tuple(
        Share((bin_,), Range(value, value, value), None)
        for bin_, value in (("yes", 40), ("no", 60))
    )
    chart = answers_chart(Figure("unpaid_work", shares[0], shares), "Sama, Kenya", ENGLISH)
    assert [bar.label for bar in chart.drawn] == [("Some unpaid work",), ("No unpaid work",)]
    assert chart.title == "Unpaid work – Sama, Kenya"


def test_bars_do_not_overlap_and_the_table_has_those_that_do_not_fit() -> None:
    rows = [(f"Row {at}", _row(_unpaid(50))) for at in range(MOST_BARS + 5)]
    chart = rows_chart("unpaid_work", rows, ENGLISH)
    places = [bar.y for bar in chart.drawn]
    assert len(chart.drawn) == MOST_BARS
    assert len(chart.bars) == MOST_BARS + 5
    assert min(after - before for before, after in pairwise(places)) >= 30
    assert max(places) < chart.height


def test_a_long_name_stands_in_lines_above_its_bar() -> None:
    names = ("Short", "A long name " * 8, "Next")
    chart = rows_chart("unpaid_work", [(name, _row(_unpaid(50))) for name in names], ENGLISH)
    first, long, last = chart.drawn
    assert " ".join(long.label) == names[1].strip()
    assert len(long.label) == 3
    # The lines above it take their room from no other bar.
    assert long.y - first.y == last.y - long.y + 2 * 15
    assert last.y < chart.height


def test_a_name_without_end_is_cut_with_a_sign_that_says_so() -> None:
    chart = rows_chart("unpaid_work", [("x" * 200, _row(_unpaid(50)))], ENGLISH)
    assert len(chart.drawn[0].label) == 3
    assert chart.drawn[0].label[-1].endswith("…")
    assert chart.bars[0].label == "x" * 200
