"""From what was typed to answers: one pass over the edition, in the order of asking.

    reading = read(EDITION, {"pay.amount": ["21,000"], ...}, lists, today)
    reading.answers["pay.amount"]     # '21000'
    reading.problems                  # what has to be put right or asked back, by question

Nothing typed is ever guessed at or thrown away: whatever is no answer becomes a `Problem` and the
typed text stays with whoever called. Answers to questions that are not asked are not answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.questionnaire.problem import Defect, Problem, Refused
from grievance.questionnaire.question import (
    COUNTRY,
    COUNTRY_CURRENCY,
    Amount,
    Answer,
    Choice,
    Month,
    Number,
    Prose,
    Question,
    Several,
    Source,
    one,
)
from grievance.questionnaire.read_kinds import (
    read_amount,
    read_choice,
    read_month,
    read_number_of,
    read_prose,
    read_several,
    usual_year,
)
from grievance.questionnaire.together import CHECKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from grievance.questionnaire.edition import Edition
    from grievance.questionnaire.lists import Lists
    from grievance.questionnaire.question import Condition

_CHOSEN = (Choice, Several)
_ANSWERED_UNASKED = frozenset({"union.organisations"})
"""Where there is one union nobody is asked which: a check answers it."""


@dataclass
class Reading:
    """What was typed, with what could be chosen; the answers and problems found in it so far.

    `asked` are the questions that someone with these answers is asked, in order.
    """

    typed: Mapping[str, Sequence[str]]
    lists: Lists
    today: date
    answers: dict[str, Answer] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)

    def problem_of(self, question: str) -> Problem | None:
        """Return the first problem of `question`."""
        return next((one for one in self.problems if one.question == question), None)


def read(
    edition: Edition, typed: Mapping[str, Sequence[str]], lists: Lists, today: date
) -> Reading:
    """Read `typed` against `edition`. Never raises for anything typed."""
    reading = Reading(typed, lists, today)
    known: dict[str, Answer] = {}
    held: dict[Condition, bool] = {}
    for question in edition.questions.values():
        if not _is_asked(question, known, lists, held):
            continue
        reading.asked.append(question)
        _read_one(question, reading)
        if question.id in reading.answers:
            known[question.id] = reading.answers[question.id]
            if question.id == COUNTRY:
                known |= _facts(reading.answers, lists)
            held.clear()
    alone = dict(reading.answers)
    for check in CHECKS:
        check(reading)
    if reading.answers != alone:  # a check took an answer back or put another in its place
        _settle(edition, reading)
    return reading


def _settle(edition: Edition, reading: Reading) -> None:
    """Ask anew; drop the answers to what is not asked any more, and so on until none is left.

    Else something would be sealed that no page shows.
    """
    while True:
        reading.asked = asked(edition, reading.answers, reading.lists)
        shown = {question.id for question in reading.asked} | _ANSWERED_UNASKED
        closed = reading.answers.keys() - shown
        if not closed:
            return
        for question in closed:
            del reading.answers[question]


def asked(edition: Edition, answers: Mapping[str, Answer], lists: Lists) -> list[Question]:
    """Return the questions that someone with `answers` is asked, in order."""
    known = {**answers, **_facts(answers, lists)}
    held: dict[Condition, bool] = {}
    return [one for one in edition.questions.values() if _is_asked(one, known, lists, held)]


def _is_asked(
    question: Question, known: Mapping[str, Answer], lists: Lists, held: dict[Condition, bool]
) -> bool:
    """Apply the question's condition; a union to choose is no question where there is one.

    `held` is what conditions said to the same `known`: dozens of questions wait on one of them.
    """
    holds = held.get(question.ask_if)
    if holds is None:
        holds = held[question.ask_if] = question.ask_if(known)
    kind = question.kind
    if holds and isinstance(kind, Several) and kind.source is Source.ORGANISATIONS:
        return len(lists.organisations) > 1
    return holds


def _facts(answers: Mapping[str, Answer], lists: Lists) -> dict[str, Answer]:
    country = one(answers, COUNTRY)
    currency = lists.currency_of(country) if country else None
    return {COUNTRY_CURRENCY: currency} if currency else {}


def _read_one(question: Question, reading: Reading) -> None:
    given = reading.typed.get(question.id, ())
    texts = [text for text in map(str.strip, given) if text]
    if not texts:
        if isinstance(question.kind, _CHOSEN) and question.kind.required:
            alone = len(question.kind.options) == 1 and question.kind.source is None
            defect = Defect.NOT_TICKED if alone else Defect.REQUIRED
            reading.problems.append(Problem(question.id, defect))
        return
    if isinstance(question.kind, Month) and len(given) > 1 and texts == [usual_year(reading.today)]:
        return  # the page filled in the year, and nobody chose a month
    try:
        reading.answers[question.id] = _answer(question, texts, reading)
    except Refused as refused:
        reading.problems.append(refused.problem(question.id))


def _answer(question: Question, texts: list[str], reading: Reading) -> Answer:
    match question.kind:
        case Choice() as kind:
            answer: Answer = read_choice(kind, texts, reading.lists, reading.answers)
        case Several() as kind:
            answer = read_several(kind, texts, reading.lists, reading.answers)
        case Amount() as kind:
            meant = next(iter(reading.typed.get(f"meant.{question.id}", ())), "")
            answer = read_amount(kind, texts[0], meant, grouped=kind.grouped_if(reading.answers))
        case Number() as kind:
            answer = read_number_of(kind, texts[0])
        case Month() as kind:
            answer = read_month(kind, texts, reading.today)
        case Prose() as kind:
            answer = read_prose(kind, texts[0])
    return answer
