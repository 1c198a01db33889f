"""E-mail addresses: with the sign, or spelled out ("amina at gmail dot com", "nukta")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.redaction.cues.contacts import (
    AT,
    DOMAIN_ENDINGS,
    DOT,
    MAIL_HOSTS,
    PRICES,
    SIGNS_IN_A_BOX,
)
from grievance.redaction.pattern import GAP, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.pattern import Span

_SPACES = SPACE + "{0,2}"
_ENDING = rf"(?i:{DOMAIN_ENDINGS}|[a-z]{{2}})"
_HOST = any_of(MAIL_HOSTS)


def _spelled(word: str, sign: str) -> str:
    """Return a group for " word ", "(word)" or "[sign]"; the latter two begin with the bracket."""
    return rf"{GAP}{word}{GAP}|[(\[]{_SPACES}(?:{word}|{sign}){_SPACES}[)\]]{_SPACES}"


_AT = f"(?:{_spelled(any_of(AT), '@')})"
_DOT = rf"(?:{_SPACES}(?:{_spelled(any_of(DOT), '[.]')}))"
_COUNTRY = rf"(?:{_SPACES}\.{_SPACES}[a-z]{{2}})?"
# "@gmail,com", "@gmail com": an ending follows those hosts, whatever stands between.
_SLIP = rf"{_HOST}(?:{_DOT}|{_SPACES}[.,;:]?{_SPACES}){_ENDING}{_COUNTRY}\b"
# What follows the name of the box. It is looked for first: it is rare, where words are not.
_SIGN = re.compile(
    rf"@(?!(?:{PRICES})\b)(?:{_SLIP}|[^\W\d_](?:[\w.-]{{0,251}}\w)?(?:,(?:com|net|org)\b)?)"
)
_ANY_HOST = rf"(?:[\w-]{{1,63}}\.){{1,4}}{_ENDING}\b"
# "is @kevo.wa.labels" is no address: without a space after the sign the ending must be the last.
_SPACED_SIGN = re.compile(
    rf"@(?:{_SPACES}(?:{_SLIP}|{_HOST}\b)|{SPACE}{{1,2}}{_ANY_HOST}|{_ANY_HOST}(?!\.\w))"
)
_SPELLED = re.compile(
    rf"{_AT}(?:[\w-]{{1,63}}(?:(?:{_DOT}|\.)[\w-]{{1,40}}){{0,2}}{_DOT}{_ENDING}"
    rf"|{_HOST}\.{_ENDING}{_COUNTRY})\b"
)
# The sign or the ending is forgotten.
_FORGOTTEN = re.compile(rf"{GAP}{_HOST}\.{_ENDING}{_COUNTRY}\b|{_AT}{_HOST}\b")
# In brackets it can be nothing else, whatever the host.
_BRACKETED = re.compile(
    rf"[(\[]{_SPACES}(?:{any_of(AT)}|@){_SPACES}[)\]]{_SPACES}(?:[\w-]{{1,63}}\.){{1,4}}[a-z]{{2,12}}\b"
)
_SPACED_HOST = re.compile(rf"@{_SPACES}(?:[\w-]{{1,63}}\.){{1,4}}[a-z]{{2,12}}\b")
_LONGEST_BOX, _FARTHEST, _LONGEST_SAID = 64, 2, 3
_BOX = re.compile(r"[\w+.-]*[\w+]")
_SAID_DOT = re.compile(rf"(?:{SPACE}{{0,2}}{_DOT}|{GAP}{any_of(SIGNS_IN_A_BOX)}{GAP})\Z")
# No word looks like this: "amina_22 gmail.com", "amina_22 at gmail" are addresses all the same.
_LOOKS_LIKE_BOX = re.compile(r"(?=.*[^\W\d_]{3}).*(?:\d|\w[._]\w)")


def spans(text: str) -> Iterator[Span]:
    """Yield the range of each address."""
    if "@" in text:
        yield from _with_a_sign(text)
    for match in _BRACKETED.finditer(text):
        yield from _with_box(text, match, _before_spaces(text, match.start()))
    for match in _SPELLED.finditer(text):
        end = _before_spaces(text, match.start())
        for _ in range(_LONGEST_SAID):
            start = _start_of_box(text, end)
            said = _SAID_DOT.search(text, max(0, start - _LONGEST_BOX), start)
            end = said.start() if said else end
        yield from _with_box(text, match, end)
    for match in _FORGOTTEN.finditer(text):
        yield from _with_telling_box(text, match)


def _with_a_sign(text: str) -> Iterator[Span]:
    for match in _SIGN.finditer(text):
        yield from _with_box(text, match, match.start())
    for match in _SPACED_SIGN.finditer(text):
        yield from _with_box(text, match, _before_spaces(text, match.start()))
    for match in _SPACED_HOST.finditer(text):
        yield from _with_telling_box(text, match)


def _before_spaces(text: str, place: int) -> int:
    """Return `place`, or where one or two spaces before it begin."""
    before = text[max(0, place - _FARTHEST) : place]
    return place - len(before) + len(before.rstrip(" \t\u00a0\u202f"))


def _with_box(text: str, match: re.Match[str], end: int) -> Iterator[Span]:
    """Yield what `match` found with the name of the box before it, which ends at `end`."""
    start = _start_of_box(text, end)
    if start < end:
        yield start, match.end()


def _with_telling_box(text: str, match: re.Match[str]) -> Iterator[Span]:
    """Yield it only where the name of the box can be no word."""
    end = _before_spaces(text, match.start())
    if _LOOKS_LIKE_BOX.match(text, _start_of_box(text, end), end):
        yield from _with_box(text, match, end)


def _start_of_box(text: str, end: int) -> int:
    """Return where the name of a box that ends at `end` begins, `end` if none stands there."""
    before = text[max(0, end - _LONGEST_BOX) : end]
    box = _BOX.match(before[::-1])
    return end - box.end() if box else end
