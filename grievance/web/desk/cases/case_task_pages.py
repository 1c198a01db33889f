"""Tasks of a case: adding one, changing one, saying that it is done or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.cases import cases, tasks
from grievance.casebook.cases.tasks import LONGEST_TASK, TaskFields
from grievance.casebook.errors import NotFound
from grievance.casebook.people import people
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.cases.case_reading import NOT_OFFERED, TOO_LONG, Problem
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.pressing import new_form, read_press
from grievance.web.desk.routes import Route
from grievance.web.desk.typing_in import LONGEST_DAY, NotADay, as_typed, day, first
from grievance.web.desk.typing_in import number as row_number
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.cases.cases import Case
    from grievance.casebook.cases.tasks import Task
    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]
    Staff = Sequence[tuple[str, str]]

SECTION = "cases"
FIELDS = ("text", "due", "assignee")
VERSION = "version"
NO_DAY = say("case problem", "Write a day, for example 27 3 2026.")
_ADD = say("task", "Add a task")
_CHANGE = say("task", "Change a task")
_TEXT = say("task", "What is to be done")
_TEXT_HINT = say("task", "Write no name of a worker: tasks are not sealed.")
_DUE = say("task", "Until which day")
_DUE_HINT = say("task", "If there is one. Day, month, year, for example 27 3 2026.")
_ASSIGNEE = say("task", "Who does it")
_EMPTY = say("task problem", "Write what is to be done.")
_MEANWHILE = say(
    "task problem",
    "Somebody else changed this task meanwhile. It says now: “%(text)s”. What you typed is still "
    "here: save again to put it in place of theirs.",
)


def show_new(actor: Actor, language: str, number: int) -> Response:
    """GET: the empty form."""
    with desk().database.reading() as connection:
        case = cases.find_case(connection, actor, number)
        staff = _staff(connection, actor)
    return _form(actor, language, case, {"assignee": [str(actor.user_id)]}, staff)


def post_new(actor: Actor, language: str, number: int) -> Response:
    """POST: add the task."""
    press, here = read_press(FIELDS), desk()
    posted = press.posted
    with here.database.writing() as connection:
        case, staff = cases.find_case(connection, actor, number), _staff(connection, actor)
        read, wrong = _read(posted.typed, staff)
        if press.made(connection) is not None:
            return go_to("case", language, number=number, _anchor="tasks")
        if read and not posted.problems:
            added = tasks.add_task(connection, actor, number, read, here.clock())
            press.makes(connection, added)
            return go_to("case", language, number=number, _anchor="tasks")
    return _form(actor, language, case, posted.typed, staff, wrong=wrong, problems=posted.problems)


def show_change(actor: Actor, language: str, number: int, task: int) -> Response:
    """GET: the task as it stands."""
    with desk().database.reading() as connection:
        case, found = _of(connection, actor, number, task)
        staff = _staff(connection, actor, found)
    return _form(actor, language, case, _typed(found), staff, found=found)


def post_change(actor: Actor, language: str, number: int, task: int) -> Response:
    """POST: save, or say what the task says now; what was typed stays."""
    posted, here, tongue = read_post((*FIELDS, VERSION), ("on",)), desk(), speaker(language)
    with here.database.writing() as connection:
        case, found = _of(connection, actor, number, task)
        staff = _staff(connection, actor, found)
        read, wrong = _read(posted.typed, staff)
        problems: list[Text | str] = list(posted.problems)
        if row_number(posted.typed, VERSION) != found.version:
            problems.append(tongue.text(_MEANWHILE, text=found.fields.text))
        if read and not problems:
            tasks.change_task(connection, actor, found, read, here.clock())
            return go_to("case", language, number=number, _anchor="tasks")
    return _form(
        actor, language, case, posted.typed, staff, found=found, wrong=wrong, problems=problems
    )


def post_done(actor: Actor, language: str, number: int, task: int) -> Response:
    """POST: say that the task is done (`on`) or not done (`undo`)."""
    posted, here = read_post((), ("on", "undo")), desk()
    if posted.problems:
        # Nothing was typed that could be lost: the page of the case has the button again.
        return go_to("case", language, number=number, _anchor="tasks")
    done = posted.go == "on"
    with here.database.writing() as connection:
        tasks.mark_task(connection, actor, number, task, done=done, now=here.clock())
    return go_to("case", language, number=number, _anchor="tasks")


def _of(connection: Connection, actor: Actor, number: int, task: int) -> tuple[Case, Task]:
    """Return the case and its task; raises `NotFound` for a task of another case."""
    case, found = (
        cases.find_case(connection, actor, number),
        tasks.find_task(connection, actor, task),
    )
    if found.case_id != number:
        raise NotFound
    return case, found


def _staff(connection: Connection, actor: Actor, task: Task | None = None) -> Staff:
    staff = [(str(one), name) for one, name in people.caseworkers(connection, actor)]
    holder = task and task.fields.assignee_id
    if task and holder and not any(code == str(holder) for code, _ in staff):
        staff.append((str(holder), task.assignee))
    return staff


def _typed(task: Task) -> dict[str, list[str]]:
    decided = task.fields
    return {
        "text": [decided.text],
        "due": [as_typed(decided.due) if decided.due else ""],
        "assignee": [str(decided.assignee_id or "")],
    }


def _read(typed: Typed, staff: Staff) -> tuple[TaskFields | None, dict[str, Problem]]:
    wrong: dict[str, Problem] = {}
    text = " ".join(first(typed, "text").split())
    if not text:
        wrong["text"] = Problem(_EMPTY)
    elif len(text) > LONGEST_TASK:
        wrong["text"] = Problem(TOO_LONG, len(text), LONGEST_TASK)
    due = None
    try:
        due = day(typed, "due")
    except NotADay:
        wrong["due"] = Problem(NO_DAY)
    chosen = first(typed, "assignee")
    if chosen and chosen not in dict(staff):
        wrong["assignee"] = Problem(NOT_OFFERED)
    return (None if wrong else TaskFields(text, due, row_number(typed, "assignee"))), wrong


def _fields(
    tongue: Speaker, typed: Typed, staff: Staff, wrong: Mapping[str, Problem]
) -> list[Field]:
    errors = {name: problem.said(tongue) for name, problem in wrong.items()}
    return [
        fields.text(
            "text",
            tongue.text(_TEXT),
            typed,
            error=errors.get("text"),
            hint=tongue.text(_TEXT_HINT),
            most=LONGEST_TASK,
        ),
        fields.text(
            "due",
            tongue.text(_DUE),
            typed,
            error=errors.get("due"),
            hint=tongue.text(_DUE_HINT),
            most=LONGEST_DAY,
        ),
        fields.choice(
            "assignee", tongue.text(_ASSIGNEE), staff, typed, error=errors.get("assignee")
        ),
    ]


def _form(  # noqa: PLR0913 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    case: Case,
    typed: Typed,
    staff: Staff,
    *,
    found: Task | None = None,
    wrong: Mapping[str, Problem] | None = None,
    problems: Sequence[Text | str] = (),
) -> Response:
    tongue = speaker(language)
    form = Form(
        SECTION,
        tongue.text(_CHANGE if found else _ADD),
        _fields(tongue, typed, staff, wrong or {}),
        url_for("case", language=language, number=case.id, _anchor="tasks"),
        hidden=[(VERSION, str(found.version)) if found else new_form()],
        template="case_form",
        values={"case_number": case.number, "about": (case.fields.title,), "conflict": ()},
    )
    return form_page(actor, language, form, problems)


_RIGHT = Right.FOLLOW_CASES
_TASK = "/cases/<int:number>/tasks/<int:task>"
ROUTES = (
    Route("/cases/<int:number>/tasks/new", "new_task", _RIGHT, get=show_new, post=post_new),
    Route(f"{_TASK}/edit", "edit_task", _RIGHT, get=show_change, post=post_change),
    Route(f"{_TASK}/done", "task_done", _RIGHT, post=post_done),
)
