"""What a desk that was cut off left in its outbox: replies that no row of the database knows.

A reply is put there before its row is kept, and goes after its row is gone: nobody can do both at
the same moment. So a cut leaves a reply of nobody, or one that was taken back, or one whose account
was. The database decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from grievance.casebook.arrivals import outbox
from grievance.casebook.schema.messages import message

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def forget_strays(connection: Connection, folder: Path) -> None:
    """Take away what waits in the outbox of `folder` and belongs to no reply; `CasebookFull`.

    Within a transaction that writes: nobody is about to send one then.
    """
    known = select(message.c.outbox).where(message.c.outbox.is_not(None))
    outbox.keep_only(folder, frozenset(connection.execute(known).scalars()))
