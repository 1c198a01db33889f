"""An employer together with all that were merged into it, and all employers of a group.

family = family_of(connection, actor, number)
family.head.name, family.numbers
group = group_of(connection, actor, number)     # the group of that employer
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from grievance.casebook.employers.employers import Employer, employer_of
from grievance.casebook.errors import NotFound
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer as table

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor


@dataclass(frozen=True)
class Family:
    """One employer as it is counted: its head, and those that were merged into it."""

    head: Employer
    merged: tuple[Employer, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of all of them."""
        return frozenset({self.head.id, *(each.id for each in self.merged)})


@dataclass(frozen=True)
class Group:
    """A group: its name, the employers counted in it by name, and the numbers of all their rows."""

    name: str
    heads: tuple[Employer, ...]
    numbers: frozenset[int]


def family_of(connection: Connection, actor: Actor, number: int) -> Family:
    """Return the family an employer is counted in; raises `NotAllowed`, `NotFound`."""
    actor.require(Right.READ_REPORTS)
    own = table.alias("own")
    head = select(own.c.head_id).where(own.c.id == number).scalar_subquery()
    rows = connection.execute(
        select(table).where(table.c.head_id == head).order_by(func.lower(table.c.name), table.c.id)
    )
    members = tuple(map(employer_of, rows))
    if not members:
        raise NotFound
    (first,) = (each for each in members if each.id == each.head)
    return Family(first, tuple(each for each in members if each is not first))


def group_of(connection: Connection, actor: Actor, number: int) -> Group:
    """Return the group an employer is counted in; raises `NotAllowed`, `NotFound`."""
    actor.require(Right.READ_REPORTS)
    head, own, own_head = table.alias("head"), table.alias("own"), table.alias("own_head")
    name = (
        select(own_head.c.group_name)
        .join(own, own.c.head_id == own_head.c.id)
        .where(own.c.id == number)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(table)
        .join(head, head.c.id == table.c.head_id)
        .where(head.c.group_name == name)
        .order_by(func.lower(table.c.name), table.c.id)
    )
    members = tuple(map(employer_of, rows))
    if not members:
        raise NotFound
    heads = tuple(each for each in members if each.id == each.head)
    return Group(heads[0].group, heads, frozenset(each.id for each in members))


def group_names(connection: Connection, actor: Actor) -> tuple[str, ...]:
    """Return the names of all groups, in alphabetical order; raises `NotAllowed`."""
    actor.require(Right.READ_REPORTS)
    names = select(table.c.group_name).distinct().where(table.c.head_id == table.c.id)
    return tuple(sorted(connection.execute(names).scalars(), key=str.casefold))
