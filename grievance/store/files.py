"""Making a store file, and leading one that an earlier release made to the tables of this one.

A new file gets the tables of `schema` and the number of the newest migration: a test shows that
the migrations end in the same tables. So alembic (0.4 s to import) is loaded only where an older
file is found, and the first testimony of a week does not wait for it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from grievance.store.connections import DURABLE, connect, row, writing
from grievance.store.errors import StoreDamaged, translated
from grievance.store.schema import alembic_version, version_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from grievance.store.schema import Kind


def private_folder(path: Path) -> Path:
    """Make `path` where it is missing, closed to other users of the machine; return it."""
    with translated(path):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def private_file(path: Path) -> None:
    """Make an empty file at `path` where there is none, closed to other users."""
    with translated(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def ready(path: Path, kind: Kind) -> None:
    """Make `path`, or bring it up to date. The caller holds the writer's lock.

    Raise `StoreTooNew` when a later release wrote it.
    """
    with translated(path):
        if not path.exists():
            _make(path, kind)
        else:
            _bring_up_to_date(path, kind)


def version(connection: Connection, path: Path) -> str:
    """Return the revision of an open file; raise `StoreDamaged` when it is no store file."""
    known = row(connection, "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
    found = row(connection, "SELECT version_num FROM alembic_version") if known else None
    if found is None:
        raise StoreDamaged(path)
    return str(found[0])


def _make(path: Path, kind: Kind) -> None:
    fresh = path.with_name(f".{path.name}.new")
    _remove(fresh)  # left by a process that died right here
    try:
        private_file(fresh)
        with _opened(fresh) as connection, writing(connection):
            kind.tables.create_all(connection)
            version_tables.create_all(connection)
            connection.execute(alembic_version.insert(), {"version_num": kind.head})
        # Only a finished file ever bears the name that others look for.
        fresh.rename(path)
        sync_folder(path.parent)
    finally:
        _remove(fresh)


def _bring_up_to_date(path: Path, kind: Kind) -> None:
    with _opened(path) as connection:
        if version(connection, path) == kind.head:
            return
        # Imported here: rarely needed, slow to load.
        from grievance.store.upgrade import upgrade  # noqa: PLC0415

        upgrade(connection, kind, path)


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    connection = connect(path, busy_seconds=5.0, mode="mode=rw", pragmas=DURABLE)
    try:
        yield connection
    finally:
        connection.close()


def _remove(fresh: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """See the names in `folder` on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
