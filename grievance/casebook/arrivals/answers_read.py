"""Answers out of an opened account, each kept only if the edition could have asked for it.

    reader = AnswerReader(EDITION.questions.values(), facts)
    answers = reader.read(payload["answers"])

What no form of ours would have sent is left out: anyone can seal anything to a public key, and
what a caseworker sees must not be able to deceive. Never raises for anything that JSON can hold.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from grievance.questionnaire.question import (
    Amount,
    Answer,
    Choice,
    Listed,
    Month,
    Number,
    Prose,
    Several,
    Source,
)
from grievance.redaction.plain import plain
from grievance.wording.places import countries, currencies

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Mapping

    from grievance.questionnaire.question import Question
    from grievance.reference.facts import Facts

    Read = Callable[[object], Answer | None]

LONGER_WHEN_MASKED = 4
"""A placeholder is at most so many times as long as what it hides: "Jo" became "[name]"."""
_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)
_EMPLOYER = re.compile(r"[a-z][a-z0-9_]{0,39}")


class _AnyEmployer:
    """Every id: an intake may list employers that this desk does not."""

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and bool(_EMPLOYER.fullmatch(code))


class AnswerReader:
    """Reads answers to some questions; made once, used for any number of accounts."""

    def __init__(self, questions: Iterable[Question], facts: Facts) -> None:
        """Take the open lists of choices from `facts`."""
        offered: Mapping[Source, Collection[str]] = {
            Source.COUNTRIES: countries(),
            Source.CURRENCIES: currencies(),
            Source.GRIEVANCES: facts.grievance_codes,
            Source.CHOSEN_GRIEVANCES: facts.grievance_codes,
        }
        self._readers = {one.id: _reader(one, offered) for one in questions}

    def read(self, given: Mapping[str, object]) -> dict[str, Answer]:
        """Return those of the `given` answers that are as an answer must be."""
        answers: dict[str, Answer] = {}
        for question, value in given.items():
            read = self._readers.get(question)
            answer = read(value) if read else None
            if answer:
                answers[question] = answer
        return answers


def _reader(question: Question, offered: Mapping[Source, Collection[str]]) -> Read:
    match question.kind:
        case Choice() as kind:
            return _choice(_codes(kind, offered))
        case Several() as kind:
            return _several(_codes(kind, offered), kind.most)
        case Amount(maximum=maximum):
            return _number(Decimal(0), maximum)
        case Number(minimum=minimum, maximum=maximum):
            return _number(minimum, maximum)
        case Month(first=first):
            return _month(first)
        case Prose(most=most):
            return _prose(most * LONGER_WHEN_MASKED)


def _codes(kind: Listed, offered: Mapping[Source, Collection[str]]) -> Container[str]:
    if kind.source is Source.EMPLOYERS:
        return _AnyEmployer()
    listed = offered.get(kind.source, ()) if kind.source else ()
    return kind.codes.union(listed)


def _choice(codes: Container[str]) -> Read:
    return lambda value: value if isinstance(value, str) and value in codes else None


def _several(codes: Container[str], most: int | None) -> Read:
    def read(value: object) -> Answer | None:
        if not isinstance(value, list) or (most and len(value) > most):
            return None
        return tuple(dict.fromkeys(one for one in value if isinstance(one, str) and one in codes))

    return read


def _number(least: Decimal, most: Decimal) -> Read:
    @lru_cache(maxsize=4096)  # hours and round sums come again and again
    def is_one(value: str) -> bool:
        return bool(_NUMBER.fullmatch(value)) and least <= Decimal(value) <= most

    return lambda value: value if isinstance(value, str) and is_one(value) else None


def _month(first: str) -> Read:
    def read(value: object) -> Answer | None:
        if not isinstance(value, str) or not _MONTH.fullmatch(value):
            return None
        return value if value >= first else None

    return read


def _prose(most: int) -> Read:
    return lambda value: plain(value[:most]) if isinstance(value, str) else None
