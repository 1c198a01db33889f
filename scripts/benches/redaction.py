"""How much the finder finds of what could show a person, in the corpora of `tests/vectors`.

- `redaction.CORPUS.KIND.LANGUAGE`: how many were found with every character. Floor: how many are
  there. Promised of the corpus `tuning`: each phone, e-mail and id, and 95 % of the names.
- `redaction.CORPUS.false.LANGUAGE`: marks that touch nothing which had to be marked, in 60 words.
  Floor: what is promised, 1. `.innocent` is the same over sentences with nothing to mark.

`tuning_more` is harder: other cues, other languages mixed in, unknown words where a name could
stand. `held_out` was never looked at while the finder was tuned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.redaction.find import KINDS
from scripts.marked_sentences import sentences
from scripts.redaction_measured import CORPORA, WORDS, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.redaction_measured import Score

_MOST = 1


def figures() -> Iterator[dict[str, object]]:
    """Yield every figure."""
    for corpus, path in CORPORA.items():
        for language, score in measured(sentences(path)).items():
            yield from _of(f"redaction.{corpus}", language, score)


def _of(name: str, language: str, score: Score) -> Iterator[dict[str, object]]:
    for kind in (kind for kind in KINDS if score.expected[kind]):
        yield {
            "name": f"{name}.{kind}.{language}",
            "value": score.found[kind],
            "unit": "found",
            "floor": score.expected[kind],
            "ratio": score.share(kind),
        }
    for which, marks in (("false", score.everywhere), ("false.innocent", score.innocent)):
        yield {
            "name": f"{name}.{which}.{language}",
            "value": marks.rate,
            "unit": f"/ {WORDS} words",
            "floor": _MOST,
            "ratio": marks.rate / _MOST,
        }
