"""A figure is told in a sentence that a person can repeat, and never more exactly than it is."""

from __future__ import annotations

import pytest

from grievance.coding.plan import PLAN
from grievance.release import sentences
from grievance.release.bin_words import bin_words
from grievance.release.rows import Band, Figure, Kind, Level, Median, Range, Row, Share
from grievance.release.sentences import (
    lead,
    median_words,
    often_words,
    share_words,
    short_range,
    stands_alone,
)
from grievance.release.topics import TOPICS, topic
from grievance.wording.speaker import speaker

ENGLISH = speaker("en")


def _figure(histogram: str, headline: Share) -> Figure:
    return Figure(histogram, headline, ())


def _named(*values: tuple[str, int, int, int]) -> Figure:
    shares = tuple(
        Share((bin_,), Range(value, low, high), None) for bin_, value, low, high in values
    )
    return Figure("main_grievance", None, shares)


def test_a_share_is_about_so_many_in_100_with_its_range() -> None:
    figure = _figure("unpaid_work", Share(("yes",), Range(40, 32, 48), None))
    assert lead(figure, ENGLISH) == (
        "About 40 in 100 testimonies report unpaid work. "
        "The real number is most likely from 32 to 48."
    )


def test_a_share_in_a_word_has_no_digit() -> None:
    for histogram in (one.id for one in PLAN.histograms if one.headline):
        for band in Band:
            said = lead(_figure(histogram, Share(("yes",), None, band)), ENGLISH)
            assert said.endswith(".")
            assert not [sign for sign in said.replace("48 hours", "") if sign.isdigit()]


def test_every_word_for_a_share_says_something_else() -> None:
    said = {lead(_figure("content", Share(("less",), None, band)), ENGLISH) for band in Band}
    assert len(said) == len(Band)


def test_the_middle_of_pay_is_told_beside_a_minimum_of_100() -> None:
    figure = Figure("pay_ratio", None, (), Median(Range(85, 80, 91), None))
    assert lead(figure, ENGLISH) == (
        "If the legal minimum for one hour is 100, half of the testimonies report less than about "
        "85, and half report more. The real number is most likely from 80 to 91."
    )


def test_the_middle_of_pay_is_told_in_words_where_its_range_is_wide() -> None:
    said = {lead(Figure("pay_ratio", None, (), Median(None, level)), ENGLISH) for level in Level}
    assert len(said) == len(Level)
    assert not [sign for words in said for sign in words if sign.isdigit()]


def test_the_problem_named_most_often_is_told_where_no_other_reaches_it() -> None:
    figure = _named(("pay", 40, 35, 45), ("hours", 20, 15, 25), ("none", 5, 0, 10))
    assert lead(figure, ENGLISH).startswith("“Pay” is named most often: by about 40 in 100")
    assert often_words(figure, ENGLISH) == "Pay – 40 (35–45)"


@pytest.mark.parametrize(
    "figure",
    [
        _named(("pay", 40, 35, 45), ("hours", 33, 28, 35)),
        _named(("pay", 40, 35, 45), ("none", 50, 46, 55)),
    ],
    ids=["two ranges touch", "nothing went wrong"],
)
def test_no_problem_is_told_that_the_blur_could_have_put_first(figure: Figure) -> None:
    assert lead(figure, ENGLISH) == "No single problem is clearly named most often."
    assert often_words(figure, ENGLISH) == "not clear"


def test_where_problems_are_told_in_words_none_is_said_to_be_named_most_often() -> None:
    figure = Figure("main_grievance", None, (Share(("pay",), None, Band.UNCLEAR),))
    assert lead(figure, ENGLISH) == "No single problem is clearly named most often."


def test_a_sentence_about_this_needs_the_title_of_its_question() -> None:
    unclear = _figure("content", Share(("less",), None, Band.UNCLEAR))
    assert lead(unclear, ENGLISH) == "It cannot be told how many testimonies report this."
    assert not stands_alone(unclear)
    others = (_figure("content", Share(("less",), None, band)) for band in set(Band))
    alone = [lead(one, ENGLISH) for one in others if stands_alone(one)]
    assert len(alone) == len(Band) - 1
    assert all("disturbing content" in said for said in alone)


def test_a_middle_around_the_minimum_says_nothing_of_how_many_are_below_it() -> None:
    figure = Figure("pay_ratio", None, (), Median(None, Level.AROUND))
    assert lead(figure, ENGLISH) == (
        "The middle pay for one hour is near the legal minimum: half of the testimonies report "
        "less than this middle, and half report more."
    )


def test_what_is_not_told_has_no_sentence() -> None:
    assert lead(Figure("main_grievance", None, ()), ENGLISH) == ""


def test_a_row_says_about_how_many_testimonies_it_has() -> None:
    row = Row(Kind.EVERYONE, "", "", "", open=True, testimonies=Range(1203, 1190, 1216), figures=())
    assert sentences.testimonies(row, ENGLISH) == (
        "About 1,203 testimonies. The real number is most likely from 1,190 to 1,216."
    )


def test_a_closed_row_says_so() -> None:
    row = Row(Kind.EVERYONE, "", "", "", open=False, testimonies=None, figures=())
    assert sentences.testimonies(row, ENGLISH) == "Not enough testimonies yet."


def test_a_table_has_number_and_range_or_a_word() -> None:
    assert short_range(Range(40, 32, 48), ENGLISH) == "40 (32–48)"
    assert share_words(Share(("yes",), None, Band.ABOUT_HALF), ENGLISH) == "about half"
    assert share_words(None, ENGLISH) == "not clear"
    assert median_words(Figure("pay_ratio", None, ()), ENGLISH) == "not clear"
    below = Figure("pay_ratio", None, (), Median(None, Level.BELOW))
    assert median_words(below, ENGLISH) == "below the legal minimum"


def test_every_histogram_of_the_plan_has_its_words() -> None:
    for one in PLAN.histograms:
        assert one.id in TOPICS
        assert bool(one.headline) == (topic(one.id).share is not None)
        if one.headline:
            assert set(topic(one.id).bands) == set(Band) - {Band.UNCLEAR}


def test_every_bin_of_the_plan_has_words_of_its_own() -> None:
    for one in PLAN.histograms:
        said = [bin_words(one.id, bin_, ENGLISH) for bin_ in one.bins]
        assert len(set(said)) == len(said)
        assert not set(said) & set(one.bins)


@pytest.mark.parametrize(
    ("histogram", "bin_", "said"),
    [
        ("pay_ratio", "under_0.25", "Less than 25"),
        ("pay_ratio", "0.85_to_1", "85 to less than 100"),
        ("pay_ratio", "3_or_more", "300 or more"),
        ("weekly_hours", "up_to_10", "Up to 10 hours"),
        ("weekly_hours", "over_40_to_48", "Over 40 to 48 hours"),
        ("weekly_hours", "over_70", "Over 70 hours"),
        ("main_grievance", "pay", "Pay"),
        ("unpaid_work", "no_answer", "No answer"),
        ("age", "old", "old"),
        ("pay_ratio", "sideways", "sideways"),
    ],
)
def test_a_bin_is_said_in_words(histogram: str, bin_: str, said: str) -> None:
    assert bin_words(histogram, bin_, ENGLISH) == said


def test_a_histogram_of_another_day_is_called_by_its_id() -> None:
    assert ENGLISH.text(topic("age").title) == "age"
