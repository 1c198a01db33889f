"""One reader for each kind of question: texts in, an answer out, or `Refused`."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from grievance.questionnaire.numbers import Ambiguous, NotANumber, read_number
from grievance.questionnaire.problem import Defect, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from grievance.questionnaire.lists import Lists
    from grievance.questionnaire.question import (
        Amount,
        Answers,
        Choice,
        Listed,
        Month,
        Number,
        Prose,
        Several,
    )

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})", re.ASCII)
_PARTS = re.compile(r"(?P<month>\d{1,2})-(?P<year>\d{4})", re.ASCII)
_MANY_DIGITS = 40
MOST_DECIMALS = 6
"""Finer than any currency's smallest coin; what comes after is a calculator's, not a person's."""


def _are_offered(texts: Sequence[str], kind: Listed, lists: Lists, answers: Answers) -> bool:
    if kind.codes.issuperset(texts):
        return True
    listed = lists.codes(kind.source, answers) if kind.source else ()
    return all(text in listed or text in kind.codes for text in texts)


def read_choice(kind: Choice, texts: Sequence[str], lists: Lists, answers: Answers) -> str:
    """Return the one chosen code."""
    if len(texts) > 1 or not _are_offered(texts, kind, lists, answers):
        raise Refused(Defect.NOT_A_CHOICE)
    return texts[0]


def read_several(
    kind: Several, texts: Sequence[str], lists: Lists, answers: Answers
) -> tuple[str, ...]:
    """Return the chosen codes, each once, in the order chosen."""
    chosen = tuple(dict.fromkeys(texts))
    if not _are_offered(chosen, kind, lists, answers):
        raise Refused(Defect.NOT_A_CHOICE)
    if kind.alone and kind.alone in chosen and len(chosen) > 1:
        raise Refused(Defect.ALONE, alone=kind.alone)
    if kind.most and len(chosen) > kind.most:
        raise Refused(Defect.TOO_MANY, most=str(kind.most))
    return chosen


def read_amount(kind: Amount, text: str, meant: str, *, grouped: bool) -> str:
    """Return an amount in plain decimal notation; `meant` settles which of two readings it is."""
    try:
        amount = _number(text, grouped=grouped)
    except Ambiguous as two:
        readings = (plain(two.large), plain(two.small))
        if meant not in readings:
            raise Refused(Defect.AMBIGUOUS, *readings) from None
        amount = Decimal(meant)
    if amount > kind.maximum:
        raise Refused(Defect.OUT_OF_RANGE, minimum="0", maximum=plain(kind.maximum))
    return plain(round(amount, MOST_DECIMALS))


def read_number_of(kind: Number, text: str) -> str:
    """Return a number within the range and on the step of its question."""
    whole_step = kind.maximum >= Decimal(1000)
    try:
        number = _number(text, grouped=whole_step)
    except Ambiguous as two:
        number = two.small
    if not kind.minimum <= number <= kind.maximum:
        raise Refused(Defect.OUT_OF_RANGE, minimum=plain(kind.minimum), maximum=plain(kind.maximum))
    if number % kind.step:
        raise Refused(Defect.NOT_A_STEP, step=plain(kind.step))
    return plain(number)


def read_month(kind: Month, texts: Sequence[str], today: date) -> str:
    """Return "YYYY-MM"; `texts` is that, or a month and a year. `today` is in UTC.

    East of Greenwich tomorrow has begun: its month is the current one already.
    """
    joined = "-".join(texts)
    found = _MONTH.fullmatch(joined) or _PARTS.fullmatch(joined)
    if not found or not 1 <= int(found["month"]) <= 12:
        raise Refused(Defect.NOT_A_MONTH)
    month = f"{found['year']}-{int(found['month']):02}"
    if month > (today + timedelta(days=1)).isoformat()[: len("YYYY-MM")]:
        raise Refused(Defect.IN_THE_FUTURE)
    if month < kind.first:
        raise Refused(Defect.TOO_LONG_AGO, first=kind.first)
    return month


def usual_year(today: date) -> str:
    """Return the year that stands in an empty field for a month: that of the last full month."""
    return str((today.replace(day=1) - timedelta(days=1)).year)


def read_prose(kind: Prose, text: str) -> str:
    """Return the text as typed, line ends as one character."""
    text = text.replace("\r\n", "\n")
    if len(text) > kind.most:
        raise Refused(Defect.TOO_LONG, most=str(kind.most), now=str(len(text)))
    return text


def plain(number: Decimal) -> str:
    """Return plain decimal notation without trailing zeros ("21000", "0.02")."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(text: str, *, grouped: bool) -> Decimal:
    if len(text) > _MANY_DIGITS:
        raise Refused(Defect.NOT_A_NUMBER)
    if text.isascii() and text.isdigit():  # as most are written
        return Decimal(text)
    try:
        number = read_number(text, grouped=grouped)
    except NotANumber:
        raise Refused(Defect.NOT_A_NUMBER) from None
    if number < 0:
        raise Refused(Defect.NEGATIVE)
    return number
