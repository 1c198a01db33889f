"""Statistics keys: one SQLCipher file a quarter, which no backup and no recovery ever holds.

    quarters = Quarters.of(database)
    quarters.make(private, {holder_id: holder_public})
    quarters.held(actor)["2026Q4"]           # HeldKey, for the close of that quarter

When a quarter's numbers are published its file is deleted, and what was sealed to its key can
never be read again. That is why its keys must never lie anywhere else.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from grievance.casebook import cipher
from grievance.casebook.errors import CasebookExists
from grievance.envelope.period import Quarter
from grievance.opening.grants import open_grant, seal_grant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlcipher3 import dbapi2 as sqlcipher

    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor
    from grievance.envelope.keys import PublicKey
    from grievance.opening.held import HeldKey
    from grievance.opening.keys import PrivateKey

FOLDER = "quarters"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_PATIENCE = 5.0  # seconds
_TABLES = (
    "CREATE TABLE statistics_key (key_id BLOB PRIMARY KEY, public BLOB NOT NULL)",
    "CREATE TABLE grant_of_key (person_id INTEGER PRIMARY KEY, sealed BLOB NOT NULL)",
)


@dataclass(frozen=True)
class Quarters:
    """The folder of these files, and the 32 bytes that open each with its own salt."""

    folder: Path
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, database: Database) -> Self:
        """Return those beside the desk's file; the same passphrase opens them."""
        return cls(database.path.parent / FOLDER, database.file_key)

    def periods(self) -> list[str]:
        """Return the quarters whose keys are here ("2026Q4"), oldest first."""
        return sorted(path.stem for path in self.folder.glob("*.db"))

    def key_ids(self) -> dict[str, bytes]:
        """Return the id of each quarter's key, by quarter."""
        found = {}
        for period in self.periods():
            with self._reading(period) as connection:
                row = connection.execute("SELECT key_id FROM statistics_key").fetchone()
            found[period] = bytes(row[0])
        return found

    def make(self, private: PrivateKey, holders: Mapping[int, PublicKey]) -> None:
        """Keep a quarter's key as a grant to each of `holders`; raises `CasebookExists`."""
        path = self._path(private.period or "")
        self.folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        if path.exists():
            raise CasebookExists(path)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _FILE_MODE))
        with self._writing(path, os.urandom(cipher.SALT_SIZE)) as connection:
            for table in _TABLES:
                connection.execute(table)
            row = (private.id, private.public.raw)
            connection.execute("INSERT INTO statistics_key VALUES (?, ?)", row)
            for person_id, public in holders.items():
                _insert(connection, person_id, seal_grant(private.held(), public))

    def held(self, actor: Actor) -> dict[str, HeldKey]:
        """Open this person's grants, by quarter."""
        found = {}
        for period in self.periods():
            with self._reading(period) as connection:
                sealed = _grant(connection, actor.user_id)
            if sealed and actor.key:
                found[period] = open_grant(sealed, actor.key)
        return found

    def holders(self) -> dict[str, frozenset[int]]:
        """Return who holds each quarter's key, by number of the person."""
        found = {}
        for period in self.periods():
            with self._reading(period) as connection:
                rows = connection.execute("SELECT person_id FROM grant_of_key").fetchall()
            found[period] = frozenset(row[0] for row in rows)
        return found

    def give(self, giver: Actor, person_id: int, public: PublicKey) -> list[str]:
        """Grant to a person what `giver` holds and that person lacks; return the quarters."""
        holders = self.holders()
        given = [period for period in holders if person_id not in holders[period]]
        keys = self.held(giver)
        for period in given:
            if period in keys:
                with self._writing(self._path(period)) as connection:
                    _insert(connection, person_id, seal_grant(keys[period], public))
        return [period for period in given if period in keys]

    def revoke(self, person_id: int) -> None:
        """Take every quarter's grant from a person; the caller saw that others hold them."""
        for period in self.periods():
            with self._writing(self._path(period)) as connection:
                connection.execute("DELETE FROM grant_of_key WHERE person_id = ?", (person_id,))

    def only_holder(self, person_id: int) -> list[str]:
        """Return the quarters whose key nobody but this person holds."""
        return [period for period, who in self.holders().items() if who == {person_id}]

    def forget(self, period: str) -> None:
        """Delete a quarter's file, if it is there: its key is gone with every grant of it."""
        path = self._path(period)
        for one in (path, *path.parent.glob(f"{path.name}-*")):
            one.unlink(missing_ok=True)

    def _path(self, period: str) -> Path:
        return self.folder / f"{Quarter.parse(period)}.db"

    @contextmanager
    def _reading(self, period: str) -> Iterator[sqlcipher.Connection]:
        path = self._path(period)
        connection = self._open(path, cipher.salt_of(path))
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def _writing(self, path: Path, salt: bytes | None = None) -> Iterator[sqlcipher.Connection]:
        connection = self._open(path, salt or cipher.salt_of(path))
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()  # what was not committed is undone

    def _open(self, path: Path, salt: bytes) -> sqlcipher.Connection:
        return cipher.connect(path, self.key, salt, busy_seconds=_PATIENCE)


def _insert(connection: sqlcipher.Connection, person_id: int, sealed: bytes) -> None:
    connection.execute("INSERT INTO grant_of_key VALUES (?, ?)", (person_id, sealed))


def _grant(connection: sqlcipher.Connection, person_id: int) -> bytes | None:
    row = connection.execute(
        "SELECT sealed FROM grant_of_key WHERE person_id = ?", (person_id,)
    ).fetchone()
    return row[0] if row else None
