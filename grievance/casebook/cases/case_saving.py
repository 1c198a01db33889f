"""What every change of a case does: look whether it stands as seen, write it, journal it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import update

from grievance.casebook.cases.case_errors import NotNow
from grievance.casebook.cases.case_words import FOLLOWING, Status
from grievance.casebook.cases.cases import find_case
from grievance.casebook.errors import ChangedMeanwhile
from grievance.casebook.schema.cases import case as table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from grievance.casebook.cases.cases import Case
    from grievance.casebook.permissions import Actor


class Seen(NamedTuple):
    """A case by its id, and the version it had when somebody began to change it."""

    id: int
    version: int


def as_seen(connection: Connection, actor: Actor, seen: Seen) -> Case:
    """Return the case; raises `NotAllowed`, `NotFound`, and `ChangedMeanwhile` if it is newer."""
    found = find_case(connection, actor, seen.id)
    if found.version != seen.version:
        raise ChangedMeanwhile
    return found


def save(connection: Connection, seen: Seen, values: Mapping[str, object]) -> None:
    """Write columns of a case; raises `ChangedMeanwhile`. For this station only."""
    row = update(table).where(table.c.id == seen.id, table.c.version == seen.version)
    done = connection.execute(row.values(version=seen.version + 1, **values))
    if done.rowcount != 1:
        raise ChangedMeanwhile


def save_status(
    connection: Connection, before: Case, to: Status, values: Mapping[str, object]
) -> None:
    """Let a case stand at `to`; raises `NotNow` and `ChangedMeanwhile`. For this station only."""
    if to not in FOLLOWING[before.status]:
        raise NotNow
    save(connection, Seen(before.id, before.version), {"status": to, **values})


def details(fields: Mapping[str, object], reason: str) -> dict[str, object]:
    """Return what the journal keeps of a change: each field from what to what, and why."""
    return {**fields, **({"reason": reason} if reason else {})}
