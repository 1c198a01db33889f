"""Names of people, found after a cue: who I am, who my boss is, a title.

A name is one to three capitalised words. Where nothing but a name can follow ("naitwa", "my name
is"), one or two lower-case words count too, unless they are common words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.redaction.cues import names as cues
from grievance.redaction.cues.common import COMMON
from grievance.redaction.pattern import GAP, NO_LETTER_AFTER, NO_LETTER_BEFORE, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.pattern import Span

_LONGEST = 3
_SHORTEST_SHOUT = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3}(?!\w)")
_GAP = re.compile(GAP)
_INITIAL = re.compile(r"[^\W\d_]\.")

_LINK = rf"(?:{SPACE}?[,:–-])?{GAP}[(]?(?:{any_of(cues.LINKS)}(?:{SPACE}?:)?{GAP})?[\"“«]?{SPACE}?"
_ROLE = (
    rf"(?:{any_of(cues.OWNERS)}{GAP}(?:{any_of(cues.QUALIFIERS)}{GAP})?{any_of(cues.ROLES)}"
    rf"|(?:{any_of(cues.ROLES_BEFORE_OWNER)}{GAP}{any_of(cues.OWNERS_AFTER)}"
    rf"|{any_of(cues.ROLES_ALONE)})(?:{GAP}{any_of(cues.QUALIFIERS_AFTER)})?)"
)
_SEVERAL_WORDS = rf"{SPACE}?[:,]?{GAP}[\"“«]?{SPACE}?"
# Each with the number of lower-case words that may make a name after it.
_CUES = (
    (re.compile(rf"{NO_LETTER_BEFORE}{any_of(cues.SELF)}{NO_LETTER_AFTER}{_SEVERAL_WORDS}"), 2),
    (re.compile(rf"{NO_LETTER_BEFORE}{any_of(cues.CALLED)}{NO_LETTER_AFTER}{_SEVERAL_WORDS}"), 0),
    (re.compile(rf"{NO_LETTER_BEFORE}{_ROLE}{NO_LETTER_AFTER}{_LINK}"), 0),
    (re.compile(rf"{NO_LETTER_BEFORE}{any_of(cues.TITLES_ALWAYS)}\.?{GAP}"), 1),
    (re.compile(rf"{NO_LETTER_BEFORE}(?:{any_of(cues.TITLES_SHORT)}\.?|M\.?){GAP}"), 0),
    (re.compile(rf"{NO_LETTER_BEFORE}{any_of(cues.TITLES_LONG)}{GAP}"), 0),
)


def spans(text: str, *, known: frozenset[str] = frozenset()) -> Iterator[Span]:
    """Yield the range of each name. A name of `known` (casefolded) is none and ends one."""
    for expression, lower_case in _CUES:
        for match in expression.finditer(text):
            end = _end_of_name(text, match.end(), lower_case, known, shouted=_shouted(match[0]))
            if end:
                yield match.end(), end


def _shouted(cue: str) -> bool:
    """Tell whether the cue is in capitals, after which capitals no longer show a name."""
    return cue.isupper() and len(cue.strip(" .")) >= _SHORTEST_SHOUT


def _end_of_name(
    text: str, start: int, lower_case: int, known: frozenset[str], *, shouted: bool
) -> int:
    """Return where the name at `start` ends, 0 if none stands there.

    Its first word sets its case: capitalised words follow one, lower-case ones the other.
    """
    first = _WORD.match(text, start)
    low = bool(first and _is_low(first[0], shouted=shouted))
    end, place = 0, start
    for count in range(lower_case if low else _LONGEST):
        word = _WORD.match(text, place)
        if not word or _is_known(text, place, known):
            break
        same_case = _is_low(word[0], shouted=shouted) == low
        ordinary = word[0].casefold() in COMMON
        if (ordinary or not same_case) and not (count and _is_particle(text, word)):
            break
        end = _end_of_word(text, word)
        gap = _GAP.match(text, end)
        if not gap:
            break
        place = gap.end()
    return end


def _is_low(word: str, *, shouted: bool) -> bool:
    return word[0].islower() or (shouted and word.isupper())


def _end_of_word(text: str, word: re.Match[str]) -> int:
    """Return the end of `word`, with its full stop where it is an initial."""
    initial = _INITIAL.match(text, word.start())
    return initial.end() if initial else word.end()


def _is_particle(text: str, word: re.Match[str]) -> bool:
    """Tell whether `word` joins a name to its next, capitalised word."""
    gap = _GAP.match(text, word.end())
    return bool(word[0] in cues.PARTICLES and gap and text[gap.end() : gap.end() + 1].isupper())


def _is_known(text: str, place: int, known: frozenset[str]) -> bool:
    ahead = text[place : place + 80].casefold()
    return any(
        ahead.startswith(name) and not ahead[len(name) : len(name) + 1].isalnum() for name in known
    )
