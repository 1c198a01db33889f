"""Where a case stands: another status, closing with what came of it, taking it up again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.cases import cases
from grievance.casebook.cases.case_closing import left_open
from grievance.casebook.cases.case_errors import NotNow
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk.cases.case_choices import offered
from grievance.web.desk.cases.case_conflict import CARRIED, CHANGED, conflict, hidden, seen
from grievance.web.desk.cases.case_ways import CLOSE, MOVE, REOPEN
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.cases.cases import Case
    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text
    from grievance.web.desk.cases.case_conflict import Row
    from grievance.web.desk.cases.case_reading import Problem
    from grievance.web.desk.cases.case_ways import Way
    from grievance.web.desk.routes import View
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

SECTION = "cases"
_NOT_FROM_HERE = say(
    "case problem", "From where the case stands now this cannot be done. Go back and look at it."
)
_LEFT_OPEN = say(
    "case",
    "What is left open in a closed case is in no list of what is to be done or overdue.",
)


def _views(way: Way) -> tuple[View, View]:
    """Return GET and POST of one way."""

    def show(actor: Actor, language: str, number: int) -> Response:
        """GET: what it asks."""
        with desk().database.reading() as connection:
            case = cases.find_case(connection, actor, number)
            about = _about(connection, actor, way, case, speaker(language))
        if case.status not in way.starts:
            raise NotNow
        return _form(way, actor, language, case, way.blank(case), about=about)

    def post(actor: Actor, language: str, number: int) -> Response:
        """POST: do it, or show what is wrong or has changed meanwhile."""
        posted, here, tongue = read_post((*way.names, *CARRIED), ("on",)), desk(), speaker(language)
        typed = {name: posted.typed.get(name, []) for name in way.names}
        with here.database.writing() as connection:
            case = cases.find_case(connection, actor, number)
            about = _about(connection, actor, way, case, tongue)
            begun = seen(number, posted.typed)
            if begun.version != case.version:
                choices = offered(connection, actor, case)
                merged, rows = conflict({**posted.typed, **typed}, case, tongue, choices)
                problems = (CHANGED, *posted.problems)
                return _form(
                    way,
                    actor,
                    language,
                    case,
                    merged,
                    about=about,
                    problems=problems,
                    rows=rows,
                    status=409,
                )
            wrong = way.check(case, typed) if case.status in way.starts else {}
            problems = posted.problems
            if case.status not in way.starts:
                problems = (_NOT_FROM_HERE, *problems)
            if not wrong and not problems:
                way.act(connection, actor, begun, typed, here.clock())
                return go_to("case", language, number=number)
        return _form(way, actor, language, case, typed, about=about, wrong=wrong, problems=problems)

    return show, post


def _about(
    connection: Connection, actor: Actor, way: Way, case: Case, tongue: Speaker
) -> tuple[str, ...]:
    """Return what stands above the form: the case, and what closing it would leave open."""
    if way is not CLOSE:
        return (case.fields.title,)
    left = left_open(connection, actor, case.id)
    if not any(left):
        return (case.fields.title,)
    deadlines = tongue.ngettext(
        "%(n)s deadline of this case is still open.",
        "%(n)s deadlines of this case are still open.",
        left.deadlines,
    )
    tasks = tongue.ngettext(
        "%(n)s task of this case is not done yet.",
        "%(n)s tasks of this case are not done yet.",
        left.tasks,
    )
    said = [words for number, words in zip(left, (deadlines, tasks), strict=True) if number]
    return (case.fields.title, *said, tongue.text(_LEFT_OPEN))


def _form(  # noqa: PLR0913 - the form, and all that may be wrong with it
    way: Way,
    actor: Actor,
    language: str,
    case: Case,
    typed: Typed,
    *,
    about: Sequence[str],
    wrong: Mapping[str, Problem] | None = None,
    problems: Sequence[Text] = (),
    rows: Sequence[Row] = (),
    status: int = 200,
) -> Response:
    tongue = speaker(language)
    drawn = [
        replace(one, error=wrong[one.id].said(tongue)) if wrong and one.id in wrong else one
        for one in way.draw(case, typed, tongue)
    ]
    form = Form(
        SECTION,
        tongue.text(way.title),
        drawn,
        url_for("case", language=language, number=case.id),
        tongue.text(way.button),
        hidden(case),
        "case_form",
        {"case_number": case.number, "about": about, "conflict": rows},
    )
    return form_page(actor, language, form, problems, status=status)


def _route(path: str, way: Way) -> Route:
    show, post = _views(way)
    return Route(f"/cases/<int:number>/{path}", way.endpoint, _RIGHT, get=show, post=post)


_RIGHT = Right.FOLLOW_CASES
ROUTES = (_route("status", MOVE), _route("close", CLOSE), _route("reopen", REOPEN))
