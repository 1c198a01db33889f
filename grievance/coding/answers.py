"""Answers read without trust: what is skipped, unknown or not in shape counts as not given."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Answers = Mapping[str, str | tuple[str, ...]]

# No sign, no exponent, no NaN: the questionnaire stores plain decimals.
_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def text(answers: Answers, question: str) -> str:
    """Return a single answer, or "" where it is missing or a list."""
    answer = answers.get(question, "")
    return answer if isinstance(answer, str) else ""


def several(answers: Answers, question: str) -> tuple[str, ...]:
    """Return the chosen codes; empty where the question was skipped."""
    answer = answers.get(question, ())
    return answer if isinstance(answer, tuple) else ()


def number(answers: Answers, question: str) -> Decimal | None:
    """Return a number of 0 or more, or None."""
    written = text(answers, question)
    return Decimal(written) if written and _NUMBER.fullmatch(written) else None


def month(answers: Answers, question: str) -> date | None:
    """Return the first day of a month written as 2026-10, or None."""
    written = _MONTH.fullmatch(text(answers, question))
    if not written or written[1] == "0000":  # dates begin with the year 1
        return None
    return date(int(written[1]), int(written[2]), 1)
