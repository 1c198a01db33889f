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
    Listed,
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
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from grievance.questionnaire.edition import Edition
    from grievance.questionnaire.lists import Lists
    from grievance.questionnaire.question import Condition

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
    for question in _in_turn(edition, known, lists, held):
        reading.asked.append(question)
        answer = _read_one(question, reading)
        if answer is not None:
            reading.answers[question.id] = known[question.id] = answer
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
    return list(_in_turn(edition, {**answers, **_facts(answers, lists)}, lists, {}))


def _in_turn(
    edition: Edition, known: Mapping[str, Answer], lists: Lists, held: dict[Condition, bool]
) -> Iterator[Question]:
    """Yield the questions whose conditions hold; a union to choose is none where there is one.

    `known` may grow from one question to the next. `held` is what conditions said to it as it is:
    dozens of questions wait on one of them.
    """
    for question in edition.questions.values():
        holds = held.get(question.ask_if)
        if holds is None:
            holds = held[question.ask_if] = question.ask_if(known)
        if holds and (len(lists.organisations) > 1 or not _asks_for_a_union(question)):
            yield question


def _asks_for_a_union(question: Question) -> bool:
    return isinstance(question.kind, Several) and question.kind.source is Source.ORGANISATIONS


def _facts(answers: Mapping[str, Answer], lists: Lists) -> dict[str, Answer]:
    country = one(answers, COUNTRY)
    currency = lists.currency_of(country) if country else None
    return {COUNTRY_CURRENCY: currency} if currency else {}


def _read_one(question: Question, reading: Reading) -> Answer | None:
    """Return the answer to a question; None where there is none, with its problem if it has one."""
    given = reading.typed.get(question.id, ())
    texts = [text for text in map(str.strip, given) if text]
    if not texts:
        if isinstance(question.kind, Listed) and question.kind.required:
            alone = len(question.kind.options) == 1 and question.kind.source is None
            defect = Defect.NOT_TICKED if alone else Defect.REQUIRED
            reading.problems.append(Problem(question.id, defect))
        return None
    if isinstance(question.kind, Month) and _is_filled_in(given, texts, reading.today):
        return None  # nobody chose a month
    try:
        return _answer(question, texts, reading)
    except Refused as refused:
        reading.problems.append(refused.problem(question.id))
        return None


def _is_filled_in(given: Sequence[str], texts: list[str], today: date) -> bool:
    """Tell whether the year that the page filled in stands there alone."""
    return len(texts) == 1 < len(given) and texts[0] == usual_year(today)


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
