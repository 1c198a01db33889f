"""The page of a case: everything about it, and what can be done next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from grievance.casebook.cases import cases, deadlines, notes, tasks
from grievance.casebook.cases.case_history import history_of, named_in
from grievance.casebook.cases.case_reports import reports_of
from grievance.casebook.cases.case_words import (
    ORIGINS,
    OUTCOMES,
    PRIORITIES,
    STATUSES,
    TYPES,
    Status,
)
from grievance.casebook.cases.deadline_templates import load_templates
from grievance.casebook.people.grants_held import casework_keys
from grievance.casebook.permissions import Right
from grievance.web.common.pages import respond
from grievance.web.desk.cases.case_note_pages import note_field
from grievance.web.desk.cases.case_sections import linked, past
from grievance.web.desk.desk import desk
from grievance.web.desk.detail_words import Known, money
from grievance.web.desk.lists import code_words
from grievance.web.desk.pressing import new_form
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Response

    from grievance.casebook.cases.cases import Case
    from grievance.casebook.permissions import Actor
    from grievance.wording.speaker import Speaker

SECTION = "cases"


def show_case(actor: Actor, language: str, number: int) -> Response:
    """GET: the case with its notes opened, in at most nine statements."""
    here, tongue = desk(), speaker(language)
    with here.database.reading() as connection:
        case = cases.find_case(connection, actor, number)
        reports = reports_of(connection, actor, number)
        listed_tasks = tasks.tasks_of(connection, actor, number)
        due = deadlines.deadlines_of(connection, actor, number)
        sealed = notes.notes_of(connection, actor, number)
        keys = casework_keys(connection, actor) if sealed else {}
        steps = history_of(connection, actor, number)
        named = named_in(connection, actor, steps)
    codes = code_words(tongue)
    return respond(
        page(
            "case",
            language,
            actor,
            section=SECTION,
            case=case,
            closed=case.status is Status.CLOSED,
            facts=_facts(case, tongue),
            page_reports=linked(reports, codes, tongue),
            page_tasks=listed_tasks,
            page_deadlines=due,
            templates=load_templates(),
            page_notes=notes.opened_notes(sealed, keys),
            note_ids={one.id for one in sealed},
            note_field=note_field(tongue, {}),
            note_form=new_form(),
            page_history=past(steps, tongue, Known(codes, *named)),
            today=here.today,
            day=lambda iso: tongue.day(iso if isinstance(iso, date) else date.fromisoformat(iso)),
        )
    )


def _facts(case: Case, tongue: Speaker) -> dict[str, str]:
    """Return what the case is about, each in words; "" where nothing is known."""
    decided = case.fields
    words = code_words(tongue)
    return {
        "status": tongue.text(STATUSES[case.status]),
        "outcome": tongue.text(OUTCOMES[case.outcome]),
        "recovered": _recovered(case, tongue),
        "type": tongue.text(TYPES[decided.type]),
        "priority": tongue.text(PRIORITIES[decided.priority]),
        "origin": tongue.text(ORIGINS[decided.origin]),
        "employer": case.employer,
        "country": tongue.country_name(decided.country) if decided.country else "",
        "codes": ", ".join(words.get(code, code) for code in decided.codes),
        "assignee": case.assignee,
    }


def _recovered(case: Case, tongue: Speaker) -> str:
    if case.recovered is None:
        return ""
    return money(case.recovered, case.recovered_currency, tongue)


ROUTES = (Route("/cases/<int:number>", "case", Right.FOLLOW_CASES, get=show_case),)
