"""Edition 2026-1 keeps its shape for ever, and asks nothing that nobody uses."""

from __future__ import annotations

import re

import pytest

from grievance.coding.plan import PLAN
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.problem import Defect
from grievance.questionnaire.question import Choice, Listed, Question, Several, Source, Use
from tests.kit.reading import PAID, reading_of

# Changing what can be answered needs a new edition: answers under this one are sealed already.
FINGERPRINT = "062d801489c786b87083b786ef01f8f61838a38c7651de62ae111f5c97d1635b"
IDS = [
    "start.adult", "start.agree",
    "work.country", "work.employer", "work.employer_other", "work.role", "work.hired",
    "pay.month", "pay.per", "pay.amount", "pay.currency", "pay.days_per_week",
    "pay.tasks_per_week", "pay.amount_local", "pay.deductions_month", "pay.costs_month",
    "hours.paid", "hours.unpaid",
    "health.agree", "health.content", "health.effects", "health.daily_life",
    "wrong.codes", "wrong.main",
    "union.read", "union.organisations",
    "job.client", "job.tenure", "job.site", "job.contract_copy", "job.nda", "job.nda_fear",
    "health.kinds", "health.warned", "health.refuse", "health.support", "health.support_trust",
    "time.unpaid_kinds", "time.overtime", "time.night", "time.quota_seconds", "time.rejected",
    "money.net_or_gross", "money.delay", "money.owed", "money.deductions",
    "told.whom", "told.outcome",
    "story.text", "story.repeat",
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


def _filled(question: Question) -> list[str]:
    """Return something that can be answered; the second of several, which is never "none"."""
    match question.kind:
        case Choice(options=options) | Several(options=options):
            return [options[0].code]
        case _:
            return ["7"]


SECTION_8 = {question.id: _filled(question) for question in EDITION.extra}
TOLD = {
    **PAID,
    "hours.unpaid": "6",
    "health.agree": "answer",
    "health.content": "daily",
    "union.read": "yes",
    **SECTION_8,
}


def test_whoever_is_read_is_asked_all_that_casework_uses() -> None:
    assert SECTION_8.keys() <= reading_of(TOLD).answers.keys()


@pytest.mark.parametrize("read", ["no", ""])
def test_what_only_casework_uses_waits_for_the_wish_to_be_read(read: str) -> None:
    nobody = reading_of({**TOLD, "union.read": read})
    assert SECTION_8.keys().isdisjoint(nobody.answers)
    assert {question.id for question in EDITION.extra} == SECTION_8.keys()


def test_after_the_core_every_question_is_for_casework_alone_and_can_be_skipped() -> None:
    for question in EDITION.extra:
        assert question.uses == {Use.CASEWORK}
        assert not getattr(question.kind, "required", False)


@pytest.mark.parametrize("agree", ["skip", ""])
def test_kinds_of_content_and_help_wait_for_the_consent_about_health(agree: str) -> None:
    answers = reading_of({**TOLD, "health.agree": agree}).answers
    assert not {one for one in answers if one.startswith("health.")} - {"health.agree"}


def test_an_answer_about_kinds_of_content_without_the_consent_is_asked_about() -> None:
    reading = reading_of({"union.read": "yes", "health.kinds": "hate"})
    (problem,) = reading.problems
    assert (problem.question, problem.defect) == ("health.agree", Defect.HEALTH_WITHOUT_CONSENT)


def test_who_has_nothing_to_tick_says_so_with_the_last_choice() -> None:
    for question in QUESTIONS:
        if isinstance(question.kind, Several) and question.kind.alone:
            assert question.kind.options[-1].code == question.kind.alone == "none"


def test_help_with_content_is_not_asked_of_who_never_sees_it() -> None:
    answers = reading_of({**TOLD, "health.content": "never"}).answers
    assert not [one for one in SECTION_8 if one.startswith("health.") and one in answers]


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ({"hours.unpaid": "0"}, "time.unpaid_kinds"),
        ({"hours.unpaid": ""}, "time.unpaid_kinds"),
        ({"pay.per": "project"}, "money.net_or_gross"),
        ({"pay.amount": ""}, "money.net_or_gross"),
        ({"told.whom": "none"}, "told.outcome"),
        ({"told.whom": ""}, "told.outcome"),
    ],
)
def test_a_question_that_makes_no_sense_is_not_asked(typed: dict[str, str], question: str) -> None:
    assert question in reading_of(TOLD).answers
    assert question not in reading_of({**TOLD, **typed}).answers


def test_only_the_first_two_questions_must_be_answered() -> None:
    required = [
        question.id
        for question in QUESTIONS
        if isinstance(question.kind, Listed) and question.kind.required
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
    if isinstance(question.kind, Listed):
        for option in question.kind.options:
            assert option.label.context in {f"{question.id}={option.code}", "answer"}
        codes = [option.code for option in question.kind.options]
        assert len(set(codes)) == len(codes)


def test_a_choice_offers_something() -> None:
    for question in QUESTIONS:
        if isinstance(question.kind, Listed):
            assert question.kind.options or isinstance(question.kind.source, Source)
