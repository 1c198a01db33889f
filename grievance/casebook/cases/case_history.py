"""What was done to a case: the journal's entries about it, for those who follow it up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from grievance.casebook.permissions import Right
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.people import person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor

NEWEST = 50
ASSIGNED = "assignee"
"""The detail that names people: from whom to whom."""


@dataclass(frozen=True)
class Step:
    """One thing done: `moment` as the journal keeps it (UTC), who, what, and its details."""

    moment: str
    person: str
    action: str
    details: Mapping[str, object]


def history_of(connection: Connection, actor: Actor, case_id: int) -> tuple[Step, ...]:
    """Return the newest steps of a case, newest first; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    own = select(entry).where(entry.c.kind == "case", entry.c.subject == case_id)
    rows = connection.execute(own.order_by(entry.c.id.desc()).limit(NEWEST))
    return tuple(Step(row.moment, row.person, row.action, json.loads(row.details)) for row in rows)


def people_in(connection: Connection, actor: Actor, steps: tuple[Step, ...]) -> dict[int, str]:
    """Return the names of those whom `steps` name by number; no statement if there is nobody."""
    actor.require(Right.FOLLOW_CASES)
    named = [number for step in steps for number in _numbers(step.details.get(ASSIGNED))]
    if not named:
        return {}
    rows = connection.execute(select(person.c.id, person.c.name).where(person.c.id.in_(named)))
    return {row.id: row.name for row in rows}


def _numbers(found: object) -> list[int]:
    listed = found if isinstance(found, list) else [found]
    return [one for one in listed if isinstance(one, int)]
