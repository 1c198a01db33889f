"""The form of a case: its fields with their words, and a case as if it had been typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grievance.casebook.cases.case_checks import LONGEST_REASON, LONGEST_TITLE
from grievance.casebook.employers.employer_names import LONGEST as LONGEST_NAME
from grievance.questionnaire.text import Text, say
from grievance.web.desk import fields
from grievance.web.desk.cases.case_choices import grouped_codes, options_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.casebook.cases.cases import Case
    from grievance.forms.fields import Field
    from grievance.web.desk.cases.case_choices import Offered
    from grievance.web.desk.cases.case_reading import Problem
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

FIELDS = (
    "title", "employer", "employer_name", "country", "codes", "type", "priority", "origin",
    "assignee", "reason",
)  # fmt: skip
LABELS: Mapping[str, Text] = {
    "title": say("case field", "Title"),
    "employer": say("case field", "Employer"),
    "employer_name": say("case field", "Name of the employer, if the list lacks it"),
    "country": say("case field", "Country"),
    "codes": say("case field", "Problems"),
    "type": say("case field", "About"),
    "priority": say("case field", "Priority"),
    "origin": say("case field", "How you heard of it"),
    "assignee": say("case field", "Assigned to"),
    "status": say("case field", "Status"),
    "outcome": say("case field", "Outcome"),
    "reason": say("case field", "Why you change it"),
}
_HINTS: Mapping[str, Text] = {
    "title": say(
        "case field", "Colleagues find the case by it. Write no name of a worker: it is not sealed."
    ),
    "reason": say("case field", "If you like. It stays in the journal: write no name of a worker."),
}


def typed_of(case: Case) -> dict[str, list[str]]:
    """Return a case as its form would have it typed, and where it stands."""
    decided = case.fields
    return {
        "title": [decided.title],
        "employer": [str(decided.employer_id or "")],
        "country": [decided.country or ""],
        "codes": list(decided.codes),
        "type": [decided.type],
        "priority": [decided.priority],
        "origin": [decided.origin],
        "assignee": [str(decided.assignee_id or "")],
        "status": [case.status],
        "outcome": [case.outcome],
    }


def fields_of(
    tongue: Speaker, typed: Typed, choices: Offered, problems: Mapping[str, Problem]
) -> list[Field]:
    """Return the fields of the form; `reason` only where `typed` has one."""
    drawn = [_field(name, tongue, typed, choices) for name in FIELDS if name in typed]
    return [
        replace(one, error=problems[one.id].said(tongue)) if one.id in problems else one
        for one in drawn
    ]


def _field(name: str, tongue: Speaker, typed: Typed, choices: Offered) -> Field:
    label = tongue.text(LABELS[name])
    hint = tongue.text(_HINTS[name]) if name in _HINTS else None
    if name in {"title", "employer_name", "reason"}:
        most = {"title": LONGEST_TITLE, "employer_name": LONGEST_NAME}.get(name, LONGEST_REASON)
        return fields.text(name, label, typed, hint=hint, most=most)
    if name == "codes":
        boxes = fields.choice(name, label, (), typed, control="checkboxes")
        return replace(boxes, groups=grouped_codes(tongue, choices))
    options = options_of(name, tongue, choices)
    control = "radios" if name in {"type", "priority", "origin"} else "select"
    return fields.choice(name, label, options.items(), typed, control=control)
