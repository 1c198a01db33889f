"""A testimony: the answers of one worker under one edition, and its JSON."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from grievance.questionnaire.question import Use

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.questionnaire.edition import Edition
    from grievance.questionnaire.question import Answer


@dataclass(frozen=True)
class Testimony:
    """Answers by question id, in the language they were given in."""

    edition: str
    language: str
    answers: Mapping[str, Answer]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the answers, whatever language they were given in, in hex."""
        plain = {question: _json(answer) for question, answer in self.answers.items()}
        whole = json.dumps([self.edition, plain], sort_keys=True)
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()

    def for_casework(self, edition: Edition) -> dict[str, str | list[str]]:
        """Return what a chosen union reads: answers to questions with that use, as JSON values."""
        return {
            question.id: _json(self.answers[question.id])
            for question in edition.questions.values()
            if Use.CASEWORK in question.uses and question.id in self.answers
        }


def _json(answer: Answer) -> str | list[str]:
    return answer if isinstance(answer, str) else list(answer)
