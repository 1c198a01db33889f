"""Answers between two pages: sealed to the worker's cookie, in a file that only memory holds.

    drafts = DraftStore.open(Path("/run/grievance/drafts.db"))
    drafts.put(draft_id, sealed, now=time.time())

The file has no migrations: it dies with the machine's memory. Its only time is a ten-minute tick:
who takes the running machine's memory learns to ten minutes when each draft was last looked at.
Memory can be swapped out: encrypt the swap or have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, bindparam, delete
from sqlalchemy import update as update_of

from grievance.store.connections import Connections, driver, row, writing
from grievance.store.errors import translated
from grievance.store.files import private_file, private_folder
from grievance.store.lock import WriterLock
from grievance.store.memory import require_memory

if TYPE_CHECKING:
    from pathlib import Path

TICK = 600  # seconds
_IDLE_TICKS = 6  # sixty minutes; the tick that was running is not counted

# OFF: there is no disk to wait for, and a crash of the machine takes the file with it.
_IN_MEMORY = ("journal_mode=WAL", "synchronous=OFF", "secure_delete=ON", "temp_store=MEMORY")

_tables = MetaData()
_draft = Table(
    "draft",
    _tables,
    Column("id", LargeBinary, primary_key=True),
    Column("tick", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
# On the driver, because every page runs one of these: 9 us where Core takes 38.
_NEW = "INSERT INTO draft (id, tick, body) VALUES (?, ?, ?) ON CONFLICT (id) DO "
_PUT = _NEW + "UPDATE SET tick = excluded.tick, body = excluded.body"
_PUT_FIRST = _NEW + "NOTHING"
_GET = "SELECT body, tick FROM draft WHERE id = ? AND tick >= ?"
_TOUCH = update_of(_draft).where(_draft.c.id == bindparam("draft")).values(tick=bindparam("tick"))
_DELETE = delete(_draft).where(_draft.c.id == bindparam("draft"))
_PURGE = delete(_draft).where(_draft.c.tick < bindparam("oldest"))


class DraftStore:
    """The drafts of one machine, used by any number of threads and processes, also over a fork."""

    def __init__(self, path: Path, busy_seconds: float) -> None:
        """Use `DraftStore.open`, which makes what is missing."""
        self._path = path
        self._connections = Connections(busy_seconds=busy_seconds, pragmas=_IN_MEMORY)
        self._lock = WriterLock(path.with_suffix(".lock"), busy_seconds)
        self._purged_at: int | None = None

    @classmethod
    def open(cls, path: Path, *, busy_seconds: float = 5.0) -> Self:
        """Open the file at `path`, or make it.

        Raise `DraftsNotInMemory` when its folder lies on a disk. No connection is open on
        return, so a process may fork then.
        """
        require_memory(path.parent)
        private_folder(path.parent)
        drafts = cls(path, busy_seconds)
        with drafts._lock.held(), translated(path):
            private_file(path)
            connection = drafts._connections.to(path)
            with writing(connection):
                _tables.create_all(connection)
            drafts.close()
        return drafts

    def close(self) -> None:
        """Let go of the file."""
        self._connections.close()

    def put(self, draft_id: bytes, body: bytes, now: float) -> None:
        """Keep `body` under `draft_id`, in place of an earlier one. `now`: seconds since 1970."""
        tick = _tick(now)
        with self._lock.held(), translated(self._path):
            driver(self._connections.to(self._path)).execute(_PUT, (draft_id, tick, body))
        self.purge_idle(now)

    def put_first(self, draft_id: bytes, body: bytes, now: float) -> bytes:
        """Keep `body` unless something is kept there already; return what is kept.

        Of two callers at once one is first, and both get the same answer.
        """
        tick = _tick(now)
        self.purge_idle(now)
        with self._lock.held(), translated(self._path):
            connection = driver(self._connections.to(self._path))
            if connection.execute(_PUT_FIRST, (draft_id, tick, body)).rowcount:
                return body
        return self.get(draft_id, now) or body

    def get(self, draft_id: bytes, now: float) -> bytes | None:
        """Return what is kept, unless nobody put or got it for sixty minutes (at most seventy)."""
        tick = _tick(now)
        self.purge_idle(now)
        with translated(self._path):
            connection = self._connections.to(self._path)
            found = row(connection, _GET, draft_id, tick - _IDLE_TICKS)
            if found is None:
                return None
            body, last = found
            if last < tick:  # written at most once in ten minutes
                with self._lock.held():
                    connection.execute(_TOUCH, {"draft": draft_id, "tick": tick})
        return bytes(body)

    def delete(self, draft_id: bytes) -> None:
        """Forget a draft, its bytes included; not an error when there is none."""
        with self._lock.held(), translated(self._path):
            connection = self._connections.to(self._path)
            connection.execute(_DELETE, {"draft": draft_id})
            self._empty_log()

    def purge_idle(self, now: float) -> int:
        """Forget the drafts that idled too long, their bytes included; return how many.

        `put` and `get` call it. Where no visitor comes, something else must: the hourly sweep
        does, and a serving process may as often as it likes, since within a tick only the first
        call does anything.
        """
        tick = _tick(now)
        if tick == self._purged_at:
            return 0
        with self._lock.held(), translated(self._path):
            oldest = {"oldest": tick - _IDLE_TICKS}
            purged = self._connections.to(self._path).execute(_PURGE, oldest).rowcount
            self._empty_log()
        self._purged_at = tick
        return purged

    def _empty_log(self) -> None:
        # Else the log would keep the removed bytes until it is written over. Where another
        # process is just reading, the next time does it.
        row(self._connections.to(self._path), "PRAGMA wal_checkpoint(TRUNCATE)")


def _tick(now: float) -> int:
    return int(now) // TICK
