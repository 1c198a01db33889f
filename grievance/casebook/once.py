"""A form makes something once: sent again, it leads to what it made.

    with database.writing() as connection:
        made = made_by(connection, press)             # None: this press is new
        if made is None:
            remember(connection, press, open_case(connection, actor, fields, now))

`press` is 32 bytes that only the same form with the same words in it gives. Both steps belong in
one write transaction: of two presses at once the second then finds what the first made. For pages
and stations, which asked for the right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from grievance.casebook.schema.pressed import pressed

if TYPE_CHECKING:
    from sqlalchemy import Connection


def made_by(connection: Connection, press: bytes) -> int | None:
    """Return the number of what this press made before, None if it made nothing yet."""
    found = connection.execute(select(pressed.c.made).where(pressed.c.digest == press))
    return found.scalar_one_or_none()


def remember(connection: Connection, press: bytes, made: int) -> None:
    """Note what this press made; the newest counts."""
    row = insert(pressed).values(digest=press, made=made)
    connection.execute(row.on_conflict_do_update(index_elements=["digest"], set_={"made": made}))
