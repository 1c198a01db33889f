"""An edition: the ordered sections of a questionnaire, fixed once the first worker answered."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from grievance.questionnaire.question import HEALTH, Listed, Several

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.questionnaire.question import Question
    from grievance.questionnaire.text import Text

MORE = "more"
"""The part after the core: what only a union reads that the worker chose."""


@dataclass(frozen=True)
class Section:
    """Questions about one thing, under one title.

    Sections of the same `part` count as one where a page says how far somebody is. All that
    `can_be_passed_over` are passed over at once, with one button, by who has told enough.
    """

    id: str
    title: Text
    questions: tuple[Question, ...]
    part: str | None = None
    can_be_passed_over: bool = False


@dataclass(frozen=True)
class Edition:
    """All sections in order. `id` travels in every payload."""

    id: str
    sections: tuple[Section, ...]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """All questions by id, in order."""
        return {
            question.id: question for section in self.sections for question in section.questions
        }

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts in order: a section without one is a part of its own."""
        return tuple(dict.fromkeys(section.part or section.id for section in self.sections))

    @cached_property
    def health(self) -> frozenset[str]:
        """The ids of all questions about health, wherever they stand, and of their consent."""
        return frozenset(question for question in self.questions if question.startswith(HEALTH))

    @cached_property
    def extra(self) -> tuple[Question, ...]:
        """The questions of part `MORE`: what only a union reads, and no one-page form asks."""
        return tuple(
            question
            for section in self.sections
            if section.part == MORE
            for question in section.questions
        )

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over what an answer can be: ids, kinds and codes, not their wording."""
        shape = [
            [
                question.id,
                repr(_without_words(question)),
                sorted(use.value for use in question.uses),
            ]
            for question in self.questions.values()
        ]
        return hashlib.sha256(json.dumps(shape).encode()).hexdigest()


def _without_words(question: Question) -> object:
    kind = question.kind
    if isinstance(kind, Listed):
        codes = tuple(option.code for option in kind.options)
        alone = (kind.most, kind.alone) if isinstance(kind, Several) else ()
        return (type(kind).__name__, codes, kind.source, kind.required, alone)
    plain = {
        name: str(getattr(kind, name))
        for name in ("minimum", "maximum", "step", "first", "most")
        if hasattr(kind, name)
    }
    return (type(kind).__name__, plain)
