"""Answers in a person's own words: cleaned, looked through, hidden. The same for every way in.

>>> words = texts({"story.text": "My boss Peter"})
>>> masked({"story.text": "My boss Peter"}, words, findings(words, "KE", ()))
{'story.text': 'My boss [name]'}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.question import one
from grievance.redaction.find import Finding, find
from grievance.redaction.mask import mask
from grievance.redaction.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from grievance.questionnaire.question import Answer, Answers

TEXTS = ("work.employer_other", "job.client", "story.text")
"""Answers in a worker's own words: the only ones in which names can stand."""


def texts(answers: Answers) -> dict[str, str]:
    """Return the answers in a worker's own words as plain text, by question."""
    given = ((question, one(answers, question)) for question in TEXTS)
    return {question: plain(text) for question, text in given if text is not None}


def findings(
    words: Mapping[str, str], country: str | None, known: Collection[str]
) -> dict[str, tuple[Finding, ...]]:
    """Return what `find` finds in `words`, by question; questions without a finding are left out.

    `known` are names that are never marked: those of employers.
    """
    found = {question: find(text, country=country, known=known) for question, text in words.items()}
    return {question: here for question, here in found.items() if here}


def masked(
    answers: Answers,
    words: Mapping[str, str],
    found: Mapping[str, tuple[Finding, ...]],
    kept: Callable[[str, Finding], bool] = lambda _question, _finding: False,
) -> dict[str, Answer]:
    """Return `answers` with everything `found` in `words` hidden, but what is `kept`.

    Where the worker is not there to keep anything, nothing is.
    """
    hidden = dict(answers)
    for question, text in words.items():
        here = found.get(question, ())
        keep = [number for number, finding in enumerate(here) if kept(question, finding)]
        hidden[question] = mask(text, here, keep)
    return hidden
