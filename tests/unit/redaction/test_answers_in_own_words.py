"""The one way in which every way in hides names: cleaned, looked through, hidden unless kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Prose
from grievance.redaction.answers import TEXTS, findings, masked, texts

if TYPE_CHECKING:
    from grievance.questionnaire.question import Answer
    from grievance.redaction.find import Finding

ANSWERS: dict[str, Answer] = {
    "work.country": "KE",
    "work.employer_other": "<b>Peter</b> 0712 000 123",
    "story.text": "My boss Peter calls.",
    "wrong.codes": ("pay.late",),
}


def test_every_answer_in_own_words_is_looked_through() -> None:
    prose = {one.id for one in EDITION.questions.values() if isinstance(one.kind, Prose)}
    assert prose == set(TEXTS)


def test_texts_are_cleaned_and_nothing_else_is_touched() -> None:
    words = texts(ANSWERS)
    assert words == {
        "work.employer_other": "Peter 0712 000 123",
        "story.text": "My boss Peter calls.",
    }
    hidden = masked(ANSWERS, words, findings(words, "KE", ()))
    assert hidden["story.text"] == "My boss [name] calls."
    assert hidden["work.employer_other"] == "Peter [phone]"
    assert (hidden["work.country"], hidden["wrong.codes"]) == ("KE", ("pay.late",))


def test_a_question_in_which_nothing_is_found_is_left_out() -> None:
    assert findings({"story.text": "They paid late."}, "KE", ()) == {}


def test_only_what_is_kept_stays_readable() -> None:
    words = {"story.text": "My boss Peter calls from 0712 000 123."}
    found = findings(words, "KE", ())

    def kept(_question: str, one: Finding) -> bool:
        return one.kind == "name"

    assert masked({}, words, found, kept) == {"story.text": "My boss Peter calls from [phone]."}


def test_a_text_of_unseen_characters_becomes_empty() -> None:
    answers: dict[str, Answer] = {"story.text": "\u200b\u202e"}
    words = texts(answers)
    assert masked(answers, words, {}) == {"story.text": ""}
