"""Opening a case, and changing what it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import request, url_for

from grievance.casebook.cases import case_changes, cases
from grievance.casebook.cases.case_employers import chosen_employer
from grievance.casebook.cases.case_reports import link_report, report_index
from grievance.casebook.cases.case_words import CaseType, Origin, Priority
from grievance.casebook.employers import employers
from grievance.casebook.employers.alert_list import find_alert
from grievance.casebook.employers.employer_errors import BadEmployerName, NameTaken
from grievance.casebook.employers.employer_names import checked
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk.cases.case_choices import offered
from grievance.web.desk.cases.case_conflict import CARRIED, CHANGED, conflict, hidden, seen
from grievance.web.desk.cases.case_fields import FIELDS, fields_of, typed_of
from grievance.web.desk.cases.case_reading import Problem, read_case
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.pressing import new_form, read_press
from grievance.web.desk.routes import Route
from grievance.web.desk.typing_in import first, number, words
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.cases.case_checks import CaseFields
    from grievance.casebook.cases.cases import Case
    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text
    from grievance.web.desk.cases.case_choices import Offered
    from grievance.web.desk.cases.case_conflict import Row

    Typed = Mapping[str, Sequence[str]]

SECTION = "cases"
REPORT, ALERT = "report", "alert"
_NEW_FIELDS = tuple(name for name in FIELDS if name != "reason")
_NEW = say("case", "Open a case")
_EDIT = say("case", "Change the case")
_FROM_REPORT = say("case", "It will be linked to report %(number)s.")
BAD_NAME = say("case problem", "Write the name as people know it, in at most 120 characters.")
NAME_TAKEN = say("case problem", "This employer is in the list. Choose it there.")


def show_new(actor: Actor, language: str) -> Response:
    """GET: the empty form, or with what a report or an alert says (`?report=`, `?alert=`)."""
    asked = request.args.to_dict(flat=False)
    report, alert = number(asked, REPORT), number(asked, ALERT)
    with desk().database.reading() as connection:
        choices = offered(connection, actor)
        typed = _blank(actor)
        if report is not None:
            index = report_index(connection, actor, report)
            typed |= {
                "origin": [Origin.ACCOUNT],
                "employer": [str(index.employer_id or "")],
                "country": [index.country or ""],
                "codes": list(index.codes),
            }
        elif alert is not None:
            raised = find_alert(connection, actor, alert)
            typed |= {
                "origin": [Origin.ACCOUNT],
                "employer": [str(raised.employer_id)],
                "codes": [raised.code],
            }
    return _new(actor, language, typed, choices, report)


def post_new(actor: Actor, language: str) -> Response:
    """POST: open the case, link the report it comes from, and show it."""
    press, here = read_press((*_NEW_FIELDS, REPORT)), desk()
    posted = press.posted
    typed = {name: posted.typed.get(name, []) for name in _NEW_FIELDS}
    report = number(posted.typed, REPORT)
    with here.database.writing() as connection:
        before = press.made(connection)
        if before is not None:
            return go_to("case", language, number=before)
        choices = offered(connection, actor)
        fields, problems = read_case(typed, choices)
        if not posted.problems and not problems:
            found, problems = _with_employer(connection, actor, fields, typed)
            if found:
                opened = cases.open_case(connection, actor, found, here.clock())
                press.makes(connection, opened)
                if report is not None:
                    link_report(connection, actor, opened, report, here.clock())
                return go_to("case", language, number=opened)
    return _new(actor, language, typed, choices, report, problems, posted.problems)


def show_edit(actor: Actor, language: str, number: int) -> Response:
    """GET: the case as it stands."""
    with desk().database.reading() as connection:
        case = cases.find_case(connection, actor, number)
        choices = offered(connection, actor, case)
    typed = {**typed_of(case), "employer_name": [], "reason": []}
    return _edit(actor, language, case, typed, choices)


def post_edit(actor: Actor, language: str, number: int) -> Response:
    """POST: save, or show what somebody else changed meanwhile beside what was typed."""
    posted, here, tongue = read_post((*FIELDS, *CARRIED), ("on",)), desk(), speaker(language)
    typed = {name: posted.typed.get(name, []) for name in FIELDS}
    with here.database.writing() as connection:
        case = cases.find_case(connection, actor, number)
        choices = offered(connection, actor, case)
        begun = seen(number, posted.typed)
        if begun.version != case.version:
            merged, rows = conflict({**posted.typed, **typed}, case, tongue, choices)
            return _edit(actor, language, case, merged, choices, rows=rows, status=409)
        fields, problems = read_case(typed, choices)
        if not posted.problems and not problems:
            found, problems = _with_employer(connection, actor, fields, typed)
            if found:
                reason, now = words(typed, "reason"), here.clock()
                case_changes.change_case(connection, actor, begun, found, reason=reason, now=now)
                return go_to("case", language, number=number)
    return _edit(actor, language, case, typed, choices, problems, posted.problems)


def _with_employer(
    connection: Connection, actor: Actor, fields: CaseFields, typed: Typed
) -> tuple[CaseFields | None, dict[str, Problem]]:
    """Return `fields` with the employer that was chosen or named, or what is wrong with it."""
    here = desk()
    name = first(typed, "employer_name")
    if not name:
        chosen = chosen_employer(connection, actor, here.facts, first(typed, "employer"))
        return replace(fields, employer_id=chosen), {}
    try:
        made = employers.add(connection, actor, checked(name, ""), here.clock())
    except BadEmployerName:
        return None, {"employer_name": Problem(BAD_NAME)}
    except NameTaken:
        return None, {"employer_name": Problem(NAME_TAKEN)}
    return replace(fields, employer_id=made), {}


def _blank(actor: Actor) -> dict[str, list[str]]:
    empty: dict[str, list[str]] = {name: [] for name in _NEW_FIELDS}
    usual: dict[str, list[str]] = {
        "type": [CaseType.INDIVIDUAL],
        "priority": [Priority.NORMAL],
        "origin": [Origin.CALL],
        "assignee": [str(actor.user_id)],
    }
    return {**empty, **usual}


def _new(  # noqa: PLR0913, PLR0917 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    typed: Typed,
    choices: Offered,
    report: int | None,
    wrong: Mapping[str, Problem] | None = None,
    problems: Sequence[Text] = (),
) -> Response:
    tongue = speaker(language)
    about = [] if report is None else [tongue.text(_FROM_REPORT, number=report)]
    form = Form(
        SECTION,
        tongue.text(_NEW),
        fields_of(tongue, typed, choices, wrong or {}),
        url_for("cases", language=language),
        hidden=[new_form(), *([] if report is None else [(REPORT, str(report))])],
        template="case_form",
        values={"case_number": None, "about": about, "conflict": ()},
    )
    return form_page(actor, language, form, problems)


def _edit(  # noqa: PLR0913, PLR0917 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    case: Case,
    typed: Typed,
    choices: Offered,
    wrong: Mapping[str, Problem] | None = None,
    problems: Sequence[Text] = (),
    *,
    rows: Sequence[Row] = (),
    status: int = 200,
) -> Response:
    tongue = speaker(language)
    form = Form(
        SECTION,
        tongue.text(_EDIT),
        fields_of(tongue, typed, choices, wrong or {}),
        url_for("case", language=language, number=case.id),
        hidden=hidden(case),
        template="case_form",
        values={"case_number": case.number, "about": (), "conflict": rows},
    )
    changed = [CHANGED] if status == 409 else []
    return form_page(actor, language, form, [*changed, *problems], status=status)


ROUTES = (
    Route("/cases/new", "new_case", Right.FOLLOW_CASES, get=show_new, post=post_new),
    Route(
        "/cases/<int:number>/edit", "edit_case", Right.FOLLOW_CASES, get=show_edit, post=post_edit
    ),
)
