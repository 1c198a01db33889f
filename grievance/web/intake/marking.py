"""Found words as a page shows them: marked in their text, and listed to be kept or hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grievance.redaction.find import Finding


@dataclass(frozen=True)
class Marked:
    """A text cut into pieces; a found piece carries its number on the page."""

    question: str
    pieces: list[tuple[str, int | None]]
    change: str


@dataclass(frozen=True)
class Found:
    """One found word with what it looks like; `place` stands for it in the form."""

    words: str
    kind: str
    place: str
    kept: bool


def pieces(
    text: str, findings: Sequence[Finding], number: int = 0
) -> Iterator[tuple[str, int | None]]:
    """Yield the pieces of `text`; the numbers of the found ones go on after `number`."""
    place = 0
    for this, one in enumerate(findings, number + 1):
        yield text[place : one.start], None
        yield text[one.start : one.end], this
        place = one.end
    yield text[place:], None
