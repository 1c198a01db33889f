"""Keys that take nothing more: their periods are being closed, or were.

Freezing keeps every writer out, and whoever stores a testimony looks here once it is let in: an
envelope is on disk before its key is frozen, and will be collected, or it is refused.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from grievance.store.errors import KeyFrozen
from grievance.store.rows import FrozenKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grievance.store.tables import Tables

_FREEZE = "INSERT INTO frozen (key_id, organisation, period, plan) VALUES (?, ?, ?, ?)"
_OF = """
    SELECT key_id, organisation, period, plan FROM frozen WHERE organisation = ? ORDER BY period
"""
_ANY_OF = "SELECT 1 FROM frozen WHERE key_id IN ({}) LIMIT 1"


class FrozenKeys:
    """The frozen keys in the intake's own rows. None is ever thawed."""

    def __init__(self, tables: Tables) -> None:
        """Keep them in `tables`."""
        self._tables = tables

    def freeze(self, key: FrozenKey) -> FrozenKey:
        """Let `key` take nothing more; return the key that is frozen for its period.

        That is the one that was frozen first, whatever another card says.
        """
        with self._tables.alone():
            before = (one for one in self.of(key.organisation) if one.period == key.period)
            frozen_first = next(before, None)
            if frozen_first is None:
                with self._tables.changing() as change:
                    change.run(_FREEZE, *astuple(key))
            return frozen_first or key

    def of(self, organisation: str) -> tuple[FrozenKey, ...]:
        """Return the frozen keys of `organisation`, by period."""
        return tuple(FrozenKey(*one) for one in self._tables.rows(_OF, organisation))

    def refuse(self, key_ids: Iterable[bytes]) -> None:
        """Raise `KeyFrozen` when one of these is frozen. The caller is let in as a writer."""
        asked = sorted(set(key_ids))
        if asked and self._tables.row(_ANY_OF.format(", ".join("?" * len(asked))), *asked):
            raise KeyFrozen
