"""The week files: `weeks/2026-W48.db` holds what arrived in that ISO week, in no order.

Reading one of them where no store is, as `grievance keys open` does:

    for envelope in read_week_file(Path("2026-W48.db")):
        ...
"""

from __future__ import annotations

import heapq
import os
import secrets
import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.exc import IntegrityError

from grievance.store.changes import changing
from grievance.store.connections import connect, row
from grievance.store.errors import (
    EraseTagTaken,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreReadOnly,
    translated,
)
from grievance.store.files import ready, version
from grievance.store.rows import StoredEnvelope, Waiting
from grievance.store.schema import WEEK, envelope, receipt
from grievance.store.week import checked_week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Select

    from grievance.store.connections import Connections
    from grievance.store.lock import WriterLock
    from grievance.store.rows import NewEnvelope, NewReceipt

# What is in memory at once for each week file; a statistics envelope has 5.2 KB.
_ROWS_A_PAGE = 64

_NEW_ENVELOPES = insert(envelope)
_NEW_RECEIPT = insert(receipt)
_COUNTS = (
    select(envelope.c.purpose, envelope.c.key_id, func.count())
    .group_by(envelope.c.purpose, envelope.c.key_id)
    .order_by(envelope.c.purpose, envelope.c.key_id)
)
_RECEIPT_BODY = "SELECT body FROM receipt WHERE id = ?"


class WeekFiles:
    """All week files of one store."""

    def __init__(self, folder: Path, connections: Connections, lock: WriterLock) -> None:
        """Keep them in `folder`, which exists."""
        self._folder = folder
        self._connections = connections
        self._lock = lock
        self._seen: dict[str, Path] = {}

    def paths(self) -> list[Path]:
        """Return the files there are, by week."""
        with translated(self._folder):
            names = os.listdir(self._folder)  # noqa: PTH208 - twice as fast, at every receipt
        return [self._path(name) for name in sorted(names) if _is_week_file(name)]

    def keep(self, week: str, envelopes: Sequence[NewEnvelope], record: NewReceipt) -> bool:
        """Store one testimony whole, or nothing; return whether it is new.

        Returns only when the disk has it. Raises `EraseTagTaken`, or any other `StoreError`.
        """
        path = self._path(f"{checked_week(week)}.db")
        rows = [_row_of(one) for one in envelopes]
        if not rows:
            raise ValueError("a testimony has at least one envelope")
        with self._lock.held():
            # 1. Sent before, in this week or an earlier one: nothing to do.
            if self.receipt(record.id) is not None:
                return False
            # 2. The first testimony of a week makes the file.
            if not path.exists():
                ready(path, WEEK)
            # 3. All rows in one transaction.
            with translated(path):
                _insert(self._connections.to(path), rows, record)
        return True

    def receipt(self, receipt_id: bytes) -> bytes | None:
        """Return the record under `receipt_id`. Every file is looked at, whatever is found."""
        found: bytes | None = None
        for path in self.paths():
            with translated(path):
                here = row(self._connections.to(path), _RECEIPT_BODY, receipt_id)
            found = found if here is None else here[0]
        return found

    def envelopes(self, key_id: bytes | None, purpose: int | None) -> Iterator[StoredEnvelope]:
        """Yield what waits for `key_id` and `purpose` (`None`: any), in order of id."""
        page = _page(key_id, purpose)
        files = (_stream(path, self._connections.to, page) for path in self.paths())
        return heapq.merge(*files, key=lambda one: one.id)

    def counts(self) -> tuple[Waiting, ...]:
        """Count what waits, by week, purpose and key."""
        return tuple(one for path in self.paths() for one in self._counts_of(path))

    def _path(self, name: str) -> Path:
        path = self._seen.get(name)
        if path is None:
            path = self._seen[name] = self._folder / name
        return path

    def _counts_of(self, path: Path) -> list[Waiting]:
        with translated(path):
            rows = self._connections.to(path).execute(_COUNTS).all()
        return [Waiting(path.stem, purpose, key_id, count) for purpose, key_id, count in rows]


def read_week_file(path: Path) -> Iterator[StoredEnvelope]:
    """Yield the envelopes of one week file, or of a copy, in order of id; write nothing into it.

    `week` is the file's name without its ending. Raises `StoreMissing`, `StoreDamaged`,
    `StoreLocked`.
    """
    with translated(path):
        connection = _open_to_read(path)
    try:
        yield from _stream(path, lambda _: connection, _page(None, None))
    finally:
        connection.close()


def _open_to_read(path: Path) -> Connection:
    if not path.exists():
        raise StoreMissing(path)
    try:
        return _checked(path, "mode=ro")
    except StoreReadOnly:
        # A copy on a read-only disk: nobody can be writing it, so no lock is needed.
        return _checked(path, "mode=ro&immutable=1")


def _checked(path: Path, mode: str) -> Connection:
    connection = connect(path, busy_seconds=5.0, mode=mode, pragmas=())
    try:
        with translated(path):
            if not version(connection, path).startswith(WEEK.history):
                raise StoreDamaged(path)
    except StoreError:
        connection.close()
        raise
    return connection


def _is_week_file(name: str) -> bool:
    return name.endswith(".db") and not name.startswith(".")


def _row_of(one: NewEnvelope) -> dict[str, object]:
    return {
        "id": secrets.randbits(63),
        "key_id": one.key_id,
        "purpose": one.purpose,
        "erase_tag_hash": one.erase_tag_hash,
        "body": one.body,
    }


def _insert(connection: Connection, rows: list[dict[str, object]], record: NewReceipt) -> None:
    try:
        with changing(connection):
            connection.execute(_NEW_ENVELOPES, rows)
            connection.execute(_NEW_RECEIPT, {"id": record.id, "body": record.body})
    except IntegrityError as problem:
        if getattr(problem.orig, "sqlite_errorcode", 0) != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
            raise
        raise EraseTagTaken from problem


def _page(key_id: bytes | None, purpose: int | None) -> Select[int, bytes, int, bytes]:
    columns = (envelope.c.id, envelope.c.key_id, envelope.c.purpose, envelope.c.body)
    page = select(*columns).where(envelope.c.id > bindparam("after"))
    if key_id is not None:
        page = page.where(envelope.c.key_id == key_id)
    if purpose is not None:
        page = page.where(envelope.c.purpose == purpose)
    return page.order_by(envelope.c.id).limit(_ROWS_A_PAGE)


def _stream(
    path: Path,
    connection_to: Callable[[Path], Connection],
    page: Select[int, bytes, int, bytes],
) -> Iterator[StoredEnvelope]:
    """Yield page by page: each is read to its end, so the sweep never waits for a slow reader."""
    after = -1
    while True:
        with translated(path):
            rows = connection_to(path).execute(page, {"after": after}).all()
        for id_, key_id, purpose, body in rows:
            yield StoredEnvelope(id_, path.stem, key_id, purpose, body)
        if len(rows) < _ROWS_A_PAGE:
            return
        after = rows[-1].id
