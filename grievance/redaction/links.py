"""Web addresses: with a scheme, with www, of a messenger, or a bare domain with a common ending."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.redaction.cues.contacts import DOMAIN_ENDINGS, LINK_HOSTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.pattern import Span

# Brackets end an address: the placeholders of what was masked before are written with them.
_PATH = r"[^\s<>\[\]\"«»“”]"
_FULL = re.compile(rf"(?i:(?<!\w)(?:https?://|ftp://|www\.){_PATH}{{2,2000}})")
_HOST = re.compile(
    rf"(?i:(?<![\w@.-])(?:(?:{LINK_HOSTS})/"
    rf"|(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,4}}(?:{DOMAIN_ENDINGS})(?![\w@-])(?::\d{{2,5}})?[/?#]?"
    rf"|(?:[a-z0-9][a-z0-9-]{{1,62}}\.){{1,4}}[a-z]{{3,12}}/(?=[a-z0-9]))"
    rf"(?:(?<=[/?#]){_PATH}{{1,2000}})?)"
)
_CLOSING = ".,;:!?'’)}…"


def full(text: str) -> Iterator[Span]:
    """Yield the range of each address with a scheme or www, without closing punctuation."""
    return _ended(_FULL, text)


def bare(text: str) -> Iterator[Span]:
    """Yield the range of each address that begins with its host."""
    return _ended(_HOST, text)


def _ended(expression: re.Pattern[str], text: str) -> Iterator[Span]:
    for match in expression.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(_CLOSING))
