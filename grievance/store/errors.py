"""What can go wrong with a store, in the operator's words, translated in one place.

    with translated(path):
        connection.execute(...)

Nothing that raised was acknowledged, and the same connection works again once the cause is gone.
A defect names the file, never the folder it lies in: a page may show it.
Result codes: https://www.sqlite.org/rescode.html.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class StoreError(GrievanceError):
    """Something is wrong with the store. Nothing was acknowledged."""

    status = 503


class StoreLocked(StoreError):
    """Another program holds the store, and waiting did not help."""

    def __init__(self, path: Path) -> None:
        """Name the file that is held."""
        super().__init__(
            f"{path.name} is held by another program.",
            "Try again. If it lasts, end the backup or database shell that has it open.",
        )


class StoreReadOnly(StoreError):
    """The store cannot be written."""

    def __init__(self, path: Path) -> None:
        """Name the file that cannot be written."""
        super().__init__(
            f"{path.name} cannot be written.",
            "Make its folder writable for the user of this program; a disk with errors is set "
            "to read-only by the system: see its kernel messages.",
        )


class StoreFull(StoreError):
    """There is no room left."""

    status = 507

    def __init__(self, path: Path) -> None:
        """Name the file that cannot grow."""
        super().__init__(
            f"There is no room left for {path.name}.",
            "Make room on its disk. What was acknowledged is safe; no restart is needed.",
        )


class StoreDamaged(StoreError):
    """The file is no database of ours any more, or the disk fails."""

    def __init__(self, path: Path) -> None:
        """Name the file that cannot be understood."""
        super().__init__(
            f"{path.name} is damaged, or is not a file of this store.",
            "Keep a copy, check the disk, and restore the file from the newest backup.",
        )


class StoreMissing(StoreError):
    """There is no store where one was expected."""

    def __init__(self, path: Path) -> None:
        """Name the file or folder that is not there."""
        super().__init__(f"{path.name} does not exist.", "Check the path of the store.")


class StoreTooNew(StoreError):
    """A later release wrote the file."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            f"{path.name} was written by a later release.",
            "Install that release again, or restore a backup from before it.",
        )


class StoreTooOld(StoreError):
    """An earlier release wrote the file, and only reading it was asked for."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            f"{path.name} was written by an earlier release.",
            "Run `grievance intake status` on the store it belongs to: that brings it up to date.",
        )


class PerhapsStored(StoreError):
    """The connection was lost while the last word was said: it is stored whole, or not at all.

    The same once more makes sure that it is, and changes nothing where it was.
    """

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The connection to the database was lost at the last moment.",
            "Do the same once more: what was stored already is not stored twice.",
        )


class NotFinished(PerhapsStored):
    """The first step is on the disk and a later one failed: the same once more completes it."""

    def __init__(self) -> None:
        """Say so."""
        StoreError.__init__(
            self,
            "A part of this is stored, and the rest could not be.",
            "Do the same once more: what was stored already is not stored twice.",
        )


@contextmanager
def finishing() -> Iterator[None]:
    """Raise `NotFinished` for what goes wrong in the steps after the first that the disk has."""
    try:
        yield
    except StoreError as problem:
        raise NotFinished from problem


class EraseTagTaken(StoreError):
    """An envelope of the same receipt and key waits already, under another receipt record."""

    status = 409

    def __init__(self) -> None:
        """Say so without naming either."""
        super().__init__(
            "An envelope of this receipt already waits for this key.",
            "Begin again from an empty form.",
        )


class RecordChanged(StoreError):
    """Another revision under the same number was quicker; nothing was stored."""

    status = 409

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "Something else was done under this number at the same moment.",
            "Look at what is there now, and do it again.",
        )


class SlipSpent(StoreError):
    """An invitation slip that nobody gave out, or that was redeemed before."""

    status = 409

    def __init__(self) -> None:
        """Say so without naming it."""
        super().__init__(
            "This invitation slip is unknown or was used already.",
            "Ask whoever gave it to you for another one, or send without a slip.",
        )


class OlderCard(StoreError):
    """A card whose serial is not above the one enrolled, and which is another card."""

    status = 409

    def __init__(self, organisation: str, enrolled: int) -> None:
        """Name the organisation and the serial it already has."""
        super().__init__(
            f"Serial {enrolled} or a later card of {organisation} is enrolled already.",
            "Ask the organisation for its newest card.",
        )


class KeyFrozen(StoreError):
    """An envelope for a key whose period is being closed; nothing was stored."""

    status = 409

    def __init__(self) -> None:
        """Say so without naming anybody."""
        super().__init__(
            "The period that this is sealed for is closed, and takes nothing more.",
            "Seal it for the period that is open now.",
        )


class ReleaseTaken(StoreError):
    """Another release is published under the same organisation, period and revision."""

    status = 409

    def __init__(self, kept: str) -> None:
        """Name by its hash the one that is there."""
        super().__init__(
            f"Another release is published in this place already: {kept}.",
            "A period is measured once. To replace its release, publish the next revision with a "
            "written reason.",
        )


class ReleaseOutOfOrder(StoreError):
    """A release that does not follow the newest one that is published here."""

    status = 409

    def __init__(self, what: str) -> None:
        """Say what does not follow, in words that end the sentence."""
        super().__init__(
            f"This release does not follow what is published here: {what}.",
            "Publish the releases in between first, in their order. If there are none, this desk "
            "or this intake was restored from an old backup: restore a newer one.",
        )


_BY_RESULT_CODE: dict[int, type[StoreLocked | StoreReadOnly | StoreFull | StoreDamaged]] = {
    sqlite3.SQLITE_BUSY: StoreLocked,
    sqlite3.SQLITE_LOCKED: StoreLocked,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
}
_BY_ERRNO: dict[int, type[StoreMissing | StoreReadOnly | StoreFull]] = {
    errno.ENOENT: StoreMissing,
    errno.ENOTDIR: StoreMissing,
    errno.EROFS: StoreReadOnly,
    errno.EACCES: StoreReadOnly,
    errno.EPERM: StoreReadOnly,
    errno.ENOSPC: StoreFull,
    errno.EDQUOT: StoreFull,
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise the `StoreError` that fits when work on `path` fails; let mistakes of ours through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as problem:
        named = _of_sqlite(problem.orig if isinstance(problem, DBAPIError) else problem, path)
        if named is None:
            raise
        raise named from problem
    except OSError as problem:
        raise _BY_ERRNO.get(problem.errno or 0, StoreDamaged)(path) from problem


def _of_sqlite(problem: BaseException | None, path: Path) -> StoreError | None:
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return _of_disk(path)
    named = _BY_RESULT_CODE.get(code)
    return named(path) if named else None


def _of_disk(path: Path) -> StoreError:
    """Tell apart what SQLite reports alike: it cannot open or grow its shared memory file."""
    if not path.exists():
        return StoreMissing(path)
    disk = os.statvfs(path)
    if disk.f_flag & os.ST_RDONLY or not os.access(path, os.W_OK):
        return StoreReadOnly(path)
    return StoreFull(path) if disk.f_bavail == 0 else StoreDamaged(path)
