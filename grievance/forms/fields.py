"""A question as the page draws it: label, hint, choices, what was typed, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from grievance.forms.choices import Catalogue, Group, groups
from grievance.forms.messages import doubts, message
from grievance.questionnaire.question import (
    Amount,
    Choice,
    Listed,
    Month,
    Number,
    Prose,
    Question,
    Several,
    Source,
)
from grievance.questionnaire.read_kinds import usual_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from grievance.questionnaire.reading import Reading
    from grievance.wording.speaker import Speaker

_LISTS = frozenset({Source.COUNTRIES, Source.CURRENCIES})
"""Too long for radio buttons on a small screen."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """Everything the field macros of the templates need, words already in the visitor's language.

    `control` is radios, checkboxes, select, text, password, date, search, textarea or month;
    `typed` is what was typed, kept whatever it was; `doubts` are ways to settle what we are not
    sure of.
    """

    id: str
    control: str
    label: str
    hint: str | None
    asked_if: str | None
    typed: tuple[str, ...]
    error: str | None
    doubts: tuple[tuple[str, str], ...] = ()
    groups: tuple[Group, ...] = ()
    unit: str | None = None
    most: int | None = None
    lines: int = 1
    years: tuple[str, ...] = ()
    usual_year: str = ""
    required: bool = False
    name: str = ""
    """What it is called in a list of problems, where that is not its label."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What all fields of one page share."""

    speaker: Speaker
    catalogue: Catalogue
    typed: Mapping[str, Sequence[str]]
    reading: Reading
    today: date
    with_problems: bool
    all_at_once: bool = False


def field(question: Question, page: Drawing) -> Field:
    """Return `question` as a field of `page`."""
    tongue = page.speaker
    problem = page.reading.problem_of(question.id) if page.with_problems else None
    kind = question.kind
    conditional = question.asked_if if page.all_at_once else None
    return Field(
        id=question.id,
        control=control(question, all_at_once=page.all_at_once),
        label=tongue.text(question.prompt),
        name=tongue.text(question.name) if question.name else "",
        hint=tongue.text(question.hint) if question.hint else None,
        asked_if=tongue.text(conditional) if conditional else None,
        typed=tuple(page.typed.get(question.id, ())),
        error=message(problem, tongue) if problem else None,
        doubts=tuple(doubts(problem, tongue, page.catalogue.employers)) if problem else (),
        groups=groups(kind, page.catalogue, tongue, page.reading.answers)
        if isinstance(kind, Listed)
        else (),
        unit=tongue.text(kind.unit) if isinstance(kind, Number) else None,
        most=kind.most if isinstance(kind, Prose) else None,
        lines=kind.lines if isinstance(kind, Prose) else 1,
        years=_years(kind, page.today) if isinstance(kind, Month) else (),
        usual_year=usual_year(page.today) if isinstance(kind, Month) else "",
        required=isinstance(kind, Listed) and kind.required,
    )


def control(question: Question, *, all_at_once: bool) -> str:
    """Return which control draws `question`; on the short form long lists fold into selects."""
    match question.kind:
        case Choice(options=(_,), source=None):
            return "checkboxes"  # one box to tick, as people know consent
        case Choice(source=source):
            folds = source in _LISTS or (all_at_once and source is not None)
            return "select" if folds else "radios"
        case Several():
            return "checkboxes"
        case Amount() | Number():
            return "text"
        case Month():
            return "month"
        case Prose(lines=lines):
            return "textarea" if lines > 1 else "text"


def _years(kind: Month, today: date) -> tuple[str, ...]:
    """Return the years to choose from; a new one hours before UTC, when it begins in the east."""
    newest = (today + timedelta(days=1)).year
    return tuple(str(year) for year in range(newest, int(kind.first[:4]) - 1, -1))
