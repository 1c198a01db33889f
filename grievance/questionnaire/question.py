"""A question as data: what is asked, what an answer may be, what uses it, when it is asked.

Form, validation, JSON and the page of all questions are derived from these classes; nothing else
in the product knows a question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grievance.questionnaire.text import Text

Answer = str | tuple[str, ...]
"""One answer as it travels: a code, a decimal in plain notation, a text; several codes."""

Answers = Mapping[str, Answer]
Condition = Callable[[Answers], bool]


def always(_: Answers) -> bool:
    """Hold whatever was answered."""
    return True


COUNTRY = "work.country"
COUNTRY_CURRENCY = "work.country/currency"
"""Not an answer: the money of the answered country, beside the answers when conditions look."""

HEALTH = "health."
"""How the id of a question about health begins: it needs a consent of its own, in any section."""

PREFER_NOT = "prefer_not"
DONT_KNOW = "dont_know"


class Use(Enum):
    """Who needs an answer. Every question names at least one use, or it is not asked."""

    STATISTICS = "statistics"
    """A histogram of the plan counts it (`Question.histograms` says which)."""
    CASEWORK = "casework"
    """A union that the worker chose reads it."""
    OWN_PAY = "own_pay"
    """The worker's own figure on the check page is computed from it."""
    ROUTE = "route"
    """It decides what is asked next or where the testimony goes; it is kept nowhere."""


class Source(Enum):
    """Choices that come from reference data or from enrolled cards, not from the edition."""

    COUNTRIES = "countries"
    EMPLOYERS = "employers"
    CURRENCIES = "currencies"
    GRIEVANCES = "grievances"
    CHOSEN_GRIEVANCES = "chosen_grievances"
    ORGANISATIONS = "organisations"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its stable code and its words."""

    code: str
    label: Text


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Codes to choose from: those of `source` first, then `options`."""

    options: tuple[Option, ...] = ()
    source: Source | None = None
    required: bool = False

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of `options`."""
        return frozenset(option.code for option in self.options)


@dataclass(frozen=True, kw_only=True)
class Choice(Listed):
    """One of the codes."""


@dataclass(frozen=True, kw_only=True)
class Several(Listed):
    """Up to `most` of the codes. `alone` is a code that excludes all others ("none")."""

    most: int | None = None
    alone: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """Money, a decimal of at most `maximum`; the currency is a question of its own.

    `grouped_if` tells from the other answers whether one separator before exactly three digits
    groups thousands ("21,000" a month) or has to be asked back ("1.125" a task).
    """

    maximum: Decimal = Decimal(10) ** 12
    grouped_if: Condition = always


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A decimal from `minimum` to `maximum` in whole multiples of `step`.

    `unit` stands beside the empty field, `counted` says an answer with its unit as %(n)s: some
    languages put the number last.
    """

    minimum: Decimal
    maximum: Decimal
    step: Decimal
    unit: Text
    counted: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """A month from `first` ("YYYY-MM") to the current one."""

    first: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Prose:
    """Free text of at most `most` characters; `lines` is how tall its box is."""

    most: int
    lines: int = 1


Kind = Choice | Several | Amount | Number | Month | Prose


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of an edition. `id` is stable for ever.

    `histograms` names what counts it: histograms of the plan, or "cell" for who and where.
    `name` stands for the prompt where it is spoken of, in a list of answers or of problems.
    """

    id: str
    prompt: Text
    kind: Kind
    uses: frozenset[Use]
    hint: Text | None = None
    name: Text | None = None
    histograms: tuple[str, ...] = ()
    ask_if: Condition = always
    asked_if: Text | None = None
    """The condition in words, where a page shows the question before it can be known."""

    @property
    def called(self) -> Text:
        """What it is called where it is not asked."""
        return self.name or self.prompt


def used_by(*uses: Use) -> frozenset[Use]:
    """Return the uses of a question as the set it keeps."""
    return frozenset(uses)


def one(answers: Answers, question: str) -> str | None:
    """Return the single answer to `question`; None when it was not given or has several parts."""
    answer = answers.get(question)
    return answer if isinstance(answer, str) else None


def several(answers: Answers, question: str) -> tuple[str, ...]:
    """Return all parts of the answer to `question`, none when it was not given."""
    answer = answers.get(question, ())
    return (answer,) if isinstance(answer, str) else answer


def is_given(answer: Answer | None) -> bool:
    """Tell an answer from silence: "prefer not to say" and "don't know" are silence."""
    return bool(answer) and answer not in (PREFER_NOT, DONT_KNOW)
