"""How far each file of the spool was opened: kept with the reports that it brought.

The row moves in the same transaction as they do, so a run that was cut goes on where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from grievance.casebook.arrivals.spool_file import Place
from grievance.casebook.schema.reports import spooled

if TYPE_CHECKING:
    from sqlalchemy import Connection


def places(connection: Connection) -> dict[bytes, Place]:
    """Return how far the file of each key was opened, by key id."""
    rows = connection.execute(select(spooled))
    return {bytes.fromhex(row.file): Place(row.generation, row.offset, row.records) for row in rows}


def move(connection: Connection, key_id: bytes, place: Place) -> None:
    """Note that everything before `place` was opened."""
    values = place._asdict()
    row = insert(spooled).values(file=key_id.hex(), **values)
    connection.execute(row.on_conflict_do_update(index_elements=["file"], set_=values))
