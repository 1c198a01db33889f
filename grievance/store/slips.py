"""Invitation slips that wait to be redeemed: of each only the SHA-256 that the desk sent.

Whose slip it was is forgotten with it, and nothing says which testimony it was redeemed with. Of
each call that brought slips one SHA-256 over all of them stays, so that it brings them once.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from grievance.store.tables import Tables

_ADD = "INSERT INTO slip (digest, organisation) VALUES (?, ?)"
_WAITS = "SELECT 1 FROM slip WHERE digest = ?"
_WAITING = "SELECT count(*) FROM slip WHERE organisation = ?"
_NOTE = "INSERT INTO slip_call (digest) VALUES (?)"
_NOTED = "SELECT 1 FROM slip_call WHERE digest = ?"
_FORGET = "DELETE FROM slip WHERE digest = ?"


class Slips:
    """The slips in the intake's own rows."""

    def __init__(self, tables: Tables) -> None:
        """Keep them in `tables`."""
        self._tables = tables

    def add(self, organisation: str, hashes: Collection[bytes]) -> int:
        """Let the slips with these `hashes` be redeemed; return how many are new.

        All or none: where the same ones came before, or one of them waits, those that do not wait
        any more were redeemed. Whoever asks twice must not let them vouch twice.
        """
        new = sorted(set(hashes))
        # Over all of them: who has one slip cannot find out that its call came.
        call = hashlib.sha256(b"".join(new)).digest()
        with self._tables.alone():
            if not new or self._tables.row(_NOTED, call) or any(map(self.wait, new)):
                return 0
            with self._tables.changing() as change:
                change.run(_NOTE, call)
                change.run_each(_ADD, [(one, organisation) for one in new])
        return len(new)

    def wait(self, digest: bytes) -> bool:
        """Tell whether a slip can be redeemed."""
        return self._tables.row(_WAITS, digest) is not None

    def waiting(self, organisation: str) -> int:
        """Count the slips of `organisation` that wait."""
        found = self._tables.row(_WAITING, organisation)
        return 0 if found is None else int(found[0])

    def forget(self, digest: bytes) -> None:
        """Redeem a slip; not an error when there is none. The caller is let in as a writer."""
        with self._tables.changing() as change:
            change.run(_FORGET, digest)
