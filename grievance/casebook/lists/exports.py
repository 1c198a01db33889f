"""Downloads of lists: who may have one, and what the journal keeps of it.

require_export(actor, CASES)
note_export(connection, actor, Download(CASES, query, "csv", rows=12), now)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.journal import Entry, write
from grievance.casebook.lists.listing import Kind, legible
from grievance.casebook.permissions import Right

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.lists.listing import Filter, ListOf, Query
    from grievance.casebook.permissions import Actor


@dataclass(frozen=True)
class Download:
    """A list as it was asked for, the format of the file, how many rows went into it."""

    of: ListOf
    query: Query
    format: str
    rows: int


def require_export(actor: Actor, of: ListOf) -> None:
    """Return when `actor` may see the list and carry it away; raises `NotAllowed`."""
    actor.require(Right.EXPORT)
    actor.require(of.right)


def note_export(connection: Connection, actor: Actor, made: Download, now: datetime) -> None:
    """Write into the journal that a list leaves this desk; raises `NotAllowed`."""
    require_export(actor, made.of)
    told = {
        "list": made.of.id,
        "format": made.format,
        "rows": made.rows,
        "filters": _filters(made),
        "sort": made.query.sort or made.of.sort,
    }
    write(connection, Entry(now, actor.name, "exported", "list", None, told))


def _filters(made: Download) -> list[str]:
    """Return the filters with what was chosen; what was typed may be a name and is left out."""
    return [
        f"{one.id}: {_kept(one, made.query.filters[one.id])}"
        for one in made.of.filters
        if one.id in made.query.filters
    ]


def _kept(one: Filter, asked_for: str) -> str:
    may_be_a_name = one.kind is Kind.TEXT or not legible(one.kind, asked_for)
    return "typed" if may_be_a_name else asked_for
