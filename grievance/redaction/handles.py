"""Names on social networks: "@name", or after a network and a linking word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.redaction.cues.contacts import (
    HANDLE_LINKS,
    HANDLE_NOUNS,
    NETWORKS,
    OWNERS,
    OWNERS_AFTER,
    PRICES,
)
from grievance.redaction.ordinary import is_common
from grievance.redaction.pattern import GAP, NO_LETTER_AFTER, NO_LETTER_BEFORE, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

from grievance.redaction.pattern import Span

_AT_SIGN = re.compile(rf"(?<![\w@.])@(?!(?:{PRICES})(?![^\W\d_]))[^\W\d](?:[\w.]{{0,62}}\w)?(?!\w)")
_CUE = re.compile(
    rf"{NO_LETTER_BEFORE}(?:(?P<owner>{any_of(OWNERS)}){GAP})?"
    rf"(?:{any_of(NETWORKS)}|(?P<noun>{any_of(HANDLE_NOUNS)})){NO_LETTER_AFTER}"
)
# What follows a cue: what links it to a value, or the value at once.
_LINK = rf"(?:{SPACE}{{0,3}}[:=(–-]|{GAP}{any_of(HANDLE_LINKS)}{NO_LETTER_AFTER}{SPACE}{{0,2}}:?)"
_LINKED = re.compile(
    rf"(?:{GAP}(?P<after>{any_of(OWNERS_AFTER)}){NO_LETTER_AFTER})?"
    rf"(?:{GAP}(?:(?i:on|sur|kwenye|ya){GAP})?(?P<network>{any_of(NETWORKS)}){NO_LETTER_AFTER})?"
    rf"{_LINK}{SPACE}{{0,3}}(?P<value>[^\W\d](?:[\w.]{{1,61}})?\w)(?![\w@])"
)
_DIRECT = re.compile(
    rf"{GAP}(?:(?:{any_of(OWNERS_AFTER)}|{any_of(HANDLE_LINKS)}){GAP})?"
    rf"(?P<value>[^\W\d](?:[\w.]{{3,61}})?\w)(?![\w@])"
)
# "night_owl#4410", as some networks write them.
_TAGGED = re.compile(r"(?<![\w.#])[^\W\d][\w.]{1,31}#\d{4}(?!\w)")
# "username there is night_owl"
_LATER = re.compile(
    rf"(?:{GAP}[^\W\d_]{{2,10}}){{1,2}}{_LINK}{SPACE}{{0,3}}(?P<value>[^\W\d](?:[\w.]{{1,61}})?\w)(?![\w@])"
)
_LOOKS_LIKE_ONE = re.compile(r"(?=\D*\d)|(?=[^_]*_)|(?=[^.]{3,}\.[^.]{3,})")


def spans(text: str) -> Iterator[Span]:
    """Yield the range of each handle, the "@" included."""
    if "@" in text:
        for match in _AT_SIGN.finditer(text):
            yield match.span()
    if "#" in text:
        for match in _TAGGED.finditer(text):
            yield match.span()
    for cue in _CUE.finditer(text):
        yield from _after(text, cue)


def _after(text: str, cue: re.Match[str]) -> Iterator[Span]:
    """Yield the value after `cue` if it looks like a handle; a plain word must be clearly meant."""
    linked = _LINKED.match(text, cue.end())
    if linked:
        meant = cue["noun"] or cue["owner"] or linked["after"]
        if _LOOKS_LIKE_ONE.match(linked["value"]) or (meant and not is_common(linked["value"])):
            yield linked.span("value")
    elsewhere = _LATER.match(text, cue.end()) if cue["noun"] and not linked else None
    if elsewhere and _LOOKS_LIKE_ONE.match(elsewhere["value"]):
        yield elsewhere.span("value")
    direct = _DIRECT.match(text, cue.end())
    if direct and _LOOKS_LIKE_ONE.match(direct["value"]):
        yield direct.span("value")
