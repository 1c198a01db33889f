"""Cue words written as people type them, as one fast regular expression.

Every expression of this station is made of bounded repetitions over disjoint characters, so that
the time it takes grows no faster than the text. What may not stand before a match may not stand
after one either: otherwise, in a long chain, each find would only set free the next.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Span = tuple[int, int]
_Tree = dict[str, "_Tree"]

# Space inside a line: ordinary, tab, and the no-break spaces of French typing.
SPACE = r"[ \t\u00a0\u202f]"
GAP = SPACE + "{1,3}"
NO_LETTER_BEFORE = r"(?<![\w'’-])"
NO_LETTER_AFTER = r"(?![^\W\d_])"
_END = ""
_ACCENTED = {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü"}


def any_of(cues: Mapping[str, str]) -> str:
    """Return a group that matches any cue of any language, longest first.

    `cues` holds by language the phrases, parted by commas.

    Upper or lower case, accents and apostrophes typed or left out, straight or curly, one to
    three spaces. Cues share what they begin with, letter by letter: the engine then passes over a
    word in one step, where it would otherwise try hundreds of alternatives.
    """
    tree: _Tree = {}
    for line in cues.values():
        for cue in line.split(","):
            node = tree
            for character in _bare(cue.strip()):
                node = node.setdefault(character, {})
            node[_END] = {}
    return f"(?:{_branches(tree)})"


def without_accents(text: str) -> str:
    """Return `text` decomposed, without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _bare(phrase: str) -> str:
    return without_accents(phrase).lower()


def _branches(node: _Tree) -> str:
    """Return the alternatives below `node`; where a cue ends among them, none is needed."""
    # An apostrophe matches nothing too: what is spelled out has to be tried before it.
    ordered = sorted(node, key=lambda character: character == "'")
    branches = "|".join(_letter(one) + _branches(node[one]) for one in ordered if one != _END)
    if _END in node:
        return f"(?:{branches})?" if branches else ""
    return f"(?:{branches})" if len(node) > 1 else branches


def _letter(character: str) -> str:
    if character == " ":
        return GAP
    if character == "'":
        # "c'est", "cest", "c est"
        return "['’ ]?"
    if character.isalpha():
        spellings = character + _ACCENTED.get(character, "")
        return f"[{spellings}{spellings.upper()}]"
    return re.escape(character)
