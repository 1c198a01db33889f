"""From an opened payload to what the desk keeps of it, wherever the envelope was opened.

    read = Reading(facts, today)
    match read(payload):
        case ToldAccount(mark, revision, mailbox, language, told, sketch): ...

It can be sent to another process, and what it returns can be sent back: no answer and no word of
an account goes that way, only what lists and figures need.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from grievance.casebook.arrivals.indexing import Index, Indexer
from grievance.casebook.arrivals.payloads import (
    Account,
    BadPayload,
    Message,
    Withdrawal,
    read_payload,
)
from grievance.casebook.arrivals.sketches import Sketch, sketch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from grievance.reference.facts import Facts

STORY = "story.text"


class ToldAccount(NamedTuple):
    """One revision of what a worker told, as far as a list may show it; `sketch` of its story."""

    mark: bytes
    revision: int
    mailbox: bytes | None
    language: str
    told: Index
    sketch: Sketch | None


class Unfit(NamedTuple):
    """It opens, and says nothing that our forms say: the name of the defect."""

    defect: str


Read = ToldAccount | Withdrawal | Message | Unfit


class Reading:
    """Reads payloads with one set of reference data, on one day (UTC)."""

    def __init__(self, facts: Facts, today: date) -> None:
        """Look things up in `facts`."""
        self._facts = facts
        self._today = today

    def __reduce__(self) -> tuple[type[Reading], tuple[Facts, date]]:
        """Take to another process what it was made of."""
        return Reading, (self._facts, self._today)

    def __call__(self, payload: Mapping[str, object]) -> Read:
        """Return what `payload` says; never raises for anything that was sealed."""
        try:
            said = read_payload(payload)
        except BadPayload as problem:
            return Unfit(type(problem).__name__)
        if not isinstance(said, Account):
            return said
        mark, revision, mailbox, language, answers = said
        story = sketch(story_in(answers))
        told = self._indexer.index(answers, self._today)
        return ToldAccount(mark, revision, mailbox, language, told, story)

    @cached_property
    def _indexer(self) -> Indexer:
        return Indexer(self._facts)


def story_in(answers: object) -> str:
    """Return the story among the answers of a payload, "" where there is none."""
    story = answers.get(STORY) if isinstance(answers, dict) else None
    return story if isinstance(story, str) else ""
