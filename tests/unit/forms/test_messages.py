"""Our own words for what is wrong, in every language, with its figures as people write them."""

from __future__ import annotations

import pytest
from wtforms import ValidationError, validators

from grievance.forms.messages import WORDS, doubts, message
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.problem import Defect, Problem
from grievance.questionnaire.question import Several
from grievance.wording.languages import languages
from grievance.wording.speaker import speaker
from tests.kit.reading import EMPLOYERS

VALUES = {
    "most": "10", "now": "4123", "minimum": "0", "maximum": "112", "total": "120.5",
    "step": "0.5", "first": "2015-01", "alone": "none",
}  # fmt: skip


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("defect", Defect)
def test_a_defect_is_said_with_its_figures_filled_in(defect: Defect, language: str) -> None:
    said = message(Problem("pay.amount", defect, VALUES), speaker(language))
    assert said
    assert "%" not in said


def test_no_two_defects_are_said_alike() -> None:
    assert set(WORDS) == set(Defect)
    assert len({words.message for words in WORDS.values()}) == len(WORDS)


def test_no_message_is_one_of_wtforms() -> None:
    theirs = {
        str(ValidationError(validators.DataRequired().message or "This field is required.")),
        "Not a valid choice.",
        "Not a valid choice",
        "Not a valid integer value.",
        "Not a valid decimal value.",
    }
    assert theirs.isdisjoint(words.message for words in WORDS.values())


def test_a_figure_in_a_message_is_written_as_the_country_writes_it() -> None:
    problem = Problem("story.text", Defect.TOO_LONG, {"most": "4000", "now": "4123"})
    assert "4,123" in message(problem, speaker("en"))
    assert "4\u202f123" in message(problem, speaker("fr"))
    assert "4.123" in message(problem, speaker("sw", "CD"))


def test_both_meanings_of_an_amount_are_shown_without_thousands_separators() -> None:
    problem = Problem("pay.amount", Defect.AMBIGUOUS, {}, ("1125", "1.125"))
    assert doubts(problem, speaker("en"), EMPLOYERS) == [
        ("1125", "1125, a whole number"),
        ("1.125", "1.125, with decimals"),
    ]
    french = dict(doubts(problem, speaker("fr"), EMPLOYERS))
    assert french["1.125"].startswith("1,125, ")


@pytest.mark.parametrize("language", languages())
def test_a_similar_employer_is_asked_about_by_its_name(language: str) -> None:
    problem = Problem("work.employer_other", Defect.SIMILAR_EMPLOYER, {}, ("sama", "as_written"))
    listed, as_written = doubts(problem, speaker(language), EMPLOYERS)
    assert listed[0] == "sama"
    assert "Sama" in listed[1]
    assert as_written[0] == "as_written"
    assert "Sama" not in as_written[1]


def test_a_very_long_week_is_confirmed_with_one_choice() -> None:
    problem = Problem("hours.unpaid", Defect.VERY_MANY_HOURS, {"total": "120"}, ("120",))
    assert [value for value, _ in doubts(problem, speaker("en"), EMPLOYERS)] == ["120"]


def test_two_readings_that_are_both_whole_need_no_words() -> None:
    problem = Problem("pay.amount", Defect.AMBIGUOUS, {}, ("21000", "21"))
    assert doubts(problem, speaker("en"), EMPLOYERS) == [("21000", "21000"), ("21", "21")]


@pytest.mark.parametrize("question", ["wrong.codes", "health.effects"])
def test_what_stands_alone_is_named_by_its_own_words(question: str) -> None:
    kind = EDITION.questions[question].kind
    assert isinstance(kind, Several)
    label = next(one.label for one in kind.options if one.code == kind.alone)
    problem = Problem(question, Defect.ALONE, {"alone": str(kind.alone)})
    assert f"“{label.message}”" in message(problem, speaker("en"))


def test_a_plain_problem_has_nothing_to_choose() -> None:
    assert doubts(Problem("pay.amount", Defect.NEGATIVE), speaker("en"), EMPLOYERS) == []
