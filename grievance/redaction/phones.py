"""Phone numbers: by the metadata of libphonenumber, and by shape where its rules are too strict.

A mistyped or invented prefix is no valid number to libphonenumber, yet it may lead to a person all
the same. So numbers that begin as a phone does are found by their shape as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from phonenumbers import PhoneNumberMatcher

from grievance.redaction.amounts import GROUPED, YEARS, is_amount
from grievance.redaction.cues.contacts import NUMBER_WORDS, NUMBERS_JOINED, PHONE, ZEROS
from grievance.redaction.pattern import GAP, NO_LETTER_AFTER, NO_LETTER_BEFORE, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.pattern import Span

# Tried when the country is not known: those of the workers asked first.
COUNTRIES = ("KE", "CD", "MG", "SN", "FR", "PH", "TZ", "UG")

_PART = r"[ \t\u00a0\u202f.()–-]{0,2}"
_START = r"(?<!\w)"
# Not before the decimals of an amount; a comma before the next number of a list may follow.
_END = r"(?!\w)(?![.,]\d{1,2}(?!\d))"
# What libphonenumber is shown: seven digits or more with the signs between them. Over a hundred
# characters nobody wrote phone numbers, and only its slowness would show.
_CLUSTER = re.compile(r"(?<![\w+])[+(]{0,2}\d(?:[ \t\u00a0\u202f.()+–-]{0,3}\d){6,}(?!\w)")
_LONGEST_CLUSTER = 100
_SHAPES = re.compile(
    rf"{_START}(?:"
    rf"(?:\+|00)[(]?[1-9](?:{_PART}\d){{7,13}}"  # international
    rf"|[(]?0[1-9](?:{_PART}\d){{7,9}}"  # national, with its leading zero
    rf"|[(]?\d{{3}}[)]?[ .-]\d{{3}}[.-]\d{{4}}"  # 555-010-0123
    rf"|[1-9]\d{{8,14}}"  # one block
    rf"){_END}"
)
_AFTER_CUE = re.compile(
    rf"{NO_LETTER_BEFORE}{any_of(PHONE)}{NO_LETTER_AFTER}"
    rf"(?:{SPACE}{{0,2}}(?:[:=(.]|(?i:is|on|at|no|me|est|le|au|ni|kwa|namba|nambari)\b)){{0,3}}?"
    rf"{SPACE}{{0,2}}(?P<number>[+(]{{0,2}}\d(?:{_PART}\d){{6,14}}){_END}"
)
_WORD = rf"(?:{any_of(NUMBER_WORDS)}{NO_LETTER_AFTER}|\d{{1,4}}(?!\w))"
# "zero seven double two ...": six in a row, of which the first is no figure.
_SPELLED = re.compile(
    rf"{NO_LETTER_BEFORE}{any_of(NUMBER_WORDS)}{NO_LETTER_AFTER}"
    rf"(?:(?:[ ,.-]{{1,3}}|{GAP}{any_of(NUMBERS_JOINED)}{GAP}){_WORD}){{5,24}}"
)
_SAYS_ZERO = re.compile(any_of(ZEROS))
_ROUND = re.compile(r"[1-9]\d*0{5}$")


def spans(text: str, *, country: str | None = None) -> Iterator[Span]:
    """Yield the range of each number. `country` is an ISO 3166-1 alpha-2 code or None."""
    for match in _AFTER_CUE.finditer(text):
        if not is_amount(text, *match.span("number")):
            yield match.span("number")
    for match in _SPELLED.finditer(text) if _SAYS_ZERO.search(text) else ():
        yield match.span()
    for match in _CLUSTER.finditer(text):
        if len(match[0]) > _LONGEST_CLUSTER or _harmless(text, match):
            continue
        if not _SHAPES.fullmatch(match[0]):
            yield from _valid(text, match, country)
    for match in _SHAPES.finditer(text):
        if not _harmless(text, match):
            yield match.span()


def _harmless(text: str, match: re.Match[str]) -> bool:
    """Tell whether the digits are an amount, a count or a row of years."""
    number = match[0]
    if number.startswith(("+", "0", "(")):
        return False
    return bool(
        GROUPED.fullmatch(number)
        or YEARS.fullmatch(number)
        or _ROUND.fullmatch(number)
        or is_amount(text, *match.span())
    )


def _valid(text: str, match: re.Match[str], country: str | None) -> Iterator[Span]:
    """Yield the numbers of the first country that libphonenumber knows some for."""
    # It wants to see one neighbour on each side.
    start = max(0, match.start() - 1)
    window = text[start : match.end() + 1]
    for region in (country.upper(),) if country else COUNTRIES:
        numbers = [(start + n.start, start + n.end) for n in PhoneNumberMatcher(window, region)]
        if numbers:
            yield from numbers
            return
