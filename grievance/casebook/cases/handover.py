"""Handing over: all open cases and tasks of one person become another's, in one step.

burden = burden_of(connection, actor, from_id)          # the preview
hand_over(connection, actor, burden, to_id, now)        # just that, or ChangedMeanwhile
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from grievance.casebook.cases.case_checks import require_follower
from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.case_words import Status
from grievance.casebook.errors import ChangedMeanwhile, NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case, task
from grievance.casebook.schema.people import person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor


@dataclass(frozen=True)
class Holder:
    """Somebody who is to look after something: the number of the person and the name."""

    id: int
    name: str


@dataclass(frozen=True)
class Burden:
    """What somebody has: (id, number, title) of cases not closed, ids of tasks not done."""

    holder: Holder
    cases: tuple[tuple[int, str, str], ...]
    tasks: tuple[int, ...]


def burden_of(connection: Connection, actor: Actor, number: int) -> Burden:
    """Return what a person is to look after, active or not; raises `NotAllowed`, `NotFound`."""
    actor.require(Right.FOLLOW_CASES)
    name = connection.execute(select(person.c.name).where(person.c.id == number)).scalar()
    if name is None:
        raise NotFound
    cases = connection.execute(
        select(case.c.id, case.c.number, case.c.title)
        .where(case.c.assignee_id == number, case.c.status != Status.CLOSED)
        .order_by(case.c.id)
    )
    tasks = connection.execute(
        select(task.c.id)
        .where(task.c.assignee_id == number, task.c.done.is_(False))
        .order_by(task.c.id)
    )
    shown = tuple((row.id, row.number, row.title) for row in cases)
    return Burden(Holder(number, name), shown, tuple(tasks.scalars()))


def burdened(connection: Connection, actor: Actor) -> tuple[Holder, ...]:
    """Return everybody who is to look after something, by name; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    with_cases = select(case.c.assignee_id).where(case.c.status != Status.CLOSED)
    with_tasks = select(task.c.assignee_id).where(task.c.done.is_(False))
    found = (
        select(person.c.id, person.c.name)
        .where(person.c.id.in_(with_cases) | person.c.id.in_(with_tasks))
        .order_by(person.c.name, person.c.id)
    )
    return tuple(Holder(row.id, row.name) for row in connection.execute(found))


def hand_over(
    connection: Connection, actor: Actor, shown: Burden, to_id: int, now: datetime
) -> None:
    """Give what `shown` holds to `to_id`, who follows up cases; each case has its journal entry.

    Raises `NotAllowed`, `NotFound`, `CaseRefused`, and `ChangedMeanwhile` when there is more or
    less to hand over than was shown.
    """
    actor.require(Right.FOLLOW_CASES)
    from_id = shown.holder.id
    if to_id == from_id:
        raise CaseRefused("These are the same person.", "Choose somebody else.")
    require_follower(connection, to_id)
    if burden_of(connection, actor, from_id) != shown:
        raise ChangedMeanwhile
    cases = [number for number, *_ in shown.cases]
    connection.execute(
        update(case)
        .where(case.c.assignee_id == from_id, case.c.status != Status.CLOSED)
        .values(assignee_id=to_id, version=case.c.version + 1)
    )
    connection.execute(
        update(task)
        .where(task.c.assignee_id == from_id, task.c.done.is_(False))
        .values(assignee_id=to_id, version=task.c.version + 1)
    )
    told = {"assignee": [from_id, to_id]}
    for number in cases:
        write(connection, Entry(now, actor.name, "handed_over", "case", number, told))
    counted = {**told, "cases": len(cases), "tasks": len(shown.tasks)}
    write(connection, Entry(now, actor.name, "cases_handed_over", "person", from_id, counted))
