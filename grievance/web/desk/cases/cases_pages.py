"""The lists of cases, tasks and deadlines, one's own among them, and one's own as a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request, url_for

from grievance.casebook.cases import calendars, deadlines, tasks
from grievance.casebook.cases.case_lists import CASES, DEADLINES, TASKS
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.desk.cases.case_filters import offered_by
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.lists import show_list
from grievance.web.desk.routes import Route
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from grievance.casebook.lists.listing import ListOf
    from grievance.casebook.permissions import Actor


SECTION = "cases"
_OF_TODAY = frozenset({"overdue", "soon"})
_TITLES = {
    CASES.id: say("menu", "Cases"),
    TASKS.id: say("cases", "Tasks"),
    DEADLINES.id: say("cases", "Deadlines"),
}
# Translators: the only word in a calendar entry beside the number of the case.
_DEADLINE = say("calendar", "deadline")


def show_cases(actor: Actor, language: str) -> Response:
    """GET: all cases, the newest first, or as filtered."""
    return _list(CASES, "case", actor, language)


def show_tasks(actor: Actor, language: str) -> Response:
    """GET: all tasks, by the day until which they are to be done."""
    return _list(TASKS, "task", actor, language)


def show_deadlines(actor: Actor, language: str) -> Response:
    """GET: all deadlines, the longest overdue first."""
    return _list(DEADLINES, "deadline", actor, language)


def show_my_cases(actor: Actor, language: str) -> Response:
    """GET: on to one's own cases that are not closed."""
    return go_to("cases", language, assignee=actor.user_id, status="not_closed")


def show_my_tasks(actor: Actor, language: str) -> Response:
    """GET: on to one's own tasks that are not done."""
    return go_to("tasks", language, assignee=actor.user_id, done="no")


def show_my_deadlines(actor: Actor, language: str) -> Response:
    """GET: on to the deadlines of one's own cases that are not met."""
    return go_to("deadlines", language, assignee=actor.user_id, met="no")


def show_task(actor: Actor, language: str, number: int) -> Response:
    """GET: on to the case of a task."""
    with desk().database.reading() as connection:
        found = tasks.find_task(connection, actor, number)
    return go_to("case", language, number=found.case_id, _anchor="tasks")


def show_deadline(actor: Actor, language: str, number: int) -> Response:
    """GET: on to the case of a deadline."""
    with desk().database.reading() as connection:
        found = deadlines.find_deadline(connection, actor, number)
    return go_to("case", language, number=found.case_id, _anchor="deadlines")


def show_calendar(actor: Actor, language: str) -> Response:
    """GET: one's own deadlines as a calendar without content."""
    here, tongue = desk(), speaker(language)
    with here.database.reading() as connection:
        days = calendars.own_deadlines(connection, actor)
    body = calendars.calendar(days, tongue.text(_DEADLINE), here.clock())
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return response


def _list(of: ListOf, opens: str, actor: Actor, language: str) -> Response:
    asked, today = request.args.to_dict(), desk().today.isoformat()
    old = {name: today for name in _OF_TODAY & asked.keys() if asked[name] not in {"", today}}
    if old:
        # An address kept from another day means what is overdue, or soon, on the day it is opened.
        kept = {name: asked[name] for name in sorted(_known(of) & asked.keys())}
        return go_to(of.id, language, **{**kept, **old})
    return show_list(
        actor,
        language,
        offered_by(of, actor),
        title=_TITLES[of.id],
        opens=opens,
        template=of.id,
        section=SECTION,
        overdue=url_for(of.id, language=language, overdue=today),
    )


def _known(of: ListOf) -> set[str]:
    return {*(one.id for one in of.filters), "sort", "order", "page"}


_RIGHT = Right.FOLLOW_CASES
ROUTES = (
    Route("/cases", "cases", _RIGHT, get=show_cases),
    Route("/tasks", "tasks", _RIGHT, get=show_tasks),
    Route("/deadlines", "deadlines", _RIGHT, get=show_deadlines),
    Route("/my/cases", "my_cases", _RIGHT, get=show_my_cases),
    Route("/my/tasks", "my_tasks", _RIGHT, get=show_my_tasks),
    Route("/my/deadlines", "my_deadlines", _RIGHT, get=show_my_deadlines),
    Route("/my/deadlines.ics", "calendar", _RIGHT, get=show_calendar),
    Route("/tasks/<int:number>", "task", _RIGHT, get=show_task),
    Route("/deadlines/<int:number>", "deadline", _RIGHT, get=show_deadline),
)
