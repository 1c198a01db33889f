"""`intake.db`: the intake's own rows on SQLite."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from grievance.store.changes import changing
from grievance.store.connections import driver, row, rows
from grievance.store.errors import translated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from grievance.store.connections import Connections
    from grievance.store.lock import WriterLock


class IntakeFile:
    """The `Tables` in one file."""

    def __init__(self, path: Path, connections: Connections, lock: WriterLock) -> None:
        """Use the file at `path`, which exists; who writes holds `lock`."""
        self._path = path
        self._connections = connections
        self._lock = lock

    def row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row that a statement finds."""
        with translated(self._path):
            return row(self._connections.to(self._path), statement, *values)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows that a statement finds."""
        with translated(self._path):
            return rows(self._connections.to(self._path), statement, *values)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the writer's lock, which is one for all files of the store."""
        with self._lock.held():
            yield

    @contextmanager
    def changing(self) -> Iterator[FileChange]:
        """Hold one write transaction. The caller holds the lock."""
        with translated(self._path):
            connection = self._connections.to(self._path)
            with changing(connection):
                yield FileChange(driver(connection))


class FileChange:
    """A write transaction of one file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Run everything on `connection`."""
        self._connection = connection

    def run(self, statement: str, *values: object) -> int:
        """Run a statement; return how many rows it changed."""
        return self._connection.execute(statement, values).rowcount

    def run_each(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each of `rows`."""
        self._connection.executemany(statement, rows)
