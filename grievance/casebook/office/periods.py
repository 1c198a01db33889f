"""Statistics keys: one SQLCipher file a period, which no backup and no recovery ever holds.

    keys = PeriodKeys.of(database)
    keys.make(private, {holder_id: holder_public})
    keys.held(actor)["2026Q4"]               # HeldKey, for the close of that period

When a period's numbers are published its file is deleted, and what was sealed to its key can
never be read again. That is why its keys must never lie anywhere else.
"""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from sqlcipher3 import dbapi2 as sqlcipher

from grievance.casebook import cipher
from grievance.casebook.errors import CasebookExists
from grievance.casebook.files import rename, wipe
from grievance.envelope.period import Period
from grievance.opening.grants import open_grant, seal_grant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor
    from grievance.envelope.keys import PublicKey
    from grievance.opening.held import HeldKey
    from grievance.opening.keys import PrivateKey

FOLDER = "periods"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_PATIENCE = 5.0  # seconds
_TABLES = (
    "CREATE TABLE statistics_key (key_id BLOB PRIMARY KEY, public BLOB NOT NULL)",
    "CREATE TABLE grant_of_key (person_id INTEGER PRIMARY KEY, sealed BLOB NOT NULL)",
)


@dataclass(frozen=True)
class PeriodKeys:
    """The folder of these files, and the 32 bytes that open each with its own salt."""

    folder: Path
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, database: Database) -> Self:
        """Return those beside the desk's file; the same passphrase opens them."""
        return cls(database.path.parent / FOLDER, database.file_key)

    def periods(self) -> list[str]:
        """Return the periods whose keys are here ("2026Q4" or "2026"), oldest first."""
        return sorted(path.stem for path in self.folder.glob("*.db"))

    def key_ids(self) -> dict[str, bytes]:
        """Return the id of each period's key, by period."""
        found = {}
        for period in self.periods():
            with self._reading(period) as connection:
                row = connection.execute("SELECT key_id FROM statistics_key").fetchone()
            found[period] = bytes(row[0])
        return found

    def make(self, private: PrivateKey, holders: Mapping[int, PublicKey]) -> None:
        """Keep a period's key as a grant to each of `holders`; raises `CasebookExists`."""
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
        """Open this person's grants, by period."""
        found = {}
        for period in self.periods():
            with self._reading(period) as connection:
                sealed = _grant(connection, actor.user_id)
            if sealed and actor.key:
                found[period] = open_grant(sealed, actor.key)
        return found

    def holders(self) -> dict[str, frozenset[int]]:
        """Return who holds each period's key, by number of the person."""
        found = {}
        for period in self.periods():
            with self._reading(period) as connection:
                rows = connection.execute("SELECT person_id FROM grant_of_key").fetchall()
            found[period] = frozenset(row[0] for row in rows)
        return found

    def give(self, giver: Actor, person_id: int, public: PublicKey) -> list[str]:
        """Grant to a person what `giver` holds and that person lacks; return the periods."""
        holders = self.holders()
        given = [period for period in holders if person_id not in holders[period]]
        keys = self.held(giver)
        for period in given:
            if period in keys:
                with self._writing(self._path(period)) as connection:
                    _insert(connection, person_id, seal_grant(keys[period], public))
        return [period for period in given if period in keys]

    def revoke(self, person_id: int) -> None:
        """Take every period's grant from a person; the caller saw that others hold them."""
        for period in self.periods():
            with self._writing(self._path(period)) as connection:
                connection.execute("DELETE FROM grant_of_key WHERE person_id = ?", (person_id,))

    def only_holder(self, person_id: int) -> list[str]:
        """Return the periods whose key nobody but this person holds."""
        return [period for period, who in self.holders().items() if who == {person_id}]

    def forget(self, period: str) -> None:
        """Destroy a period's file, if it is there: its key is gone with every grant of it.

        Written over before it is taken away; raises `CasebookFull`.
        """
        path = self._path(period)
        going = path.with_name(f".{path.name}.going")
        # Under another name first: where this is cut off, nobody finds half a file among the keys.
        if path.exists():
            rename(path, going)
        # Whatever lies beside it opens nothing without it.
        for one in (going, *path.parent.glob(f"{path.name}-*")):
            wipe(one)

    def _path(self, period: str) -> Path:
        return self.folder / f"{Period.parse(period)}.db"

    @contextmanager
    def _reading(self, period: str) -> Iterator[sqlcipher.Connection]:
        path = self._path(period)
        with _translated(path), closing(self._open(path, cipher.salt_of(path))) as connection:
            yield connection

    @contextmanager
    def _writing(self, path: Path, salt: bytes | None = None) -> Iterator[sqlcipher.Connection]:
        key_salt = salt or cipher.salt_of(path)
        with _translated(path), closing(self._open(path, key_salt)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")  # where this is not reached, closing undoes all

    def _open(self, path: Path, salt: bytes) -> sqlcipher.Connection:
        return cipher.connect(path, self.key, salt, busy_seconds=_PATIENCE)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlcipher.Error as problem:
        refused = cipher.refusal(problem, path)
        if refused is None:
            raise
        raise refused from problem


def _insert(connection: sqlcipher.Connection, person_id: int, sealed: bytes) -> None:
    connection.execute("INSERT INTO grant_of_key VALUES (?, ?)", (person_id, sealed))


def _grant(connection: sqlcipher.Connection, person_id: int) -> bytes | None:
    row = connection.execute(
        "SELECT sealed FROM grant_of_key WHERE person_id = ?", (person_id,)
    ).fetchone()
    return row[0] if row else None
