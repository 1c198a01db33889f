"""Tasks of a case: what is to be done, by whom, until when.

    number = add_task(connection, actor, case_id, TaskFields("Write to the employer"), now)
    mark_task(connection, actor, case_id, number, done=True, now=now)

What a task says is kept as it is written, unlike a note: no worker belongs into it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from grievance.casebook.cases.case_checks import require_follower
from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.cases import find_case
from grievance.casebook.errors import ChangedMeanwhile, NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import task as table
from grievance.casebook.schema.people import person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from grievance.casebook.permissions import Actor

LONGEST_TASK = 300
# What is to be done is what somebody wrote: the journal says no more than that it changed.
_WRITTEN = "text"


@dataclass(frozen=True)
class TaskFields:
    """What somebody decides about a task: `due` is a day, or None."""

    text: str
    due: date | None = None
    assignee_id: int | None = None


@dataclass(frozen=True)
class Task:
    """One task of a case; `assignee` is a name, "" for none."""

    id: int
    case_id: int
    fields: TaskFields
    assignee: str
    done: bool
    version: int


def tasks_of(connection: Connection, actor: Actor, case_id: int) -> tuple[Task, ...]:
    """Return the tasks of a case: open ones first, by day; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    listed = _FOUND.where(table.c.case_id == case_id)
    ordered = listed.order_by(table.c.done, table.c.due.is_(None), table.c.due, table.c.id)
    return tuple(_task(row) for row in connection.execute(ordered))


def find_task(connection: Connection, actor: Actor, number: int) -> Task:
    """Return the task with that id; raises `NotAllowed` and `NotFound`."""
    actor.require(Right.FOLLOW_CASES)
    row = connection.execute(_FOUND.where(table.c.id == number)).one_or_none()
    if row is None:
        raise NotFound
    return _task(row)


def add_task(
    connection: Connection, actor: Actor, case_id: int, fields: TaskFields, now: datetime
) -> int:
    """Add a task to a case and return its id; raises `NotAllowed`, `NotFound`, `CaseRefused`."""
    actor.require(Right.FOLLOW_CASES)
    find_case(connection, actor, case_id)
    values = {"case_id": case_id, "done": False, "version": 1, **_columns(_checked(fields))}
    require_follower(connection, fields.assignee_id)
    number = int(connection.execute(insert(table).returning(table.c.id), values).scalar_one())
    told = {"task": number}
    write(connection, Entry(now, actor.name, "task_added", "case", case_id, told))
    return number


def change_task(
    connection: Connection, actor: Actor, seen: Task, fields: TaskFields, now: datetime
) -> None:
    """Make the task what `fields` say; nothing is written when all is equal.

    Raises `NotAllowed`, `CaseRefused`, and `ChangedMeanwhile` when it is not as `seen` any more.
    """
    actor.require(Right.FOLLOW_CASES)
    good = _checked(fields)
    if good == seen.fields:
        return
    if good.assignee_id != seen.fields.assignee_id:
        require_follower(connection, good.assignee_id)
    _save(connection, seen, _columns(good))
    before, after = _columns(seen.fields), _columns(good)
    told = {
        name.removesuffix("_id"): "changed" if name == _WRITTEN else [before[name], after[name]]
        for name in before
        if before[name] != after[name]
    }
    entry = Entry(now, actor.name, "task_changed", "case", seen.case_id, {"task": seen.id, **told})
    write(connection, entry)


def mark_task(  # noqa: PLR0913 - whose task, which way, and when
    connection: Connection, actor: Actor, case_id: int, number: int, *, done: bool, now: datetime
) -> None:
    """Say that a task of this case is done, or not; saying it twice changes nothing.

    Raises `NotAllowed`, and `NotFound` also for a task of another case.
    """
    task = find_task(connection, actor, number)
    if task.case_id != case_id:
        raise NotFound
    if task.done is done:
        return
    _save(connection, task, {"done": done})
    action = "task_done" if done else "task_not_done"
    write(connection, Entry(now, actor.name, action, "case", case_id, {"task": number}))


def _checked(fields: TaskFields) -> TaskFields:
    text = " ".join(fields.text.split())
    if not 0 < len(text) <= LONGEST_TASK:
        raise CaseRefused("The task is empty or too long.", "Write at most 300 characters.")
    return replace(fields, text=text)


def _columns(fields: TaskFields) -> dict[str, object]:
    due = fields.due and fields.due.isoformat()
    return {"text": fields.text, "due": due, "assignee_id": fields.assignee_id}


def _save(connection: Connection, seen: Task, values: dict[str, object]) -> None:
    row = update(table).where(table.c.id == seen.id, table.c.version == seen.version)
    if connection.execute(row.values(version=seen.version + 1, **values)).rowcount != 1:
        raise ChangedMeanwhile


_FOUND = select(table, person.c.name.label("assignee")).select_from(
    table.outerjoin(person, person.c.id == table.c.assignee_id)
)


def _task(row: Row[tuple[object, ...]]) -> Task:
    due = date.fromisoformat(row.due) if row.due else None
    fields = TaskFields(row.text, due, row.assignee_id)
    return Task(row.id, row.case_id, fields, row.assignee or "", row.done, row.version)
