"""Statistics keys: one SQLCipher file a period, which no backup and no recovery ever holds.

    keys = PeriodKeys.of(database)
    keys.make(private, {holder_id: holder_public})
    keys.held(actor)["2026Q4"]               # HeldKey, for the close of that period

When a period's numbers are published its file is deleted, and what was sealed to its key can
never be read again. That is why its keys must never lie anywhere else.

A file gets its name once it is whole. One that is damaged all the same takes no other period down:
whatever lists or reads leaves it out, whatever would change it raises `PeriodKeyDamaged`.
"""

from __future__ import annotations

import os
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from sqlcipher3 import dbapi2 as sqlcipher

from grievance.casebook import cipher
from grievance.casebook.errors import CasebookError, CasebookExists, CasebookFull
from grievance.casebook.files import put_in_place, rename, translated, wipe
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
_DAMAGED = ("not a database", "malformed", "no such table")
"""What SQLite says of a file that is not, or no longer, what `make` wrote."""


class PeriodKeyDamaged(CasebookError):
    """A period's file is there and cannot be read. `period` is its name ("2026Q4" or "2026")."""

    exit_code = 2

    def __init__(self, path: Path) -> None:
        """Name the file; it is never taken away unasked: somebody may have a whole one."""
        self.period = path.stem
        super().__init__(
            f"{FOLDER}/{path.name} is damaged: the key of that period cannot be read.",
            "Put a whole copy of the file back, if there is one. If there is none, take the file "
            "away and run grievance desk card: what was sealed to its key is lost.",
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
        return periods_in(self.folder)

    def damaged(self) -> list[str]:
        """Return those of them whose file cannot be read."""
        readable = self.key_ids().keys() & self.holders().keys()
        return [period for period in self.periods() if period not in readable]

    def require_whole(self, *periods: str) -> None:
        """Return when the files of `periods`, or else all, can be read; `PeriodKeyDamaged`."""
        for period in self.damaged():
            if not periods or period in periods:
                raise PeriodKeyDamaged(self._path(period))

    def key_ids(self) -> dict[str, bytes]:
        """Return the id of each period's key, by period."""
        found = self._rows("SELECT key_id FROM statistics_key")
        return {period: bytes(rows[0][0]) for period, rows in found.items()}

    def make(self, private: PrivateKey, holders: Mapping[int, PublicKey]) -> None:
        """Keep a period's key as a grant to each of `holders`, safe on the disk when it returns.

        Raises `CasebookExists`; `CasebookFull`, and then nothing of it is left.
        """
        path = self._path(private.period or "")
        making = path.with_name(f".{path.name}.making")
        with translated(path):
            self.folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        if path.stem in self.periods():
            raise CasebookExists(path)
        _clear(making)  # a making may have been cut off
        try:
            self._fill(making, private, holders)
            # Its name comes last: where this is cut off, nobody finds half a file among the keys.
            put_in_place(making, path)
        finally:
            _clear(making)

    def held(self, actor: Actor) -> dict[str, HeldKey]:
        """Open this person's grants, by period."""
        if not actor.key:
            return {}
        found = self._rows("SELECT sealed FROM grant_of_key WHERE person_id = ?", actor.user_id)
        return {
            period: open_grant(bytes(rows[0][0]), actor.key)
            for period, rows in found.items()
            if rows
        }

    def holders(self) -> dict[str, frozenset[int]]:
        """Return who holds each period's key, by number of the person."""
        found = self._rows("SELECT person_id FROM grant_of_key")
        return {period: frozenset(row[0] for row in rows) for period, rows in found.items()}

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
        """Take every period's grant from a person; the caller saw that others hold them.

        Raises `PeriodKeyDamaged`, and then none was taken: a whole copy of that file may come back.
        """
        self.require_whole()
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

    def _fill(self, path: Path, private: PrivateKey, holders: Mapping[int, PublicKey]) -> None:
        with translated(path):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _FILE_MODE))
        with self._writing(path, os.urandom(cipher.SALT_SIZE)) as connection:
            for table in _TABLES:
                connection.execute(table)
            row = (private.id, private.public.raw)
            connection.execute("INSERT INTO statistics_key VALUES (?, ?)", row)
            for person_id, public in holders.items():
                _insert(connection, person_id, seal_grant(private.held(), public))
        # Closing moves what was written out of this file, and says nothing where it cannot.
        if path.with_name(f"{path.name}-wal").exists():
            raise CasebookFull(path)

    def _rows(self, question: str, *values: int) -> dict[str, list[Any]]:
        """Ask every period's file that can be read."""
        found = {}
        for period in self.periods():
            with suppress(PeriodKeyDamaged), self._reading(period) as connection:
                found[period] = connection.execute(question, values).fetchall()
        return found

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


def periods_in(folder: Path) -> list[str]:
    """Return the periods whose files lie in `folder`, oldest first; nothing is opened."""
    # No key was ever in an empty file: the next making takes its place.
    return sorted(path.stem for path in folder.glob("*.db") if path.stat().st_size)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlcipher.Error as problem:
        if any(sentence in str(problem) for sentence in _DAMAGED):
            raise PeriodKeyDamaged(path) from problem
        refused = cipher.refusal(problem, path)
        if refused is None:
            raise
        raise refused from problem


def _insert(connection: sqlcipher.Connection, person_id: int, sealed: bytes) -> None:
    connection.execute("INSERT INTO grant_of_key VALUES (?, ?)", (person_id, sealed))


def _clear(making: Path) -> None:
    for one in making.parent.glob(f"{making.name}*"):
        wipe(one)
