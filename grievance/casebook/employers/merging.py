"""Merging employers that are one, and undoing it exactly, in whatever order.

    would_move(connection, actor, seen.id)              # Moving(reports=12, cases=1)
    merge(connection, actor, facts, seen, into, now=now)
    undo_merge(connection, actor, facts, seen, now=now)

Each row remembers the very employer it was merged into; its head is where that road ends. No
report and no case is rewritten: they are counted under the head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select, update

from grievance.casebook.employers.alerts import drop_unreached, raise_alerts
from grievance.casebook.employers.employer_errors import CannotMerge
from grievance.casebook.employers.employers import as_seen, save
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.reports import report

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.employers.employers import Seen
    from grievance.casebook.permissions import Actor
    from grievance.reference.facts import Facts


class Moving(NamedTuple):
    """How much is counted elsewhere after a merge or its undoing."""

    reports: int
    cases: int


def would_move(connection: Connection, actor: Actor, number: int) -> Moving:
    """Return what is counted under an employer and all that were merged into it.

    Raises `NotAllowed`. For one that was merged it is what comes back when that is undone.
    """
    actor.require(Right.READ_REPORTS)
    return _moving(connection, _below(_roads(connection, number), number))


def merge(  # noqa: PLR0913 - two employers, who and when
    connection: Connection, actor: Actor, facts: Facts, seen: Seen, into: Seen, *, now: datetime
) -> Moving:
    """Count an employer, with all that were merged into it, under `into` from now on.

    Raises `NotAllowed`, `NotFound`, `ChangedMeanwhile`, and `CannotMerge` when either was merged
    already or both are one.
    """
    actor.require(Right.FOLLOW_CASES)
    one, other = as_seen(connection, actor, seen), as_seen(connection, actor, into)
    if one.id == other.id or one.merged_into or other.merged_into:
        raise CannotMerge
    moved = _below(_roads(connection, one.id), one.id)
    save(connection, seen, merged_into=other.id)
    save(connection, into)
    _count_under(connection, moved, other.id)
    raise_alerts(connection, facts, {(other.id, code) for code in facts.grievance_codes}, now)
    moving = _moving(connection, moved)
    details = {"into": other.id, **moving._asdict()}
    write(connection, Entry(now, actor.name, "merged", "employer", one.id, details))
    return moving


def undo_merge(
    connection: Connection, actor: Actor, facts: Facts, seen: Seen, *, now: datetime
) -> Moving:
    """Count an employer for itself again, with all that were merged into it.

    Alerts that only the merge had raised go. Raises `NotAllowed`, `NotFound`, `ChangedMeanwhile`,
    and `CannotMerge` for one that is not merged.
    """
    actor.require(Right.FOLLOW_CASES)
    one = as_seen(connection, actor, seen)
    if one.merged_into is None:
        raise CannotMerge
    moved = _below(_roads(connection, one.id), one.id)
    save(connection, seen, merged_into=None)
    _count_under(connection, moved, one.id)
    drop_unreached(connection, one.head)
    raise_alerts(connection, facts, {(one.id, code) for code in facts.grievance_codes}, now)
    moving = _moving(connection, moved)
    details = {"from": one.merged_into, **moving._asdict()}
    write(connection, Entry(now, actor.name, "separated", "employer", one.id, details))
    return moving


def _roads(connection: Connection, number: int) -> dict[int, int | None]:
    """Return where each employer with the same head as `number` was merged into."""
    same = select(employer.c.head_id).where(employer.c.id == number).scalar_subquery()
    rows = select(employer.c.id, employer.c.merged_into).where(employer.c.head_id == same)
    return {row.id: row.merged_into for row in connection.execute(rows)}


def _below(roads: Mapping[int, int | None], number: int) -> frozenset[int]:
    """Return `number` and all whose road leads over it. Heads alone are merged: no rings."""
    found = {number}
    while more := {one for one, into in roads.items() if into in found} - found:
        found |= more
    return frozenset(found)


def _count_under(connection: Connection, moved: Collection[int], head: int) -> None:
    connection.execute(update(employer).where(employer.c.id.in_(moved)).values(head_id=head))


def _moving(connection: Connection, moved: Collection[int]) -> Moving:
    reports = select(func.count()).select_from(report).where(report.c.employer_id.in_(moved))
    cases = select(func.count()).select_from(case).where(case.c.employer_id.in_(moved))
    found = connection.execute(select(reports.scalar_subquery(), cases.scalar_subquery())).one()
    return Moving(*found)
