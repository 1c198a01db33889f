"""Words of another language left in a translation: single common ones, and runs of the English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.catalogues.tables import common_words, kept_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Entities, tags, addresses, placeholders, and what programs are told (as_written).
NOT_PROSE = re.compile(r"&\w+;|<[^>]+>|\w+://\S+|%\(\w+\)[a-z]|\w*_\w*")
LETTERS = re.compile(r"[^\W\d_]{2,}")
RUN = 3
"""So many words in a row, the same as in the English, were left over."""
LONG = 8
"""A sentence of so many words has a common word of its language in it."""


def foreign_words(original: str, text: str, language: str) -> Iterator[str]:
    """Yield what shows that `text` is not, or not wholly, in `language`.

    `original` is the English. A language without common words of its own is judged by runs alone.
    """
    words = _words(text)
    own = common_words().get(language)
    if own is not None:
        for other, common in common_words().items():
            left = [word for word in words if word in common - own] if other != language else []
            if left:
                yield f"has words of “{other}”: {', '.join(dict.fromkeys(left))}"
        if len(words) >= LONG and own.isdisjoint(words):
            yield f"has no common word of “{language}”: is it in that language?"
    left_over = _runs(words) & _runs(_words(original))
    if left_over and text != original:
        yield f"has English left in it: {' '.join(min(left_over))}"


def _words(text: str) -> list[str]:
    rest = NOT_PROSE.sub(" ; ", text)
    for phrase in kept_phrases():
        rest = rest.replace(phrase, " ; ")
    return [word.lower() for word in LETTERS.findall(rest)]


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
