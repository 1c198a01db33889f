"""Cue words written as people type them, as one fast regular expression.

Every expression of this station is made of bounded repetitions over disjoint characters, so that
the time it takes grows no faster than the text. What may not stand before a match may not stand
after one either: otherwise, in a long chain, each find would only set free the next.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Span = tuple[int, int]

# Space inside a line: ordinary, tab, and the no-break spaces of French typing.
SPACE = r"[ \t\u00a0\u202f]"
GAP = SPACE + "{1,3}"
NO_LETTER_BEFORE = r"(?<![\w'’-])"
NO_LETTER_AFTER = r"(?![^\W\d_])"


def any_of(cues: Mapping[str, str]) -> str:
    """Return a group that matches any cue of any language, longest first.

    `cues` holds by language the phrases, parted by commas.

    Upper or lower case, accents typed or left out, straight or curly apostrophe, one to three
    spaces. Cues are grouped by their first letter: the engine then passes over a word in one
    step, where it would otherwise try hundreds of alternatives.
    """
    phrases = sorted(
        {cue.strip() for line in cues.values() for cue in line.split(",")}, key=_by_first
    )
    branches = []
    for _, group in groupby(phrases, key=lambda phrase: _base(phrase[0])):
        tails = [(_typed(phrase[0]), _typed(phrase[1:])) for phrase in group]
        heads = sorted({head for head, _ in tails}, key=len)
        branches.append(f"{heads[-1]}(?:{'|'.join(tail for _, tail in tails)})")
    return f"(?:{'|'.join(branches)})"


def _by_first(phrase: str) -> tuple[str, int, str]:
    return _base(phrase[0]), -len(phrase), phrase


def _base(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0].lower()


def _typed(phrase: str) -> str:
    return "".join(_letter(character) for character in phrase)


def _letter(character: str) -> str:
    if character == " ":
        return GAP
    if character == "'":
        return "['’]"
    if character.isalpha():
        spellings = {character, _base(character)}
        return f"[{''.join(sorted(s for c in spellings for s in {c.lower(), c.upper()}))}]"
    return re.escape(character)
