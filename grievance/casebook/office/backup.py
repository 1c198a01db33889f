"""The backup: one file, sealed to the recovery sheets, with everything but the periods' keys.

    back_up(database, Path("desk-2026-11-24.grievance"), now)

A tar archive inside a sealed file: `manifest.json`, `desk.db`, spool, outbox, measurements, what
was published, what each period measures, the courier's key, `card.json` last. The manifest holds
the key of the database, so that three sheets are enough when the passphrase is lost. A period's key
is in no backup: what it opens ends with its period.
"""

from __future__ import annotations

import io
import json
import os
import secrets
import tarfile
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from grievance.casebook import files, journal
from grievance.casebook.arrivals import outbox, spool
from grievance.casebook.counting.places import LEDGER, RELEASES
from grievance.casebook.database import FILE
from grievance.casebook.errors import FileTaken
from grievance.casebook.locks import locked
from grievance.casebook.migrating import HEAD
from grievance.casebook.office import desk_settings, keyring, periods, plans
from grievance.casebook.office.courier_keys import BEFORE_FILE
from grievance.casebook.office.desk_facts import LAST_BACKUP
from grievance.casebook.office.setup import CARD_FILE, COURIER_FILE
from grievance.opening.sealed_file import sealing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from grievance.casebook.database import Database

FORMAT = "grievance desk backup 1"
MANIFEST = "manifest.json"
FOLDERS = (spool.FOLDER, outbox.FOLDER, LEDGER, RELEASES)
"""The database is copied first: no measurement that it notes is missing in the ledger's copy."""
_OF_THIS_MACHINE = frozenset({"lock", "collecting", "collected"})
_FILE_MODE = 0o600


def back_up(database: Database, target: Path, now: datetime) -> int:
    """Write a backup to `target`, which must not exist; return its size in bytes.

    The desk may go on working meanwhile. Raises `FileTaken`, `CasebookFull`.
    """
    folder = database.path.parent
    if target.exists():
        raise FileTaken(target)
    with database.reading() as connection:
        recovery = keyring.recovery_public(connection)
    with (
        _written(target) as file,
        sealing(file, recovery) as sealed,
        tarfile.open(fileobj=sealed, mode="w|") as archive,
    ):
        _add(archive, MANIFEST, _manifest(database, now))
        # Nobody appends to the spool or clears it: its places in the database stay true.
        place = files.private_folder(folder / spool.FOLDER)
        with locked(place / "lock"), _snapshot(database) as copy:
            _add_file(archive, copy, FILE)
            for name in FOLDERS:
                _add_folder(archive, folder / name)
            for plan in sorted((folder / periods.FOLDER).glob(f"*{plans.SUFFIX}")):
                _add_file(archive, plan, f"{periods.FOLDER}/{plan.name}")
        for name in (COURIER_FILE, CARD_FILE):
            _add_file(archive, folder / name, name)
        with suppress(FileNotFoundError):  # there only while the courier's key is changed
            _add_file(archive, folder / BEFORE_FILE, BEFORE_FILE)
    with database.writing() as connection:
        desk_settings.put(connection, LAST_BACKUP, now.date().isoformat())
        journal.write(connection, journal.Entry(now, "", "backed_up", "desk"))
    return target.stat().st_size


def _manifest(database: Database, now: datetime) -> bytes:
    value = {
        "format": FORMAT,
        "schema": HEAD,
        "made": now.isoformat(timespec="seconds"),
        "key": database.key.hex(),
    }
    return json.dumps(value).encode()


@contextmanager
def _snapshot(database: Database) -> Iterator[Path]:
    """Give a copy of the database as it is at one moment, encrypted as itself; then wipe it.

    One at a time has the spool's lock. What a backup left that was killed goes first: reports may
    have been taken back since.
    """
    copy = database.path.with_name(f".{FILE}.copy")
    files.wipe(copy)
    # SQLite writes into an empty file: so it is closed to others from its first byte.
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE))
    try:
        database.copy_into(copy)
        yield copy
    finally:
        files.wipe(copy)


@contextmanager
def _written(target: Path) -> Iterator[IO[bytes]]:
    """Give a new file that gets its name once it is whole and on the disk."""
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    with files.translated(target):
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            fresh.rename(target)
        finally:
            fresh.unlink(missing_ok=True)


def _add_folder(archive: tarfile.TarFile, folder: Path) -> None:
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            own = path.name.startswith(".") or path.name in _OF_THIS_MACHINE
            if not own and path.is_file():
                # It may have waited in the outbox, and been carried meanwhile.
                with suppress(FileNotFoundError):
                    _add_file(archive, path, f"{folder.name}/{path.name}")


def _add_file(archive: tarfile.TarFile, path: Path, name: str) -> None:
    """Add a file as it was when it was opened, whoever puts another in its place meanwhile."""
    with path.open("rb") as file:
        archive.addfile(_nobodys(archive.gettarinfo(arcname=name, fileobj=file)), file)


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(_nobodys(member), io.BytesIO(data))


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who owned a file and when it was touched."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime, member.mode = 0, _FILE_MODE
    return member
