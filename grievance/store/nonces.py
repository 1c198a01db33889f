"""Nonces that courier requests were signed with: each is good for one request.

A request is accepted for at most ten minutes (300 s either way), so what is older than fifteen
need not be remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grievance.store.tables import Tables

TICK = 300
"""Seconds a tick lasts: a nonce is stored with the number of its tick since 1970."""
_REMEMBERED = 3  # ticks: fifteen minutes; the tick that was running is not counted

_SPEND = "INSERT INTO nonce (digest, tick) VALUES (?, ?) ON CONFLICT DO NOTHING"
_PURGE = "DELETE FROM nonce WHERE tick < ?"
_OLD = "SELECT 1 FROM nonce WHERE tick < ? LIMIT 1"


class Nonces:
    """The nonces in the intake's own rows."""

    def __init__(self, tables: Tables) -> None:
        """Keep them in `tables`."""
        self._tables = tables

    def spend(self, digest: bytes, tick: int) -> bool:
        """Remember a nonce and forget the old ones; return whether it was new."""
        with self._tables.alone(), self._tables.changing() as change:
            change.run(_PURGE, tick - _REMEMBERED)
            return change.run(_SPEND, digest, tick) == 1

    def purge(self, tick: int) -> None:
        """Forget the old ones, where no further call did."""
        oldest = tick - _REMEMBERED
        with self._tables.alone():
            if self._tables.row(_OLD, oldest) is not None:
                with self._tables.changing() as change:
                    change.run(_PURGE, oldest)
