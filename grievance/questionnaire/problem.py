"""What can be wrong with an answer. Each defect has its words in `forms` and its test."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Defect(Enum):
    """Why an answer cannot be taken as it is."""

    REQUIRED = "required"
    NOT_TICKED = "not_ticked"
    NOT_A_CHOICE = "not_a_choice"
    TOO_MANY = "too_many"
    ALONE = "alone"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_STEP = "not_a_step"
    AMBIGUOUS = "ambiguous"
    NOT_A_MONTH = "not_a_month"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"
    TOO_LONG = "too_long"
    NEEDED_WITH_AMOUNT = "needed_with_amount"
    MORE_THAN_A_WEEK = "more_than_a_week"
    VERY_MANY_HOURS = "very_many_hours"
    SIMILAR_EMPLOYER = "similar_employer"
    HEALTH_WITHOUT_CONSENT = "health_without_consent"


@dataclass(frozen=True)
class Problem:
    """A defect of one question.

    `choices` are the answers to a doubt that the worker settles (field `meant.<question>`);
    a problem without choices has to be put right in the field itself.
    """

    question: str
    defect: Defect
    values: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()


class Refused(Exception):
    """Carries a defect from where it is found to where its question is known."""

    def __init__(self, defect: Defect, *choices: str, **values: str) -> None:
        """Keep the defect, the choices of a doubt, and the values its words need."""
        super().__init__(defect)
        self.defect = defect
        self.choices = choices
        self.values = values

    def problem(self, question: str) -> Problem:
        """Return the problem of `question`."""
        return Problem(question, self.defect, self.values, self.choices)
