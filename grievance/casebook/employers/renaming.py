"""Renaming an employer or putting it into another group, and changing that back.

    rename(connection, actor, seen, checked("Sama Kenya", "Sama"), now)
    rename_back(connection, actor, seen, step, now)      # a step of history_of

The journal holds both names: what anybody called an employer can always be found again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from grievance.casebook.employers.employer_names import Names
from grievance.casebook.employers.employers import as_seen, require_free, save
from grievance.casebook.errors import NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer as table
from grievance.casebook.schema.journal import entry

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from grievance.casebook.employers.employers import Seen
    from grievance.casebook.permissions import Actor

NEWEST = 20
OTHERS = ("into", "from")
"""The details that name another employer: into which one was merged, or from which it came."""
_FIELDS = ("name", "group")


@dataclass(frozen=True)
class Step:
    """One thing done to employer `subject`; `number` is that of the journal, `moment` in UTC."""

    number: int
    subject: int
    moment: str
    person: str
    action: str
    details: Mapping[str, object]

    @property
    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """Of a renaming: which of "name" and "group", from what, to what."""
        if self.action != "renamed":
            return ()
        pairs = {name: self.details[name] for name in _FIELDS if name in self.details}
        return tuple((name, str(two[0]), str(two[1])) for name, two in pairs.items()
                     if isinstance(two, list))  # fmt: skip


def rename(
    connection: Connection, actor: Actor, seen: Seen, names: Names, now: datetime
) -> tuple[str, ...]:
    """Give an employer `names`; return which of "name" and "group" changed.

    Raises `NotAllowed`, `NotFound`, `ChangedMeanwhile`, `NameTaken`.
    """
    actor.require(Right.FOLLOW_CASES)
    before = as_seen(connection, actor, seen)
    told = {
        field: [getattr(before, field), getattr(names, field)]
        for field in _FIELDS
        if getattr(before, field) != getattr(names, field)
    }
    if not told:
        return ()
    require_free(connection, names.name, seen.id)
    save(connection, seen, **names.columns)
    write(connection, Entry(now, actor.name, "renamed", "employer", seen.id, told))
    return tuple(told)


def rename_back(
    connection: Connection, actor: Actor, seen: Seen, step: int, now: datetime
) -> tuple[str, ...]:
    """Give an employer the names it had before `step`, the number of a renaming of it.

    Raises what `rename` raises, `NotFound` also for any other step.
    """
    actor.require(Right.FOLLOW_CASES)
    current = as_seen(connection, actor, seen)
    renamed = select(entry.c.details).where(
        entry.c.id == step,
        entry.c.kind == "employer",
        entry.c.action == "renamed",
        entry.c.subject == seen.id,
    )
    stored = connection.execute(renamed).scalar_one_or_none()
    if stored is None:
        raise NotFound
    before = {field: pair[0] for field, pair in json.loads(stored).items()}
    names = Names(before.get("name", current.name), before.get("group", current.group))
    return rename(connection, actor, seen, names, now)


def history_of(connection: Connection, actor: Actor, numbers: Collection[int]) -> tuple[Step, ...]:
    """Return the newest steps of some employers, newest first; raises `NotAllowed`."""
    actor.require(Right.READ_REPORTS)
    own = select(entry).where(entry.c.kind == "employer", entry.c.subject.in_(numbers))
    rows = connection.execute(own.order_by(entry.c.id.desc()).limit(NEWEST))
    return tuple(map(_step, rows))


def named_in(connection: Connection, actor: Actor, steps: Collection[Step]) -> dict[int, str]:
    """Return today's names of the other employers that `steps` name; no statement for none."""
    actor.require(Right.READ_REPORTS)
    found = {step.details.get(name) for step in steps for name in OTHERS}
    numbers = [one for one in found if isinstance(one, int)]
    if not numbers:
        return {}
    rows = connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(numbers)))
    return {row.id: row.name for row in rows}


def _step(row: Row[tuple[object, ...]]) -> Step:
    return Step(row.id, row.subject, row.moment, row.person, row.action, json.loads(row.details))
