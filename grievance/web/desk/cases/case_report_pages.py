"""Links between cases and reports: from the page of a case, and from that of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from grievance.casebook.cases import case_reports, cases
from grievance.casebook.cases.case_words import STATUSES
from grievance.casebook.errors import NotFound
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.cases.case_reading import NOT_OFFERED, Problem
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.web.desk.typing_in import number as row_number
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.cases.cases import Case
    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text

    Typed = Mapping[str, Sequence[str]]

SECTION, REPORT, CASE = "cases", "report", "case"
_LINK_REPORT = say("case", "Link a report")
_NUMBER = say("case", "Number of the report")
_NUMBER_HINT = say("case", "It stands on the page of the report. From there you can link it, too.")
_NO_REPORT = say("case problem", "There is no report of that number. Look at its page again.")
_LINK_CASE = say("case", "Link report %(number)s to a case")
_CASE = say("case", "Case")
_UNLINK = say("case", "Take the link to report %(number)s away")
_UNLINK_WORDS = say(
    "case", "The report and the case stay. The journal keeps that they were linked."
)
_UNLINK_BUTTON = say("case", "Take the link away")


def report_cases(
    connection: Connection, actor: Actor, language: str, report_id: int
) -> dict[str, Any]:
    """Return what desk/_report_cases.html needs on the page of a report: one statement."""
    tongue = speaker(language)
    return {
        "report_id": report_id,
        "report_cases": [
            (one, tongue.text(STATUSES[one.status]))
            for one in case_reports.cases_of_report(connection, actor, report_id)
        ],
    }


def show_link_report(actor: Actor, language: str, number: int) -> Response:
    """GET: a field for the number of a report."""
    with desk().database.reading() as connection:
        case = cases.find_case(connection, actor, number)
    return _report_form(actor, language, case, {})


def post_link_report(actor: Actor, language: str, number: int) -> Response:
    """POST: link the report."""
    posted, here = read_post((REPORT,), ("on",)), desk()
    report, wrong = row_number(posted.typed, REPORT), Problem(_NO_REPORT)
    with here.database.writing() as connection:
        case = cases.find_case(connection, actor, number)
        if posted.problems:
            return _report_form(actor, language, case, posted.typed, problems=posted.problems)
        try:
            case_reports.link_report(connection, actor, number, report or 0, here.clock())
        except NotFound:
            return _report_form(actor, language, case, posted.typed, wrong=wrong)
    return go_to("case", language, number=number, _anchor="reports")


def show_link_case(actor: Actor, language: str, number: int) -> Response:
    """GET: cases that are not closed, to choose one from for a report."""
    return _case_form(actor, language, number, {})


def post_link_case(actor: Actor, language: str, number: int) -> Response:
    """POST: link the report to the chosen case, and show the case."""
    posted, here = read_post((CASE,), ("on",)), desk()
    chosen = row_number(posted.typed, CASE)
    if posted.problems or chosen is None:
        wrong = Problem(NOT_OFFERED) if chosen is None else None
        return _case_form(
            actor, language, number, posted.typed, wrong=wrong, problems=posted.problems
        )
    with here.database.writing() as connection:
        case_reports.link_report(connection, actor, chosen, number, here.clock())
    return go_to("case", language, number=chosen, _anchor="reports")


def show_unlink(actor: Actor, language: str, number: int, report: int) -> Response:
    """GET: whether it is meant."""
    return _ask(actor, language, number, report)


def post_unlink(actor: Actor, language: str, number: int, report: int) -> Response:
    """POST: take the link away."""
    problems, here = read_post((), ("on",)).problems, desk()
    if problems:
        return _ask(actor, language, number, report, problems)
    with here.database.writing() as connection:
        case_reports.unlink_report(connection, actor, number, report, here.clock())
    return go_to("case", language, number=number, _anchor="reports")


def _report_form(  # noqa: PLR0913 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    case: Case,
    typed: Typed,
    *,
    wrong: Problem | None = None,
    problems: Sequence[Text] = (),
) -> Response:
    tongue = speaker(language)
    hint, error = tongue.text(_NUMBER_HINT), wrong.said(tongue) if wrong else None
    field = fields.text(REPORT, tongue.text(_NUMBER), typed, hint=hint, error=error, most=12)
    form = Form(
        SECTION,
        tongue.text(_LINK_REPORT),
        [field],
        url_for("case", language=language, number=case.id, _anchor="reports"),
        template="case_form",
        values={"case_number": case.number, "about": (case.fields.title,), "conflict": ()},
    )
    return form_page(actor, language, form, problems)


def _case_form(  # noqa: PLR0913 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    number: int,
    typed: Typed,
    *,
    wrong: Problem | None = None,
    problems: Sequence[Text] = (),
) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        # A report that is not there is told apart from one without cases to choose from.
        case_reports.report_index(connection, actor, number)
        found = case_reports.cases_to_link(connection, actor, number)
    options = [(str(one.id), f"{one.number} {one.title}") for one in found]
    error = wrong.said(tongue) if wrong else None
    form = Form(
        "reports",
        tongue.text(_LINK_CASE, number=number),
        [fields.choice(CASE, tongue.text(_CASE), options, typed, error=error)],
        url_for("report", language=language, number=number),
        template="link_case",
        values={"report_id": number, "cases": found},
    )
    return form_page(actor, language, form, problems)


def _ask(
    actor: Actor, language: str, number: int, report: int, problems: Sequence[Text] = ()
) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        linked = case_reports.reports_of(connection, actor, number)
    if report not in {one.id for one in linked}:
        raise NotFound
    step = Step(
        tongue.text(_UNLINK, number=report),
        (tongue.text(_UNLINK_WORDS),),
        tongue.text(_UNLINK_BUTTON),
        SECTION,
    )
    back = url_for("case", language=language, number=number, _anchor="reports")
    return confirm(
        actor, language, step, back=back, problems=[tongue.text(one) for one in problems]
    )


_RIGHT = Right.FOLLOW_CASES
ROUTES = (
    Route(
        "/cases/<int:number>/reports/link",
        "link_report",
        _RIGHT,
        get=show_link_report,
        post=post_link_report,
    ),
    Route(
        "/cases/<int:number>/reports/<int:report>/unlink",
        "unlink_report",
        _RIGHT,
        get=show_unlink,
        post=post_unlink,
    ),
    Route(
        "/reports/<int:number>/link",
        "link_case",
        _RIGHT,
        get=show_link_case,
        post=post_link_case,
    ),
)
