"""What was done to a case: the journal's entries about it, for those who follow it up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import literal, select, union_all

from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.people import person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor

NEWEST = 50


@dataclass(frozen=True)
class Step:
    """One thing done: `moment` as the journal keeps it (UTC), who, what, and its details."""

    moment: str
    person: str
    action: str
    details: Mapping[str, object]


class Named(NamedTuple):
    """Names by number: of people, and of employers."""

    people: Mapping[int, str]
    employers: Mapping[int, str]


def history_of(connection: Connection, actor: Actor, case_id: int) -> tuple[Step, ...]:
    """Return the newest steps of a case, newest first; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    own = select(entry).where(entry.c.kind == "case", entry.c.subject == case_id)
    rows = connection.execute(own.order_by(entry.c.id.desc()).limit(NEWEST))
    return tuple(Step(row.moment, row.person, row.action, json.loads(row.details)) for row in rows)


def named_in(connection: Connection, actor: Actor, steps: tuple[Step, ...]) -> Named:
    """Return who and which employers `steps` name by number; no statement if there is none."""
    actor.require(Right.FOLLOW_CASES)
    people = _numbers(steps, "assignee")
    employers = _numbers(steps, "employer")
    if not people and not employers:
        return Named({}, {})
    rows = connection.execute(
        union_all(
            select(literal(1).label("of"), person.c.id, person.c.name).where(
                person.c.id.in_(people)
            ),
            select(literal(2), employer.c.id, employer.c.name).where(employer.c.id.in_(employers)),
        )
    ).all()
    return Named(
        {row.id: row.name for row in rows if row.of == 1},
        {row.id: row.name for row in rows if row.of != 1},
    )


def _numbers(steps: tuple[Step, ...], name: str) -> list[int]:
    found = (step.details.get(name) for step in steps)
    listed = [one if isinstance(one, list) else [one] for one in found]
    return sorted({one for each in listed for one in each if isinstance(one, int)})
