"""The sweep: after it, no file of the store shows in which order anything arrived.

    report = sweep(Path("/var/lib/grievance"))

Random keys are not enough: SQLite fills pages and cells in order of arrival, the two envelopes
of a testimony side by side. So each file changed since the last sweep (`changes`) is rewritten:

1. `wal_checkpoint(TRUNCATE)`: the write-ahead log, a diary in order of arrival, is emptied, and
   the next write starts it, and the list of its pages in `-shm`, from the beginning.
2. `VACUUM`: tables and indices are written anew in order of their keys; nothing of the old pages
   remains. Its working copy stays in memory (`temp_store`): room for the largest changed file.
3. The flag goes back to 0, and the log is emptied again.

What a sweep cannot remove: the file system's own times of each file, and what its free blocks
still hold of a log that was cut off. An encrypted disk is the remedy for the second.
"""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from grievance.store.changes import changed, forget_changes
from grievance.store.connections import DURABLE, connect, row
from grievance.store.errors import StoreLocked, StoreMissing, translated
from grievance.store.lock import WriterLock

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

Outcome = Literal["rewritten", "unchanged", "busy"]


@dataclass(frozen=True, slots=True)
class SweptFile:
    """What the sweep did with one file: `busy` means it was in use, and waits for the next."""

    name: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What the sweep did, file by file."""

    files: tuple[SweptFile, ...]

    def names(self, outcome: Outcome) -> tuple[str, ...]:
        """Return the files with this outcome."""
        return tuple(one.name for one in self.files if one.outcome == outcome)


def sweep(
    folder: Path, *, attempts: int = 5, pause: float = 0.2, busy_seconds: float = 1.0
) -> SweepReport:
    """Rewrite the changed files of the store in `folder`.

    A file in use is tried `attempts` times, `pause` seconds apart, each waiting `busy_seconds`;
    then it is reported, not raised. Raises `StoreMissing`, `StoreFull` (a file is rewritten
    through its log, which needs as much room again), `StoreReadOnly`, `StoreDamaged`.
    """
    intake = folder / "intake.db"
    if not intake.exists():
        raise StoreMissing(intake)
    lock = WriterLock(folder / "writer.lock", busy_seconds)
    paths = [intake, *sorted((folder / "weeks").glob("[!.]*.db"))]
    return SweepReport(
        tuple(_patiently(path, lock, attempts, pause, busy_seconds) for path in paths)
    )


def _patiently(
    path: Path, lock: WriterLock, attempts: int, pause: float, busy_seconds: float
) -> SweptFile:
    for attempt in range(attempts):
        if attempt:
            time.sleep(pause)
        try:
            return SweptFile(path.name, _sweep_file(path, lock, busy_seconds))
        except StoreLocked:
            continue
    return SweptFile(path.name, "busy")


def _sweep_file(path: Path, lock: WriterLock, busy_seconds: float) -> Outcome:
    with translated(path):
        connection = connect(path, busy_seconds=busy_seconds, mode="mode=rw", pragmas=DURABLE)
        with closing(connection):
            # The log counts too: a sweep that was killed may have left it behind.
            if not changed(connection) and not _log_size(path):
                return "unchanged"
            with lock.held():
                _rewrite(connection, path)
            return "rewritten"


def _rewrite(connection: Connection, path: Path) -> None:
    _empty_log(connection, path)
    connection.exec_driver_sql("VACUUM")
    forget_changes(connection)
    _empty_log(connection, path)


def _empty_log(connection: Connection, path: Path) -> None:
    answer = row(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    # First column: 1 when a reader or writer of another program kept it from completing.
    if answer is None or answer[0]:
        raise StoreLocked(path)


def _log_size(path: Path) -> int:
    log = path.with_name(f"{path.name}-wal")
    return log.stat().st_size if log.exists() else 0
