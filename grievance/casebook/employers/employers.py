"""Employers as this desk knows them: a row for each, made when it is first needed.

    known = ensure_listed(connection, facts, {"sama"})     # {"sama": 1}
    employer = find(connection, actor, known["sama"])

An employer is counted under its head: itself, or the one into which it was merged (merging.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, select, update

from grievance.casebook.employers.employer_errors import NameTaken
from grievance.casebook.employers.employer_names import Names, folded
from grievance.casebook.errors import ChangedMeanwhile, NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer as table
from grievance.reference.names import words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from grievance.casebook.permissions import Actor
    from grievance.reference.employers import Employer as Listed
    from grievance.reference.employers import Employers
    from grievance.reference.facts import Facts


__all__ = [
    "Employer",
    "Seen",
    "add",
    "as_seen",
    "employer_of",
    "ensure_listed",
    "find",
    "folded",
    "group_name",
    "require_free",
    "save",
]


@dataclass(frozen=True)
class Employer:
    """One employer. `merged_into` is None unless it was merged; `listed` its id in the list.

    `head` is the number of the employer under which it is counted, `version` grows with each
    change: whoever changes it says which version was seen.
    """

    id: int
    listed: str | None
    name: str
    group: str
    head: int
    merged_into: int | None
    version: int

    @property
    def seen(self) -> Seen:
        """The employer as it stands now, for whoever goes on to change it."""
        return Seen(self.id, self.version)


class Seen(NamedTuple):
    """An employer by its number, and the version it had when somebody began to change it."""

    id: int
    version: int


def ensure_listed(connection: Connection, facts: Facts, ids: Iterable[str]) -> dict[str, int]:
    """Return the number of each employer of the reference list, making the rows that lack.

    Two statements when all rows are there. An id that this desk's list does not hold is left out
    of the answer: treat it as a name nobody has listed.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    known = _numbers(connection, wanted)
    missing = [each for each in facts.employers.all if each.id in wanted - known.keys()]
    for each in missing:
        names = Names(each.name, group_name(facts.employers, each))
        known[each.id] = _add(connection, names, each.id)
    return known


def group_name(employers: Employers, listed: Listed) -> str:
    """Return what the group of a listed employer is called.

    The name of the employer that gave the group its id, else an alias that reads like the id,
    else the id itself.
    """
    head = employers.get(listed.group)
    if head:
        return head.name
    alike = (alias for alias in listed.aliases if "".join(words(alias)) == _plain(listed.group))
    return next(alike, listed.group)


def find(connection: Connection, actor: Actor, number: int) -> Employer:
    """Return the employer with that number; raises `NotAllowed`, `NotFound`."""
    actor.require(Right.READ_REPORTS)
    row = connection.execute(select(table).where(table.c.id == number)).one_or_none()
    if row is None:
        raise NotFound
    return employer_of(row)


def add(connection: Connection, actor: Actor, names: Names, now: datetime) -> int:
    """Make an employer that is in no list and return its number.

    Raises `NotAllowed` and `NameTaken`.
    """
    actor.require(Right.FOLLOW_CASES)
    require_free(connection, names.name)
    number = _add(connection, names, None)
    write(connection, Entry(now, actor.name, "made", "employer", number))
    return number


def require_free(connection: Connection, name: str, own: int | None = None) -> None:
    """Return when no employer but number `own` is called so, whatever the case.

    Raises `NameTaken`. Names that only read alike may be two employers: of two countries, say.
    """
    same = select(table.c.id, table.c.name).where(table.c.name_folded == folded(name))
    rows = connection.execute(same).all()
    taken = [row for row in rows if row.name.casefold() == name.casefold() and row.id != own]
    if taken:
        raise NameTaken


def as_seen(connection: Connection, actor: Actor, seen: Seen) -> Employer:
    """Return the employer; raises `NotAllowed`, `NotFound`, `ChangedMeanwhile` if it is newer."""
    found = find(connection, actor, seen.id)
    if found.version != seen.version:
        raise ChangedMeanwhile
    return found


def save(connection: Connection, seen: Seen, **values: object) -> None:
    """Write columns of an employer; raises `ChangedMeanwhile`. For this station only."""
    row = update(table).where(table.c.id == seen.id, table.c.version == seen.version)
    done = connection.execute(row.values(version=seen.version + 1, **values))
    if done.rowcount != 1:
        raise ChangedMeanwhile


def employer_of(row: Row[tuple[object, ...]]) -> Employer:
    """Return a row of the table as an employer. For this station only."""
    return Employer(
        row.id, row.listed, row.name, row.group_name, row.head_id, row.merged_into, row.version
    )


def _numbers(connection: Connection, listed: set[str]) -> dict[str, int]:
    rows = connection.execute(select(table.c.listed, table.c.id).where(table.c.listed.in_(listed)))
    return {row.listed: row.id for row in rows}


def _add(connection: Connection, names: Names, listed: str | None) -> int:
    values = {**names.columns, "listed": listed, "version": 1}
    number = connection.execute(insert(table).returning(table.c.id), values).scalar_one()
    connection.execute(update(table).where(table.c.id == number).values(head_id=number))
    return int(number)


def _plain(group: str) -> str:
    return group.replace("_", "")
