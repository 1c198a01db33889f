"""Parts of a case's page in the reader's words: linked reports, and what was done so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from grievance.casebook.cases.case_history import ASSIGNED
from grievance.casebook.cases.case_words import ORIGINS, OUTCOMES, PRIORITIES, STATUSES, TYPES
from grievance.casebook.journal_words import DETAILS, DONE
from grievance.questionnaire.text import say
from grievance.web.desk.cases.case_fields import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grievance.casebook.cases.case_history import Step
    from grievance.casebook.cases.case_reports import LinkedReport
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

_FROM_TO = say("case history", "%(field)s: from “%(before)s” to “%(after)s”")
_NONE = say("case history", "none")
_CODED: Mapping[str, Mapping[str, Text]] = {
    "status": STATUSES,
    "outcome": OUTCOMES,
    "priority": PRIORITIES,
    "type": TYPES,
    "origin": ORIGINS,
}
_UNSAID = frozenset({"number", "reason", "employer", "codes", "note", "task", "deadline"})
"""Numbers that say nothing to a reader, and what stands elsewhere on the page."""


@dataclass(frozen=True)
class Past:
    """One thing done to the case: when, who, what, which fields from what to what, and why."""

    when: str
    person: str
    what: str
    changes: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Linked:
    """A linked report in words."""

    id: int
    week: str
    employer: str
    country: str
    codes: str
    vouched: bool


def past(steps: Iterable[Step], names: Mapping[int, str], tongue: Speaker) -> list[Past]:
    """Return the steps of a case in words; `names` are those of the people in them."""
    return [
        Past(
            tongue.day(datetime.fromisoformat(step.moment).date()),
            step.person,
            tongue.text(DONE[f"case.{step.action}"]),
            tuple(_changes(step, names, tongue)),
            str(step.details.get("reason", "")),
        )
        for step in steps
    ]


def linked(
    reports: Iterable[LinkedReport], codes: Mapping[str, str], tongue: Speaker
) -> list[Linked]:
    """Return linked reports in words."""
    return [
        Linked(
            one.id,
            one.week,
            one.employer,
            tongue.country_name(one.country) if one.country else "",
            ", ".join(codes.get(code, code) for code in one.codes),
            one.vouched,
        )
        for one in reports
    ]


def _changes(step: Step, names: Mapping[int, str], tongue: Speaker) -> Iterable[str]:
    for name, value in step.details.items():
        label = LABELS.get(name) or DETAILS.get(name)
        if name in _UNSAID or label is None or not isinstance(value, list) or len(value) != 2:
            continue
        before, after = (_said(name, one, names, tongue) for one in value)
        yield tongue.text(_FROM_TO, field=tongue.text(label), before=before, after=after)


def _said(name: str, value: object, names: Mapping[int, str], tongue: Speaker) -> str:
    if value is None:
        return tongue.text(_NONE)
    if name == ASSIGNED and isinstance(value, int):
        return names.get(value, tongue.text(_NONE))
    words = _CODED.get(name, {}).get(str(value))
    return tongue.text(words) if words else str(value)
