"""On which earlier answers a question waits, where several questions wait on the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.question import one

if TYPE_CHECKING:
    from grievance.questionnaire.question import Answers


def wants_to_be_read(answers: Answers) -> bool:
    """Tell whether the worker chose to be read by a union."""
    return one(answers, "union.read") == "yes"


def agreed_about_health(answers: Answers) -> bool:
    """Tell whether the worker agreed to questions about health."""
    return one(answers, "health.agree") == "answer"
