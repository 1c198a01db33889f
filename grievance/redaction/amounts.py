"""What tells an amount of money, a count or a year from a number that shows a person."""

from __future__ import annotations

import re

from grievance.redaction.cues.units import COUNTS, COUNTS_BEFORE, CURRENCIES, SIGNS
from grievance.redaction.pattern import NO_LETTER_BEFORE, SPACE, any_of

_SIGN = f"[{re.escape(''.join(SIGNS))}]"
_UNIT_AFTER = re.compile(rf"{SPACE}?(?:{_SIGN}|/=|(?:{any_of(CURRENCIES)}|{any_of(COUNTS)})(?!\w))")
_UNIT_BEFORE = re.compile(
    rf"(?:{_SIGN}|{NO_LETTER_BEFORE}(?:{any_of(CURRENCIES)}|{any_of(COUNTS_BEFORE)})\.?){SPACE}?$"
)
_CURRENCY_INSIDE = re.compile(rf"{any_of(CURRENCIES)} ")
# "KES20000", "150000FCFA": an amount or a count typed without its space.
_MEASURE = re.compile(
    rf"(?:{any_of(CURRENCIES)}{SPACE}?[\d.,]+|[\d.,]+(?:{any_of(CURRENCIES)}|{any_of(COUNTS)}))(?:PM|pm)?"
)
_BEFORE = 12

# Thousands parted by one kind of sign, up to hundreds of millions.
GROUPED = re.compile(r"[1-9]\d{0,2}(?:([ \u00a0\u202f.,])\d{3})(?:\1\d{3})?")
YEARS = re.compile(r"(?:(?:19|20)\d\d[^\d+]{1,3}){1,8}(?:19|20)\d\d")


def is_amount(text: str, start: int, end: int) -> bool:
    """Tell whether the number at `start:end` has a currency or a unit beside it."""
    return bool(
        _UNIT_AFTER.match(text, end)
        or _UNIT_BEFORE.search(text[max(0, start - _BEFORE) : start])
        or _CURRENCY_INSIDE.match(text, start, end)
    )


def is_measure(word: str) -> bool:
    """Tell whether `word` is an amount or a count that carries its unit without a space."""
    return bool(_MEASURE.fullmatch(word))
