"""Connections that stay open: one for each file and thread, none over a fork.

A write is BEGIN IMMEDIATE ... COMMIT, said aloud; a read is one statement, read to its end, so
that no reading transaction outlives a call and stands in the way of the sweep.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from grievance.store.forks import close_before_forks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

# FULL: a commit returns only when the disk has it. Sorting and VACUUM stay out of /var/tmp.
DURABLE = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
)


def connect(path: Path, *, busy_seconds: float, mode: str, pragmas: tuple[str, ...]) -> Connection:
    """Open `path`, which must exist, by SQLite's URI parameter `mode` (`mode=rw`, `mode=ro`)."""

    def driver_connection() -> sqlite3.Connection:
        opened = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?{mode}",
            uri=True,
            timeout=busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
        for pragma in pragmas:
            opened.execute(f"PRAGMA {pragma}").fetchall()
        return opened

    # hide_parameters: an error is printed or logged without the values of its statement.
    engine = create_engine(
        "sqlite://",
        creator=driver_connection,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    return engine.connect()


def driver(connection: Connection) -> sqlite3.Connection:
    """Return what `connection` wraps, for statements that run once per file or per page."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def row(connection: Connection, statement: str, *values: object) -> tuple[Any, ...] | None:
    """Run a reading statement on the driver (9 us where Core takes 38); return its first row."""
    found = driver(connection).execute(statement, values).fetchall()
    return found[0] if found else None


def rows(connection: Connection, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Do the same; return all its rows."""
    return driver(connection).execute(statement, values).fetchall()


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """Hold one write transaction: committed at the end, undone by anything else."""
    with _whole(connection, connection.exec_driver_sql):
        yield


@contextmanager
def writing_often(connection: Connection) -> Iterator[None]:
    """Do the same on the driver, for every testimony: only SQLAlchemy does not know of it."""
    with _whole(connection, driver(connection).execute):
        yield


@contextmanager
def _whole(connection: Connection, execute: Callable[[str], object]) -> Iterator[None]:
    execute("BEGIN IMMEDIATE")
    try:
        yield
        execute("COMMIT")
    finally:
        # After a commit there is nothing to undo and the driver does nothing.
        driver(connection).rollback()


class Connections:
    """Gives out the running thread's connection to a file; opens it at first use."""

    def __init__(self, *, busy_seconds: float, pragmas: tuple[str, ...] = DURABLE) -> None:
        """Wait `busy_seconds` for other programs; run `pragmas` on each new connection."""
        self._busy_seconds = busy_seconds
        self._pragmas = pragmas
        self._held: dict[tuple[int, Path], Connection] = {}
        close_before_forks(self)

    def to(self, path: Path) -> Connection:
        """Return this thread's connection to `path`."""
        key = (threading.get_ident(), path)
        held = self._held.get(key)
        if held is None:
            held = self._held[key] = connect(
                path, busy_seconds=self._busy_seconds, mode="mode=rw", pragmas=self._pragmas
            )
        return held

    def close(self) -> None:
        """Close what is open. The next use opens it again."""
        while self._held:
            self._held.popitem()[1].close()
