"""Numbers that stand for one person: after a cue word, or codes that show it by their shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.redaction.amounts import is_amount, is_measure
from grievance.redaction.cues.ids import FILLERS, LINK_SIGNS, LINKS, STRONG, WEAK, WEAKEST
from grievance.redaction.pattern import GAP, NO_LETTER_AFTER, NO_LETTER_BEFORE, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.pattern import Span

_SIGNS = "|".join(re.escape(sign) for sign in LINK_SIGNS)
_FILLER = rf"{any_of(FILLERS)}{GAP}[^\W\d_]{{3,15}}(?!\w)"
_LINK = rf"(?:{SPACE}{{0,3}}(?:{_SIGNS}|{_FILLER}|{any_of(LINKS)}(?![^\W_])))"
_BLOCK = r"(?=[\w/.#-]{0,39}\d)[^\W_](?:[\w/.#-]{0,38}\w)?"
# Groups of digits as people type long numbers; a single digit only between others.
_GROUP = r" (?:\d{2,24}|\d(?= \d{2}))(?!\w|,\d)"
_LAST = r"(?:(?<=\d\d \d\d) \d(?!\w|[,.]\d))?"
_SPREAD = r"\d(?: \d){5,15}(?!\w|,\d)"
_IBAN = rf"[A-Z]{{1,4}}\d{{2,24}}(?:{_GROUP}){{3,8}}"
_GROUPS = rf"(?:[A-Z]{{1,4}} )?\d{{1,24}}(?:{_GROUP}){{1,8}}{_LAST}|{_IBAN}|{_SPREAD}"
_VALUE = rf"(?P<value>{_GROUPS}|(?:[A-Z]{{1,4}} )?{_BLOCK})(?!\w|[.,]\d)"
_CUE = re.compile(
    rf"{NO_LETTER_BEFORE}(?:(?P<strong>{any_of(STRONG)})|(?P<weak>{any_of(WEAK)})|{any_of(WEAKEST)}){NO_LETTER_AFTER}"
    rf"{_LINK}{{0,4}}{SPACE}{{0,3}}{_VALUE}"
)
_SHORTEST = 2
_SHORTEST_AFTER_WEAK = 4
_YEAR_OR_ROUND = re.compile(r"(?:19|20)\d\d|[1-9]\d*00")

# Without a cue: letters with many digits ("INC0048812", "RT-990214"), a code of capitals and
# digits as mobile money sends it ("SGH7K2L9XM"), a long key in either case.
_SHAPED = re.compile(
    r"(?<![\w@./-])(?=[A-Za-z]{0,12}[-/_]?[A-Z]?\d|[A-Z]{1,4}_)(?:"
    r"[A-Z]{1,5}[-/_]?\d{5,20}[A-Z]?"
    r"|(?=[A-Z0-9]{0,12}[A-Z])(?=(?:[A-Z]{0,10}\d){2})(?=(?:\d{0,10}[A-Z]){2})[A-Z0-9]{8,20}"
    r"|[A-Z]{1,4}_(?=[A-Z]{0,8}\d{1,8}[A-Z])[A-Z0-9]{6,20}"
    r"|(?=(?:[a-z]{1,12}\d{1,12}){3}|(?:\d{1,12}[a-z]{1,12}){3})[a-z0-9]{9,40}"
    r"|[A-Z]{2,8}(?:[/-][A-Z]{0,4}\d{1,8}[A-Z]?){1,3}/\d{2,4}"
    r"|(?=(?:[a-z]{0,12}\d){3})(?=(?:\d{0,12}[a-z]){3})[a-z0-9]{16,40}"
    r")(?![\w@]|[./-]\w)"
)


# "loan number 448812": looked for after phones, which are numbers too.
_NUMBERED = re.compile(
    rf"{NO_LETTER_BEFORE}{any_of(WEAKEST)}{NO_LETTER_AFTER}"
    rf"{_LINK}{{0,4}}{SPACE}{{0,3}}(?P<value>\d{{5,24}}(?:-\d{{1,12}}){{0,4}})(?!\w|[.,/-]\d)"
)


def spans(text: str) -> Iterator[Span]:
    """Yield the range of each value; the cue word stays."""
    for match in _CUE.finditer(text):
        if _tells(text, match):
            yield match.span("value")
    for match in _SHAPED.finditer(text):
        if not is_measure(match[0]):
            yield match.span()


def numbered(text: str) -> Iterator[Span]:
    """Yield the range of each long number that is called one and is no amount, nor a phone."""
    for match in _NUMBERED.finditer(text):
        value = match["value"]
        if not _YEAR_OR_ROUND.fullmatch(value) and not is_amount(text, *match.span("value")):
            yield match.span("value")


def _tells(text: str, match: re.Match[str]) -> bool:
    """Tell whether the value after a cue is more than a word, an amount or a year."""
    value = match["value"]
    digits = sum(character.isdigit() for character in value)
    mixed = any(character.isalpha() for character in value)
    if not digits or (is_measure(value) if mixed else is_amount(text, *match.span("value"))):
        return False
    if match["strong"]:
        return len(value) >= _SHORTEST
    telling = digits >= _SHORTEST_AFTER_WEAK and not _YEAR_OR_ROUND.fullmatch(value)
    return len(value) >= _SHORTEST_AFTER_WEAK and bool(mixed or (match["weak"] and telling))
