"""Parts of a case's page in the reader's words: linked reports, and what was done so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from grievance.casebook.journal_words import DONE
from grievance.questionnaire.text import say
from grievance.web.desk.cases.case_fields import LABELS
from grievance.web.desk.detail_words import DONE_BY, detail, is_news, person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from grievance.casebook.cases.case_history import Step
    from grievance.casebook.cases.case_reports import LinkedReport
    from grievance.questionnaire.text import Text
    from grievance.web.desk.detail_words import Known
    from grievance.wording.speaker import Speaker

_LABELS: Mapping[str, Text] = {
    **LABELS,
    "recovered": say("case field", "Amount recovered for workers"),
    "due": say("deadline", "Last day"),
}
_SHOWN = frozenset(
    {"assignee", "codes", "country", "due", "employer", "origin", "outcome", "priority"}
    | {"recovered", "status", "type"}
)
"""The details that are said beside the sentence, unless nothing changed in them."""
_OF_REPORT: Mapping[str, Text] = {
    "report_linked": say("case history", "Linked report %(number)s"),
    "report_unlinked": say("case history", "Took the link to report %(number)s away"),
}
_REWRITTEN: Mapping[str, Text] = {
    "title": say("case history", "The title was changed."),
    "text": say("case history", "The words of the task were changed."),
}
"""What was written freely: the journal keeps that it was changed, and no words of it."""
_WHY = say("case history", "Why: %(reason)s")


@dataclass(frozen=True)
class Past:
    """One thing done to the case: a sentence, and lines with what was changed, and why."""

    done: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Linked:
    """A linked report in words."""

    id: int
    week: str
    employer: str
    country: str
    codes: str
    vouched: bool


def past(steps: Iterable[Step], tongue: Speaker, known: Known) -> list[Past]:
    """Return the steps of a case in words."""
    return [
        Past(
            tongue.text(
                DONE_BY,
                day=tongue.day(datetime.fromisoformat(step.moment).date()),
                person=person(step.person, tongue),
                what=_what(step, tongue),
            ),
            tuple(_lines(step, tongue, known)),
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


def _what(step: Step, tongue: Speaker) -> str:
    if step.action in _OF_REPORT and "report" in step.details:
        return tongue.text(_OF_REPORT[step.action], number=step.details["report"])
    return tongue.text(DONE[f"case.{step.action}"])


def _lines(step: Step, tongue: Speaker, known: Known) -> Iterator[str]:
    for name, value in step.details.items():
        if name in _REWRITTEN:
            yield tongue.text(_REWRITTEN[name])
        elif name in _SHOWN and value is not None and is_news(name, value):
            yield detail(tongue.text(_LABELS[name]), name, value, tongue, known)
    if reason := step.details.get("reason"):
        yield tongue.text(_WHY, reason=reason)
