"""Deadlines of a case: own ones, and those that follow from a template; met, not met, overdue.

add_deadline(connection, actor, case_id, NewDeadline("Answer to the labour office", due), now)
mark_deadline(connection, actor, case_id, number, met=True, now=now)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.cases import find_case
from grievance.casebook.errors import NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import deadline as table

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from grievance.casebook.permissions import Actor

LONGEST_DEADLINE = 200


@dataclass(frozen=True)
class NewDeadline:
    """What is due on which day; `template` is the id of a template it follows from."""

    title: str
    due: date
    template: str | None = None


@dataclass(frozen=True)
class Deadline:
    """One deadline of a case; `met` is the day on which somebody said so, or None."""

    id: int
    case_id: int
    title: str
    due: date
    template: str | None
    met: date | None

    def is_overdue(self, today: date) -> bool:
        """Tell whether its day has passed and nobody met it. On its own day it is still time."""
        return self.met is None and self.due < today


def deadlines_of(connection: Connection, actor: Actor, case_id: int) -> tuple[Deadline, ...]:
    """Return the deadlines of a case: those not met first, by day; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    listed = select(table).where(table.c.case_id == case_id)
    ordered = listed.order_by(table.c.met.is_not(None), table.c.due, table.c.id)
    return tuple(_deadline(row) for row in connection.execute(ordered))


def find_deadline(connection: Connection, actor: Actor, number: int) -> Deadline:
    """Return the deadline with that id; raises `NotAllowed` and `NotFound`."""
    actor.require(Right.FOLLOW_CASES)
    row = connection.execute(select(table).where(table.c.id == number)).one_or_none()
    if row is None:
        raise NotFound
    return _deadline(row)


def add_deadline(
    connection: Connection, actor: Actor, case_id: int, new: NewDeadline, now: datetime
) -> int:
    """Add a deadline to a case and return its id.

    Raises `NotAllowed`, `NotFound` and `CaseRefused`.
    """
    actor.require(Right.FOLLOW_CASES)
    find_case(connection, actor, case_id)
    title = " ".join(new.title.split())
    if not 0 < len(title) <= LONGEST_DEADLINE:
        raise CaseRefused(
            "The deadline has no words, or too many.", "Write at most 200 characters."
        )
    values = {
        "case_id": case_id,
        "template": new.template,
        "title": title,
        "due": new.due.isoformat(),
    }
    number = int(connection.execute(insert(table).returning(table.c.id), values).scalar_one())
    told = {"deadline": number, "due": values["due"], "template": new.template}
    write(connection, Entry(now, actor.name, "deadline_added", "case", case_id, told))
    return number


def mark_deadline(  # noqa: PLR0913 - whose deadline, which way, and when
    connection: Connection, actor: Actor, case_id: int, number: int, *, met: bool, now: datetime
) -> None:
    """Say that a deadline of this case was met today, or not; saying it twice changes nothing.

    Raises `NotAllowed`, and `NotFound` also for a deadline of another case.
    """
    before = _own(connection, actor, case_id, number)
    if (before.met is not None) is met:
        return
    day = now.date().isoformat() if met else None
    connection.execute(update(table).where(table.c.id == number).values(met=day))
    action = "deadline_met" if met else "deadline_not_met"
    write(connection, Entry(now, actor.name, action, "case", case_id, {"deadline": number}))


def remove_deadline(
    connection: Connection, actor: Actor, case_id: int, number: int, now: datetime
) -> None:
    """Take a deadline of this case away; raises `NotAllowed` and `NotFound`."""
    before = _own(connection, actor, case_id, number)
    connection.execute(delete(table).where(table.c.id == number))
    told = {"deadline": number, "due": before.due.isoformat()}
    write(connection, Entry(now, actor.name, "deadline_removed", "case", case_id, told))


def _own(connection: Connection, actor: Actor, case_id: int, number: int) -> Deadline:
    found = find_deadline(connection, actor, number)
    if found.case_id != case_id:
        raise NotFound
    return found


def _deadline(row: Row[tuple[object, ...]]) -> Deadline:
    met = date.fromisoformat(row.met) if row.met else None
    due = date.fromisoformat(row.due)
    return Deadline(row.id, row.case_id, row.title, due, row.template, met)
