"""The sweep: after it, no file of the store shows in which order anything arrived.

    report = sweep(Path("/var/lib/grievance"))

Random keys are not enough: SQLite fills pages and cells in order of arrival, the two envelopes
of a testimony side by side, and its write-ahead log is a diary. Nor is it enough to cut that off:
the blocks would be free, and still say it. So each file changed since the last sweep (`changes`)
is rewritten, and every block of file and log is written over before it is let go:

1. The log is brought into the file; the next write begins the log anew, over what it says.
2. `VACUUM`: tables and indices are written anew in order of their keys. Its working copy stays in
   memory (`temp_store`): room for the largest changed file.
3. A table of zeros makes that as long as the file and the log were, so that bringing it in cuts
   nothing off.
4. The table goes, `VACUUM` once more, the flag goes back to 0, and file and log are cut: what
   that frees says what the file says, or zeros.

All is written through SQLite, under its locks: other processes may read and wait to write. Zeros
written into a log behind its back would lose what a writer appends meanwhile.

Out of reach: the file system's own times of each file; blocks that a copy-on-write file system or
the disk itself keeps of what was written over; a log that SQLite removed when the last process
closed the store unswept; the cut end of a file whose sweep was killed right after step 2. An
encrypted disk is the remedy for all but the first.
"""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING, Literal

from grievance.store.changes import changed, forget_changes
from grievance.store.connections import DURABLE, connect, driver, row, writing
from grievance.store.errors import StoreLocked, StoreMissing, translated
from grievance.store.lock import WriterLock
from grievance.store.swept import SweepReport, Swept

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from grievance.store.swept import Outcome

_REMOVE_ZEROS = "DROP TABLE IF EXISTS zeros"
# A row as large as a page does not fit into one: it takes a page of its own, and a bit.
_ADD_ZEROS = """
    WITH RECURSIVE counted (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM counted WHERE n < ?)
    INSERT INTO zeros SELECT zeroblob(?) FROM counted
"""


def sweep(
    folder: Path, *, attempts: int = 5, pause: float = 0.2, busy_seconds: float = 1.0
) -> SweepReport:
    """Rewrite the changed files of the store in `folder`.

    A file in use is tried `attempts` times, `pause` seconds apart, each waiting `busy_seconds`;
    then it is reported, not raised. Raises `StoreMissing`, `StoreFull` (a file is rewritten
    through its log, which needs as much room again and a little more), `StoreReadOnly`,
    `StoreDamaged`.
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
) -> Swept:
    for attempt in range(attempts):
        if attempt:
            time.sleep(pause)
        try:
            return Swept(path.name, _sweep_file(path, lock, busy_seconds))
        except StoreLocked:
            continue
    return Swept(path.name, "busy")


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
    statement = connection.exec_driver_sql
    # A commit must not bring in, and cut, before all is written over.
    statement("PRAGMA wal_autocheckpoint = 0")
    _checkpoint(connection, path, "RESTART")
    length, beginning = _length(connection, path), _log_beginning(path)
    statement(_REMOVE_ZEROS)  # left by a sweep that was interrupted
    statement("VACUUM")
    _write_zeros(connection, length)
    _checkpoint(connection, path, "RESTART")
    if _log_beginning(path) == beginning:
        # Some reader made SQLite append, so the old log was not written over: try again.
        raise StoreLocked(path)
    statement(_REMOVE_ZEROS)
    _checkpoint(connection, path, "RESTART")
    statement("VACUUM")
    forget_changes(connection)
    _checkpoint(connection, path, "TRUNCATE")


def _write_zeros(connection: Connection, length: int) -> None:
    missing = length - _number(connection, "PRAGMA page_count")
    with writing(connection):
        driver(connection).execute("CREATE TABLE zeros (page BLOB)")
        size = _number(connection, "PRAGMA page_size")
        driver(connection).execute(_ADD_ZEROS, (missing, size))


def _length(connection: Connection, path: Path) -> int:
    """Return the length in pages of the file or of its log, whichever is longer."""
    return max(path.stat().st_size, _log_size(path)) // _number(connection, "PRAGMA page_size") + 1


def _checkpoint(connection: Connection, path: Path, mode: Literal["RESTART", "TRUNCATE"]) -> None:
    answer = row(connection, f"PRAGMA wal_checkpoint({mode})")
    # First column: 1 when a reader or writer of another program kept it from completing.
    if answer is None or answer[0]:
        raise StoreLocked(path)


def _number(connection: Connection, pragma: str) -> int:
    found = row(connection, pragma)
    return int(found[0]) if found else 0


def _log_beginning(path: Path) -> bytes:
    """Return the header of the log, which differs each time the log begins anew.

    https://www.sqlite.org/fileformat2.html#walformat (the salts). SQLite keeps no lock on this
    file that closing it could lose.
    """
    log = path.with_name(f"{path.name}-wal")
    with log.open("rb") as opened:
        return opened.read(32)


def _log_size(path: Path) -> int:
    log = path.with_name(f"{path.name}-wal")
    return log.stat().st_size if log.exists() else 0
