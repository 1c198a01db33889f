"""How much of what could show a person is found in a corpus, and how much is marked for nothing.

>>> measured(sentences(TUNING))[Score.ALL].found["phone"]

Only numbers leave this module: no sentence, so that it may be run on a corpus that whoever tunes
the finder must not read. It is given what the intake gives it: the names of the employers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from grievance.redaction.find import KINDS, find
from grievance.reference.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grievance.redaction.find import Finding
    from scripts.marked_sentences import Sentence

_FOLDER = Path(__file__).parents[1] / "tests" / "vectors" / "redaction"
CORPORA = {name: _FOLDER / f"{name}.txt" for name in ("tuning", "tuning_more", "held_out")}
WORDS = 60
"""The length of text, in words parted by spaces, over which marks for nothing are counted."""


@dataclass
class Marks:
    """Marks that touch nothing which had to be marked, in so many words of text."""

    words: int = 0
    false: int = 0

    @property
    def rate(self) -> float:
        """Return the false marks in 60 words."""
        return WORDS * self.false / self.words if self.words else 0.0


@dataclass
class Score:
    """What had to be found and was, by kind; false marks in all sentences and in innocent ones.

    Found is only what lies in marks with every character, whatever kind they say it is.
    """

    ALL: ClassVar[str] = "all"

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    everywhere: Marks = field(default_factory=Marks)
    innocent: Marks = field(default_factory=Marks)

    def share(self, *kinds: str) -> float:
        """Return the part found of what is of these kinds, 1 where there is none."""
        expected = sum(self.expected[kind] for kind in kinds)
        return sum(self.found[kind] for kind in kinds) / expected if expected else 1.0

    def add(self, sentence: Sentence, marks: Iterable[Finding]) -> None:
        """Count `marks`, those that the finder made in `sentence`."""
        marked = {place for one in marks for place in range(one.start, one.end)}
        for one in sentence.marks:
            self.expected[one.kind] += 1
            self.found[one.kind] += marked.issuperset(range(one.start, one.end))
        false = sum(not any(_overlap(one, due) for due in sentence.marks) for one in marks)
        for counted in (self.everywhere,) if sentence.marks else (self.everywhere, self.innocent):
            counted.words += len(sentence.text.split())
            counted.false += false


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def measured(sentences: Iterable[Sentence]) -> dict[str, Score]:
    """Return the scores by language, and of `Score.ALL` together."""
    known = Facts.load(None).employer_names
    scores: dict[str, Score] = {Score.ALL: Score()}
    for sentence in sentences:
        marks = find(sentence.text, country=sentence.country, known=known)
        language = sentence.language or "?"
        for name in (Score.ALL, language):
            scores.setdefault(name, Score()).add(sentence, marks)
    return scores


__all__ = ["CORPORA", "KINDS", "WORDS", "Marks", "Score", "measured"]
