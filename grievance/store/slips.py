"""Invitation slips that wait to be redeemed: of each only the SHA-256 that the desk sent.

Whose slip it was is forgotten with it, and nothing says which testimony it was redeemed with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert

from grievance.store.changes import changing
from grievance.store.connections import row
from grievance.store.errors import translated
from grievance.store.schema import slip

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from grievance.store.connections import Connections
    from grievance.store.lock import WriterLock

_ADD = insert(slip)
_WAITS = "SELECT 1 FROM slip WHERE digest = ?"
_WAITING = "SELECT count(*) FROM slip WHERE organisation = ?"
_FORGET = delete(slip).where(slip.c.digest == bindparam("redeemed"))


class Slips:
    """The slips in `intake.db`."""

    def __init__(self, path: Path, connections: Connections, lock: WriterLock) -> None:
        """Keep them in the file at `path`, which exists."""
        self._path = path
        self._connections = connections
        self._lock = lock

    def add(self, organisation: str, hashes: Collection[bytes]) -> int:
        """Let the slips with these `hashes` be redeemed; return how many are new.

        All or none: where one of them waits they came before, and those that do not wait any more
        were redeemed. Whoever asks twice must not let them vouch twice.
        """
        new = sorted(set(hashes))
        rows = [{"digest": one, "organisation": organisation} for one in new]
        with self._lock.held():
            if not rows or any(map(self.wait, new)):
                return 0
            with translated(self._path):
                connection = self._connections.to(self._path)
                with changing(connection):
                    connection.execute(_ADD, rows)
        return len(rows)

    def wait(self, digest: bytes) -> bool:
        """Tell whether a slip can be redeemed."""
        with translated(self._path):
            return row(self._connections.to(self._path), _WAITS, digest) is not None

    def waiting(self, organisation: str) -> int:
        """Count the slips of `organisation` that wait."""
        with translated(self._path):
            return self._count(organisation)

    def forget(self, digest: bytes) -> None:
        """Redeem a slip; not an error when there is none. The caller holds the lock."""
        with translated(self._path):
            connection = self._connections.to(self._path)
            with changing(connection):
                connection.execute(_FORGET, {"redeemed": digest})

    def _count(self, organisation: str) -> int:
        found = row(self._connections.to(self._path), _WAITING, organisation)
        return 0 if found is None else int(found[0])
