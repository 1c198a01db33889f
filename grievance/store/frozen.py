"""Keys that take nothing more: their periods are being closed, or were.

Freezing holds the writer's lock, and so does whoever stores a testimony, who looks here behind it:
an envelope is on disk before its key is frozen, and will be collected, or it is refused.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from grievance.store.changes import changing
from grievance.store.connections import row
from grievance.store.errors import KeyFrozen, translated
from grievance.store.rows import FrozenKey
from grievance.store.schema import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from grievance.store.connections import Connections
    from grievance.store.lock import WriterLock

_FREEZE = insert(frozen)
_OF = (
    select(frozen.c.key_id, frozen.c.organisation, frozen.c.period, frozen.c.plan)
    .where(frozen.c.organisation == bindparam("whose"))
    .order_by(frozen.c.period)
)
_IS_FROZEN = "SELECT 1 FROM frozen WHERE key_id = ?"


class FrozenKeys:
    """The frozen keys in `intake.db`. None is ever thawed."""

    def __init__(self, path: Path, connections: Connections, lock: WriterLock) -> None:
        """Keep them in the file at `path`, which exists."""
        self._path = path
        self._connections = connections
        self._lock = lock

    def freeze(self, key: FrozenKey) -> FrozenKey:
        """Let `key` take nothing more; return the key that is frozen for its period.

        That is the one that was frozen first, whatever another card says.
        """
        with self._lock.held():
            before = (one for one in self.of(key.organisation) if one.period == key.period)
            frozen_first = next(before, None)
            if frozen_first is None:
                with translated(self._path):
                    connection = self._connections.to(self._path)
                    with changing(connection):
                        connection.execute(_FREEZE, asdict(key))
            return frozen_first or key

    def of(self, organisation: str) -> tuple[FrozenKey, ...]:
        """Return the frozen keys of `organisation`, by period."""
        with translated(self._path):
            rows = self._connections.to(self._path).execute(_OF, {"whose": organisation}).all()
        return tuple(FrozenKey(*one) for one in rows)

    def refuse(self, key_ids: Iterable[bytes]) -> None:
        """Raise `KeyFrozen` when one of these is frozen. The caller holds the lock."""
        with translated(self._path):
            connection = self._connections.to(self._path)
            if any(row(connection, _IS_FROZEN, key_id) for key_id in key_ids):
                raise KeyFrozen
