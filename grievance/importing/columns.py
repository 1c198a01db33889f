"""The columns of an import file: the language, then one for each question of the edition.

    header(EDITION)       # ("language", "start.adult", ..., "story.repeat")
    known(EDITION)        # these, and the columns that settle a doubt

A form asks back where it is not sure what was meant. A file settles that in a column of its own,
`meant.` before the question: the columns that only so can be settled are in the header.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from grievance.questionnaire.question import Listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.questionnaire.edition import Edition

LANGUAGE = "language"
PROBLEM = "problem"
"""The column that tells in a file of bad rows what is wrong; read again, it is passed over."""
MEANT = "meant."
SETTLED_ONLY_SO = frozenset({"hours.unpaid", "work.employer_other"})
"""Questions whose doubt is about what is right, not about how it is written."""


def header(edition: Edition) -> tuple[str, ...]:
    """Return all columns of a template, in the order in which the form asks."""
    return (LANGUAGE, *chain.from_iterable(map(_columns, edition.questions)))


def known(edition: Edition) -> frozenset[str]:
    """Return every column that a file may have."""
    meant = (f"{MEANT}{question}" for question in edition.questions)
    return frozenset((LANGUAGE, PROBLEM, *edition.questions, *meant))


def needed(edition: Edition) -> tuple[str, ...]:
    """Return the columns without which no row could be taken."""
    required = (
        question.id
        for question in edition.questions.values()
        if isinstance(question.kind, Listed) and question.kind.required
    )
    return (LANGUAGE, *required)


def _columns(question: str) -> Iterator[str]:
    yield question
    if question in SETTLED_ONLY_SO:
        yield f"{MEANT}{question}"
