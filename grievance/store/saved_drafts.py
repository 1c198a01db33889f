"""Drafts that workers saved to come back to: sealed to their receipts, gone after some days.

What is stored is the ISO week of the last day, because a date would tell the day of saving. So a
draft saved "until the 3rd" can be read until the Sunday after: its days and at most six more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from grievance.store.changes import changing
from grievance.store.errors import translated
from grievance.store.schema import saved_draft
from grievance.store.week import week_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Executable

    from grievance.store.connections import Connections
    from grievance.store.lock import WriterLock

_NEW = insert(saved_draft)
_PUT = _NEW.on_conflict_do_update(
    index_elements=[saved_draft.c.id],
    set_={"expires_week": _NEW.excluded.expires_week, "body": _NEW.excluded.body},
)
_GET = select(saved_draft.c.body).where(
    saved_draft.c.id == bindparam("draft"), saved_draft.c.expires_week >= bindparam("week")
)
_DELETE = delete(saved_draft).where(saved_draft.c.id == bindparam("draft"))
_PURGE = delete(saved_draft).where(saved_draft.c.expires_week < bindparam("week"))


class SavedDrafts:
    """The saved drafts in `intake.db`."""

    def __init__(self, path: Path, connections: Connections, lock: WriterLock) -> None:
        """Keep them in the file at `path`, which exists."""
        self._path = path
        self._connections = connections
        self._lock = lock

    def save(self, draft_id: bytes, body: bytes, expires: date) -> None:
        """Keep `body`, in place of an earlier one, through the week of `expires`."""
        self._write(_PUT, {"id": draft_id, "body": body, "expires_week": week_of(expires)})

    def get(self, draft_id: bytes, today: date) -> bytes | None:
        """Return what was saved, unless its week is over."""
        with translated(self._path):
            connection = self._connections.to(self._path)
            values = {"draft": draft_id, "week": week_of(today)}
            return connection.execute(_GET, values).scalar_one_or_none()

    def delete(self, draft_id: bytes) -> None:
        """Forget one; not an error when there is none."""
        self._write(_DELETE, {"draft": draft_id})

    def purge(self, today: date) -> int:
        """Forget those whose week is over; return how many."""
        return self._write(_PURGE, {"week": week_of(today)})

    def _write(self, statement: Executable, values: dict[str, object]) -> int:
        with self._lock.held(), translated(self._path):
            connection = self._connections.to(self._path)
            with changing(connection):
                return connection.execute(statement, values).rowcount
