"""Edition 2026-1 keeps its shape for ever, and asks nothing that nobody uses."""

from __future__ import annotations

import re

import pytest

from grievance.coding.plan import PLAN
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Choice, Question, Several, Source, Use
from tests.kit.reading import reading_of

# Changing what can be answered needs a new edition: answers under this one are sealed already.
FINGERPRINT = "4af1b951f599e2fa59ec7df37e7c637f20bab1d8e5a2a21b927e5aa5f509f64f"
IDS = [
    "start.adult", "start.agree",
    "work.country", "work.employer", "work.employer_other", "work.role", "work.hired",
    "pay.month", "pay.per", "pay.amount", "pay.currency", "pay.days_per_week",
    "pay.tasks_per_week", "pay.amount_local", "pay.deductions_month", "pay.costs_month",
    "hours.paid", "hours.unpaid",
    "health.agree", "health.content", "health.effects", "health.daily_life",
    "wrong.codes", "wrong.main",
    "union.read", "union.organisations", "story.text", "story.repeat",
]  # fmt: skip
NEVER_ASKED = re.compile(
    r"name of a person|your name\b|phone|e-mail|address|town|supervisor|gender|religion|birth|"
    r"nationality|ethnic",
    re.IGNORECASE,
)
QUESTIONS = list(EDITION.questions.values())


def _id(question: Question) -> str:
    return question.id


def test_the_edition_is_what_it_was() -> None:
    assert EDITION.id == "2026-1"
    assert list(EDITION.questions) == IDS
    assert EDITION.fingerprint == FINGERPRINT


@pytest.mark.parametrize("question", QUESTIONS, ids=_id)
def test_somebody_uses_every_question(question: Question) -> None:
    assert question.uses
    known = {"cell", *(histogram.id for histogram in PLAN.histograms)}
    assert set(question.histograms) <= known
    assert (Use.STATISTICS in question.uses) == bool(question.histograms)


def test_every_histogram_is_fed_by_a_question() -> None:
    fed = {histogram for question in QUESTIONS for histogram in question.histograms}
    assert fed == {"cell", *(histogram.id for histogram in PLAN.histograms)}


def test_what_only_casework_uses_in_free_text_waits_for_the_wish_to_be_read() -> None:
    nobody = reading_of({"union.read": "no", "story.text": "my story", "story.repeat": "no"})
    assert not any(question.startswith("story.") for question in nobody.answers)


def test_only_the_first_two_questions_must_be_answered() -> None:
    required = [
        question.id
        for question in QUESTIONS
        if isinstance(question.kind, Choice | Several) and question.kind.required
    ]
    assert required == ["start.adult", "start.agree"]
    assert not reading_of({}).problems


def test_age_and_the_choice_of_unions_are_used_by_the_route_alone() -> None:
    assert EDITION.questions["start.adult"].uses == {Use.ROUTE}
    assert EDITION.questions["union.organisations"].uses == {Use.ROUTE}


@pytest.mark.parametrize("question", QUESTIONS, ids=_id)
def test_no_question_asks_who_somebody_is(question: Question) -> None:
    assert not NEVER_ASKED.search(question.prompt.message)


@pytest.mark.parametrize("question", QUESTIONS, ids=_id)
def test_the_words_of_a_question_say_where_they_stand(question: Question) -> None:
    assert question.prompt.context == question.id
    assert question.hint is None or question.hint.context == f"{question.id}/hint"
    if isinstance(question.kind, Choice | Several):
        for option in question.kind.options:
            assert option.label.context in {f"{question.id}={option.code}", "answer"}
        codes = [option.code for option in question.kind.options]
        assert len(set(codes)) == len(codes)


def test_a_choice_offers_something() -> None:
    for question in QUESTIONS:
        if isinstance(question.kind, Choice | Several):
            assert question.kind.options or isinstance(question.kind.source, Source)
