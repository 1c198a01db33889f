"""Names of people, found after a cue: who I am, who my boss is, a title, a closing line.

A name is one to three capitalised words, or as many in lower case as the cue allows, unless they
are words of everyday language (`ordinary`). Once found, its words are names wherever they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.redaction.name_cues import AFTER_NAME, JOINED, ROLE, after_role, before_names
from grievance.redaction.name_ends import WORD, Name, end_of_name, just_before, name_before
from grievance.redaction.ordinary import fold, is_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grievance.redaction.pattern import Span

_SHORTEST_REPEATED = 3


def spans(text: str, *, known: frozenset[str] = frozenset()) -> Iterator[Span]:
    """Yield the range of each name. A name of `known` (casefolded) is none and ends one."""
    employers = tuple(known)
    found = _merged(text, _near_cues(text, employers))
    yield from found
    yield from _merged(text, _repeated(text, found, known))


def _near_cues(text: str, known: tuple[str, ...]) -> Iterator[Span]:
    for words, start, cue in before_names(text):
        yield from _after(Name(text, words, start, cue, known))
    for match in ROLE.finditer(text):
        yield from _after(Name(text, match[0], match.end(), after_role(match), known))
        yield from just_before(text, match, known)
    for match in AFTER_NAME.finditer(text):
        yield from name_before(text, match, known)


def _after(name: Name) -> Iterator[Span]:
    """Yield the name after a cue, and those joined to it: "Amina and Peter"."""
    start, end = name.start, end_of_name(name, name.start)
    capitals = not name.text[start : start + 1].islower()
    while end:
        yield start, end
        joined = JOINED.match(name.text, end)
        start = joined.end() if joined else end
        end = end_of_name(name, start, capitals=capitals) if joined else 0


def _repeated(text: str, found: Iterable[Span], known: frozenset[str]) -> Iterator[Span]:
    """Yield the words of the names `found` wherever they stand again."""
    words = {fold(word[0]) for start, end in found for word in WORD.finditer(text, start, end)}
    names = {word for word in words if _tells(word) and word not in known}
    if names:
        for word in WORD.finditer(text):
            if fold(word[0]) in names:
                yield word.span()


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_REPEATED and not is_ordinary(word)


def _merged(text: str, found: Iterable[Span]) -> list[Span]:
    """Return the ranges in order; those that meet, or have only a space between them, as one."""
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and not text[merged[-1][1] : start].strip(" "):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
