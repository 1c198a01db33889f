"""Names on social networks: "@name", or after a network and a linking word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.redaction.cues.common import COMMON
from grievance.redaction.cues.contacts import (
    HANDLE_LINKS,
    HANDLE_NOUNS,
    NETWORKS,
    OWNERS,
    OWNERS_AFTER,
    PRICES,
)
from grievance.redaction.pattern import GAP, NO_LETTER_AFTER, NO_LETTER_BEFORE, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.pattern import Span

_AT_SIGN = re.compile(rf"(?<![\w@.])@(?!(?:{PRICES})(?![^\W\d_]))[^\W\d](?:[\w.]{{0,62}}\w)?(?!\w)")
_LINK = rf"(?:{SPACE}{{0,3}}[:=(–-]|{GAP}{any_of(HANDLE_LINKS)}{NO_LETTER_AFTER}{SPACE}{{0,2}}:?)"
_VALUE = r"(?P<value>[^\W\d](?:[\w.]{1,61})?\w)(?![\w@])"
_AFTER_NETWORK = re.compile(
    rf"{NO_LETTER_BEFORE}(?:(?P<owner>{any_of(OWNERS)}){GAP})?{any_of(NETWORKS)}{NO_LETTER_AFTER}"
    rf"(?:{GAP}(?P<after>{any_of(OWNERS_AFTER)}){NO_LETTER_AFTER})?"
    rf"{_LINK}{SPACE}{{0,3}}{_VALUE}"
)
_AFTER_NOUN = re.compile(
    rf"{NO_LETTER_BEFORE}{any_of(HANDLE_NOUNS)}{NO_LETTER_AFTER}"
    rf"(?:{GAP}(?:(?i:on|sur|kwenye|ya){GAP})?{any_of(NETWORKS)}{NO_LETTER_AFTER})?"
    rf"{_LINK}{SPACE}{{0,3}}{_VALUE}"
)
_LOOKS_LIKE_ONE = re.compile(r"(?=\D*\d)|(?=[^_]*_)|(?=[^.]{3,}\.[^.]{3,})")


def spans(text: str) -> Iterator[Span]:
    """Yield the range of each handle, the "@" included."""
    if "@" in text:
        for match in _AT_SIGN.finditer(text):
            yield match.span()
    for match in _AFTER_NETWORK.finditer(text):
        owned = match["owner"] or match["after"]
        if _LOOKS_LIKE_ONE.match(match["value"]) or (owned and _unusual(match["value"])):
            yield match.span("value")
    for match in _AFTER_NOUN.finditer(text):
        if _unusual(match["value"]):
            yield match.span("value")


def _unusual(word: str) -> bool:
    return word.casefold() not in COMMON
