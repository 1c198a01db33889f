"""E-mail addresses: with the sign, or spelled out ("amina at gmail dot com", "nukta")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.redaction.cues.contacts import AT, DOMAIN_ENDINGS, DOT, MAIL_HOSTS, PRICES
from grievance.redaction.pattern import GAP, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.pattern import Span

_SPACES = SPACE + "{0,2}"
_LOCAL = r"(?<![\w.+-])[\w+](?:[\w.+-]{0,62}[\w+-])?"
_ENDING = rf"(?:{DOMAIN_ENDINGS}|[a-z]{{2}})"


def _spelled(word: str, sign: str) -> str:
    """Return a group for " word ", "(word)" or "[sign]"."""
    bracketed = rf"{_SPACES}[(\[]{_SPACES}(?:{word}|{sign}){_SPACES}[)\]]{_SPACES}"
    return f"(?:{GAP}{word}{GAP}|{bracketed})"


_AT = _spelled(any_of(AT), "@")
_DOT = _spelled(any_of(DOT), r"\.")
_SIGN = re.compile(rf"{_LOCAL}@(?!(?:{PRICES})\b)[^\W\d_](?:[\w.-]{{0,251}}\w)?")
_SPACED_SIGN = re.compile(rf"{_LOCAL}{_SPACES}@{_SPACES}(?:[\w-]{{1,63}}\.){{1,4}}{_ENDING}\b")
_SPELLED = re.compile(
    rf"{_LOCAL}(?:{_DOT}[\w-]{{1,40}}){{0,2}}{_AT}"
    rf"(?:[\w-]{{1,63}}(?:(?:{_DOT}|\.)[\w-]{{1,40}}){{0,2}}{_DOT}{_ENDING}"
    rf"|(?i:{MAIL_HOSTS})\.{_ENDING})\b"
)


def spans(text: str) -> Iterator[Span]:
    """Yield the range of each address."""
    expressions = (_SIGN, _SPACED_SIGN, _SPELLED) if "@" in text else (_SPELLED,)
    for expression in expressions:
        for match in expression.finditer(text):
            yield match.span()
