"""The week files: `weeks/2026-W48.db` holds what arrived in that ISO week, in no order.

Reading one of them where no store is, as `grievance keys open` does:

    for envelope in read_week_file(Path("2026-W48.db")):
        ...
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from grievance.store.connections import connect
from grievance.store.errors import (
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreReadOnly,
    StoreTooNew,
    StoreTooOld,
    translated,
)
from grievance.store.files import version
from grievance.store.rows import StoredEnvelope, Waiting
from grievance.store.schema import WEEK, envelope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Select

    from grievance.store.folder import WeekFolder

# What is in memory at once for each week file; a statistics envelope has 5.2 KB.
_ROWS_A_PAGE = 64

_COUNTS = (
    select(envelope.c.purpose, envelope.c.key_id, func.count())
    .group_by(envelope.c.purpose, envelope.c.key_id)
    .order_by(envelope.c.purpose, envelope.c.key_id)
)
_UNVOUCHED = (
    select(func.count())
    .select_from(envelope)
    .where(envelope.c.purpose == bindparam("purpose"), envelope.c.vouched == 0)
)


class WeekFiles:
    """What waits in all week files of one store."""

    def __init__(self, folder: WeekFolder) -> None:
        """Read the files of `folder`."""
        self._folder = folder

    def envelopes(self, key_id: bytes | None, purpose: int | None) -> Iterator[StoredEnvelope]:
        """Yield what waits for `key_id` and `purpose` (`None`: any), in order of id."""
        page = _page(key_id, purpose)
        files = (_stream(path, self._folder.to, page) for path in self._folder.paths())
        return heapq.merge(*files, key=lambda one: one.id)

    def counts(self) -> tuple[Waiting, ...]:
        """Count what waits, by week, purpose and key."""
        return tuple(one for path in self._folder.paths() for one in self._counts_of(path))

    def unvouched(self, week: str, purpose: int) -> int:
        """Count the envelopes for `purpose` that came in `week` and that no slip vouches for."""
        path = self._folder.path(week)
        if path not in self._folder.paths():
            return 0
        with translated(path):
            values = {"purpose": purpose}
            return int(self._folder.to(path).execute(_UNVOUCHED, values).scalar_one())

    def _counts_of(self, path: Path) -> list[Waiting]:
        with translated(path):
            rows = self._folder.to(path).execute(_COUNTS).all()
        return [Waiting(path.stem, purpose, key_id, count) for purpose, key_id, count in rows]


def read_week_file(path: Path) -> Iterator[StoredEnvelope]:
    """Yield the envelopes of one week file, or of a copy, in order of id; write nothing into it.

    `week` is the file's name without its ending. Raises `StoreMissing`, `StoreDamaged`,
    `StoreLocked`, and `StoreTooOld` or `StoreTooNew` for a file of another release.
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
            _refuse_another_release(version(connection, path), path)
    except StoreError:
        connection.close()
        raise
    return connection


def _refuse_another_release(found: str, path: Path) -> None:
    if not found.startswith(WEEK.history):
        raise StoreDamaged(path)
    if found != WEEK.head:
        raise StoreTooOld(path) if found < WEEK.head else StoreTooNew(path)


def _page(key_id: bytes | None, purpose: int | None) -> Select[int, bytes, int, int, bytes]:
    row = (envelope.c.id, envelope.c.key_id, envelope.c.purpose)
    page = select(*row, envelope.c.vouched, envelope.c.body).where(
        envelope.c.id > bindparam("after")
    )
    if key_id is not None:
        page = page.where(envelope.c.key_id == key_id)
    if purpose is not None:
        page = page.where(envelope.c.purpose == purpose)
    return page.order_by(envelope.c.id).limit(_ROWS_A_PAGE)


def _stream(
    path: Path,
    connection_to: Callable[[Path], Connection],
    page: Select[int, bytes, int, int, bytes],
) -> Iterator[StoredEnvelope]:
    """Yield page by page: each is read to its end, so the sweep never waits for a slow reader."""
    after = -1
    while True:
        with translated(path):
            rows = connection_to(path).execute(page, {"after": after}).all()
        for id_, key_id, purpose, vouched, body in rows:
            yield StoredEnvelope(id_, path.stem, key_id, purpose, bool(vouched), body)
        if len(rows) < _ROWS_A_PAGE:
            return
        after = rows[-1].id
