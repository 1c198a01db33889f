"""Numbers that stand for one person, found after a cue word. A value needs a digit in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.redaction.amounts import is_amount
from grievance.redaction.cues.ids import LINK_SIGNS, LINKS, STRONG, WEAK
from grievance.redaction.pattern import NO_LETTER_AFTER, NO_LETTER_BEFORE, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.pattern import Span

_SIGNS = "|".join(re.escape(sign) for sign in LINK_SIGNS)
_LINK = rf"(?:{SPACE}{{0,3}}(?:{_SIGNS}|{any_of(LINKS)}(?![^\W_])))"
_BLOCK = r"[^\W_](?:[\w/.-]{0,38}\w)?"
_VALUE = rf"(?P<value>(?:[A-Z]{{1,4}} )?{_BLOCK}(?: \d{{2,8}}(?![\w,])){{0,6}})(?!\w|[.,]\d)"
_CUE = re.compile(
    rf"{NO_LETTER_BEFORE}(?:(?P<strong>{any_of(STRONG)})|{any_of(WEAK)}){NO_LETTER_AFTER}"
    rf"{_LINK}{{0,4}}{SPACE}{{0,3}}{_VALUE}"
)
_SHORTEST = 2
_SHORTEST_AFTER_WEAK = 4


def spans(text: str) -> Iterator[Span]:
    """Yield the range of each value; the cue word stays."""
    for match in _CUE.finditer(text):
        value = match["value"]
        digits = sum(character.isdigit() for character in value)
        long_enough = len(value) >= _SHORTEST
        if not match["strong"]:
            mixed = any(character.isalpha() for character in value)
            long_enough = len(value) >= _SHORTEST_AFTER_WEAK and (
                mixed or digits >= _SHORTEST_AFTER_WEAK
            )
        if digits and long_enough and not is_amount(text, *match.span("value")):
            yield match.span("value")
