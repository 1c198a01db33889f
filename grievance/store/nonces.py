"""Nonces that courier requests were signed with: each is good for one request.

A request is accepted for at most ten minutes (300 s either way), so what is older than fifteen
need not be remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.sqlite import insert

from grievance.store.changes import changing
from grievance.store.connections import row
from grievance.store.errors import translated
from grievance.store.schema import nonce

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.store.connections import Connections
    from grievance.store.lock import WriterLock

TICK = 300
"""Seconds a tick lasts: a nonce is stored with the number of its tick since 1970."""
_REMEMBERED = 3  # ticks: fifteen minutes; the tick that was running is not counted

_SPEND = insert(nonce).on_conflict_do_nothing()
_PURGE = delete(nonce).where(nonce.c.tick < bindparam("oldest"))
_OLD = "SELECT 1 FROM nonce WHERE tick < ? LIMIT 1"


class Nonces:
    """The nonces in `intake.db`."""

    def __init__(self, path: Path, connections: Connections, lock: WriterLock) -> None:
        """Keep them in the file at `path`, which exists."""
        self._path = path
        self._connections = connections
        self._lock = lock

    def spend(self, digest: bytes, tick: int) -> bool:
        """Remember a nonce and forget the old ones; return whether it was new."""
        with self._lock.held(), translated(self._path):
            connection = self._connections.to(self._path)
            with changing(connection):
                connection.execute(_PURGE, {"oldest": tick - _REMEMBERED})
                spent = connection.execute(_SPEND, {"digest": digest, "tick": tick})
                return spent.rowcount == 1

    def purge(self, tick: int) -> None:
        """Forget the old ones, where no further call did."""
        oldest = tick - _REMEMBERED
        with self._lock.held(), translated(self._path):
            connection = self._connections.to(self._path)
            if row(connection, _OLD, oldest) is not None:
                with changing(connection):
                    connection.execute(_PURGE, {"oldest": oldest})
