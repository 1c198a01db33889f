"""A draft read against the questionnaire, and its words found that could name somebody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Answer, Question, one
from grievance.questionnaire.reading import Reading, read
from grievance.questionnaire.testimony import Testimony
from grievance.redaction.answers import findings, masked, texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.forms.choices import Catalogue
    from grievance.questionnaire.lists import Lists
    from grievance.redaction.find import Finding
    from grievance.web.intake.intake import Intake

KEEP = "names.keep"
"""The field that holds the found words a worker decided to keep."""

COPY = "copy"
"""The box with which a worker asks to keep a copy."""


@dataclass
class Told:
    """What was typed, understood once: answers, problems, open questions, found words."""

    typed: Mapping[str, Sequence[str]]
    here: Intake

    @cached_property
    def lists(self) -> Lists:
        """The codes that can be chosen today."""
        return self.here.lists()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The words of what can be chosen today."""
        return self.here.catalogue()

    @cached_property
    def reading(self) -> Reading:
        """Answers and problems."""
        return read(EDITION, self.typed, self.lists, self.here.today)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers understood so far."""
        return self.reading.answers

    @property
    def country(self) -> str | None:
        """The country answered."""
        return one(self.answers, "work.country")

    @cached_property
    def asked(self) -> list[Question]:
        """The questions this worker is asked, in order; with those that must be put right."""
        if not self.reading.problems:
            return self.reading.asked
        wrong = {problem.question for problem in self.reading.problems}
        open_ = {question.id for question in self.reading.asked}
        return [one for one in EDITION.questions.values() if one.id in open_ | wrong]

    @cached_property
    def asked_ids(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(question.id for question in self.asked)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The worker's own words as plain text, by question."""
        return texts(self.answers)

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """What was found in them, by question; questions without a finding are left out."""
        return findings(self.texts, self.country, self.here.facts.employer_names)

    def masked(self) -> dict[str, Answer]:
        """Return the answers as they are sealed: found words hidden unless the worker kept them."""
        places = frozenset(self.typed.get(KEEP, ()))

        def kept(question: str, found: Finding) -> bool:
            return self.place(question, found) in places

        return masked(self.answers, self.texts, self.findings, kept)

    def copy(self) -> dict[str, list[str]]:
        """Return what a worker may ask to keep: as it was typed, found words hidden, no health."""
        masked = self.masked()
        return {
            name: [str(masked[name])] if name in self.texts else list(texts)
            for name, texts in self.typed.items()
            if (question := name.removeprefix("meant.")) in self.answers
            and question not in EDITION.health
        }

    def place(self, question: str, found: Finding) -> str:
        """Return what stands for one found word where it stands: keeping one keeps no other."""
        words = self.texts[question][found.start : found.end]
        return f"{question}:{found.start}:{words}"

    def testimony(self, language: str) -> Testimony:
        """Return what is sealed, and what the check page shows."""
        return Testimony(EDITION.id, language, self.masked())
