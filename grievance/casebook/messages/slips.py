"""Invitation slips: codes that are drawn, printed once, and known to nobody afterwards.

    codes = slips.draw(actor, 50)
    sheet = pdf_sheet(codes, address)               # before anything is kept: it may fail
    slips.keep(database, actor, codes, now)         # their digests wait for the courier

The desk keeps how many there were and who made them; of the codes only SHA-256 digests, in the
outbox, until the courier has carried them. Sorted, so that no order tells which slip was which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from grievance.casebook.arrivals import outbox
from grievance.casebook.errors import CasebookError
from grievance.casebook.journal import Entry, write
from grievance.casebook.lists.listing import Column, Kind, ListOf
from grievance.casebook.permissions import Right
from grievance.casebook.schema.messages import slip_batch as table
from grievance.casebook.schema.people import person
from grievance.envelope.slip import SlipCode
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor

MOST = 500
"""Slips of one batch: fifty pages."""
_WAITS, _CARRIED = "waits", "carried"
_STATES = {
    _WAITS: say("slips", "Not there yet: the courier takes them along next time"),
    _CARRIED: say("slips", "Can be used"),
}

SLIPS = ListOf(
    "slips",
    say("slips", "Invitation slips"),
    Right.MAKE_SLIPS,
    table.outerjoin(person, person.c.id == table.c.made_by),
    table.c.id,
    columns=(
        Column("batch", say("slip column", "Batch"), table.c.id, Kind.NUMBER),
        Column("day", say("slip column", "Day"), table.c.day, Kind.DAY),
        Column("slips", say("slip column", "Slips"), table.c.slips, Kind.NUMBER),
        Column("by", say("slip column", "Made by"), person.c.name),
        # What is selected is a name in the outbox: `with_state` says what that means.
        Column(
            "state",
            say("slip column", "At the intake"),
            table.c.outbox,
            Kind.CHOICE,
            sorts=False,
            words=_STATES,
        ),
    ),
    sort="batch",
)


class BadSlipCount(CasebookError):
    """Nobody can make so many slips at once."""

    status = 422

    def __init__(self) -> None:
        """Say how many."""
        super().__init__(f"A batch has 1 to {MOST} slips.", "Make several batches.")


def draw(actor: Actor, count: int) -> tuple[SlipCode, ...]:
    """Draw new codes; raises `NotAllowed` and `BadSlipCount`. Nothing is kept yet."""
    actor.require(Right.MAKE_SLIPS)
    if not 1 <= count <= MOST:
        raise BadSlipCount
    return tuple(SlipCode.new() for _ in range(count))


def keep(database: Database, actor: Actor, codes: Sequence[SlipCode], now: datetime) -> int:
    """Let the digests of `codes` wait for the courier; return the number of the batch.

    Raises `NotAllowed` and `CasebookFull`; then no slip of it can be redeemed.
    """
    actor.require(Right.MAKE_SLIPS)
    digests = sorted(code.hash for code in codes)
    with database.writing() as connection:
        values = {
            "made_by": actor.user_id,
            "day": now.date().isoformat(),
            "slips": len(digests),
            "outbox": "",
        }
        number = int(connection.execute(insert(table).returning(table.c.id), values).scalar_one())
        told = {"slips": len(digests)}
        write(connection, Entry(now, actor.name, "made", "slips", number, told))
        name = outbox.put_slips(database.path.parent, number, digests)
        kept = update(table).where(table.c.id == number).values(outbox=name)
        connection.execute(kept)
    return number


def with_state(rows: Iterable[Mapping[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    """Yield rows of `SLIPS` that say whether the courier of this `folder` has carried them."""
    for row in rows:
        yield {**row, "state": _WAITS if outbox.waits(folder, row["state"]) else _CARRIED}
