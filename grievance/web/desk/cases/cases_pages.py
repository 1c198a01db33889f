"""The lists of cases, tasks and deadlines, one's own among them, and one's own as a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request, url_for

from grievance.casebook.cases import calendars, deadlines, tasks
from grievance.casebook.cases.case_lists import CASES, DEADLINES, TASKS
from grievance.casebook.lists import listing
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
    from grievance.questionnaire.text import Text


SECTION = "cases"
_OF_TODAY = frozenset({"overdue", "soon"})
_OWN: dict[str, tuple[dict[str, str], Text, Text]] = {
    CASES.id: (
        {"status": "not_closed"},
        say("cases", "My cases"),
        say("cases", "You have no open case."),
    ),
    TASKS.id: ({"done": "no"}, say("cases", "My tasks"), say("cases", "You have no open task.")),
    DEADLINES.id: (
        {"met": "no"},
        say("cases", "My deadlines"),
        say("cases", "None of your cases has an open deadline."),
    ),
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
    return _to_own(CASES, actor, language)


def show_my_tasks(actor: Actor, language: str) -> Response:
    """GET: on to one's own tasks that are not done."""
    return _to_own(TASKS, actor, language)


def show_my_deadlines(actor: Actor, language: str) -> Response:
    """GET: on to the deadlines of one's own cases that are not met."""
    return _to_own(DEADLINES, actor, language)


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


def _to_own(of: ListOf, actor: Actor, language: str) -> Response:
    return go_to(of.id, language, assignee=actor.user_id, **_OWN[of.id][0])


def _list(of: ListOf, opens: str, actor: Actor, language: str) -> Response:
    asked, today = request.args.to_dict(), desk().today.isoformat()
    old = {name: today for name in _OF_TODAY & asked.keys() if asked[name] not in {"", today}}
    if old:
        # An address kept from another day means what is overdue, or soon, on the day it is opened.
        kept = {name: asked[name] for name in sorted(_known(of) & asked.keys())}
        return go_to(of.id, language, **{**kept, **old})
    filters, title, nothing = _OWN[of.id]
    is_own = listing.asked(of, asked).filters == {**filters, "assignee": str(actor.user_id)}
    return show_list(
        actor,
        language,
        offered_by(of, actor),
        title=title if is_own else None,
        nothing=speaker(language).text(nothing) if is_own else None,
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
