"""The desk's database: opened by the passphrase's key, one connection a process and thread.

    database = Database.open(Path("desk"), key)
    with database.writing() as connection:
        connection.execute(...)

Reading never waits for a writer (WAL); writing is BEGIN IMMEDIATE ... COMMIT.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2 as sqlcipher

from grievance.casebook import cipher
from grievance.casebook.errors import (
    CasebookExists,
    CasebookMissing,
)
from grievance.casebook.migrating import bring_up_to_date, make_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["FILE", "Connection", "Database", "unlock"]

FILE = "desk.db"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


class Database:
    """One desk's file, used by any number of threads and processes, also over a fork."""

    def __init__(self, path: Path, key: bytes, busy_seconds: float = 5.0) -> None:
        """Use `make` or `open`."""
        self.path = path
        self._key = key
        self._busy_seconds = busy_seconds
        self._held: dict[int, Connection] = {}
        self.engine = self._engine()
        _in_use.add(self)

    @classmethod
    def make(cls, folder: Path, passphrase: str) -> Self:
        """Make a new desk's file in `folder`; raises `CasebookExists` and other refusals."""
        path = folder / FILE
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        if path.exists():
            raise CasebookExists(path)
        salt = os.urandom(cipher.SALT_SIZE)
        database = cls(path, cipher.derive(passphrase, salt) + salt)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _FILE_MODE))
        with database.writing() as connection:
            make_tables(connection)
        return database

    @classmethod
    def open(cls, folder: Path, key: bytes, *, busy_seconds: float = 5.0) -> Self:
        """Open what is in `folder` with the 48 bytes of `unlock`; bring an older file up to date.

        Raises `CasebookMissing`, `WrongPassphrase`, `CasebookTooNew`. No connection is open on
        return, so a process may fork then.
        """
        path = folder / FILE
        if not path.exists():
            raise CasebookMissing(path)
        database = cls(path, key, busy_seconds)
        with database.writing() as connection:
            bring_up_to_date(connection, path)
        database.close()
        return database

    @property
    def key(self) -> bytes:
        """The 48 bytes that open this file (see `unlock`), for a backup's sealed manifest."""
        return self._key

    @property
    def file_key(self) -> bytes:
        """The 32 bytes of the passphrase, which open the periods' files, too."""
        return self._key[: cipher.KEY_SIZE]

    def copy_into(self, path: Path) -> None:
        """Write the file as it is at one moment into an empty one, encrypted in the same way."""
        with self._translated():
            self._connection().exec_driver_sql("VACUUM INTO ?", (str(path),))

    def change_key(self, file_key: bytes) -> None:
        """Encrypt the file anew under other 32 bytes; its salt stays. Nobody else may have it open.

        Periods' files are not changed: only a desk that has none is given another passphrase.
        """
        salt = self._key[cipher.KEY_SIZE :]
        with self._translated():
            # Hexadecimal digits only, so nothing can be smuggled in.
            self._connection().exec_driver_sql(f"PRAGMA rekey = \"x'{(file_key + salt).hex()}'\"")
        self.close()
        self._key = file_key + salt
        self.engine = self._engine()

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        while self._held:
            self._held.popitem()[1].close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose statements see one and the same state."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Hold one write transaction: committed at the end, undone by anything else."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    def checkpoint(self) -> bool:
        """Empty the write-ahead log, which still holds what was deleted; tell whether it is empty.

        Not while another program reads: then its next use does.
        """
        with self._translated():
            done = self._connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        return not done[0]

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._translated():
            connection = self._connection()
            connection.exec_driver_sql(begin)
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise

    def _connection(self) -> Connection:
        thread = threading.get_ident()
        if thread not in self._held:
            self._held[thread] = self.engine.connect()
        return self._held[thread]

    def _engine(self) -> Engine:
        key, salt = self._key[: cipher.KEY_SIZE], self._key[cipher.KEY_SIZE :]

        def driver_connection() -> sqlcipher.Connection:
            return cipher.connect(self.path, key, salt, busy_seconds=self._busy_seconds)

        # hide_parameters: an error is printed or logged without the values of its statement.
        return create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=driver_connection,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlcipher.Error) as problem:
            cause = problem.orig if isinstance(problem, DBAPIError) else problem
            named = cipher.refusal(cause, self.path)
            if named is None:
                raise
            raise named from problem


def unlock(folder: Path, passphrase: str) -> bytes:
    """Give the 48 bytes (key and salt) that open the desk's file; raises `CasebookMissing`.

    Whether the passphrase is right shows when the file is opened.
    """
    salt = cipher.salt_of(folder / FILE)
    return cipher.derive(passphrase, salt) + salt


_in_use: WeakSet[Database] = WeakSet()


def _close_all() -> None:
    for one in tuple(_in_use):
        one.close()


# As for the intake's store: an open SQLite file does not survive a fork.
os.register_at_fork(before=_close_all)
