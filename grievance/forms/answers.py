"""An answer in the words of the page: what the worker checks before sending."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from grievance.forms.choices import Catalogue, label
from grievance.questionnaire.question import (
    Amount,
    Answer,
    Answers,
    Choice,
    Month,
    Number,
    Question,
    Several,
    one,
)
from grievance.questionnaire.text import say
from grievance.wording.places import currency_of

if TYPE_CHECKING:
    from grievance.wording.speaker import Speaker

_MONEY = say("amount", "%(number)s %(money)s (%(code)s)")
_IN_MONEY_OF_THE_COUNTRY = frozenset(
    {"pay.amount_local", "pay.deductions_month", "pay.costs_month", "money.owed"}
)


def words(
    question: Question, answers: Answers, catalogue: Catalogue, speaker: Speaker
) -> list[str]:
    """Return the answer to `question` as a reader sees it, one text for each part; [] if none."""
    answer = answers.get(question.id)
    if not answer:
        return []
    match question.kind:
        case Choice() | Several() as kind:
            return [label(code, kind, catalogue, speaker) for code in _parts(answer)]
        case Amount():
            return [_money(question.id, Decimal(str(answer)), answers, speaker)]
        case Number(counted=counted):
            return [speaker.text(counted, n=speaker.number(Decimal(str(answer))))]
        case Month():
            return [speaker.month(date.fromisoformat(f"{answer}-01"))]
        case _:
            return [str(answer)]


def _parts(answer: Answer) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else answer


def _money(question: str, amount: Decimal, answers: Answers, speaker: Speaker) -> str:
    """Return an amount with the name of its money, so that a wrong currency is seen."""
    country = one(answers, "work.country")
    local = currency_of(country) if country and question in _IN_MONEY_OF_THE_COUNTRY else None
    currency = local or one(answers, "pay.currency")
    number = speaker.number(amount)
    if not currency:
        return number
    name = speaker.currency_name(currency, amount)
    return speaker.text(_MONEY, number=number, money=name, code=currency)
