"""A desk out of a backup: three sheets open it, and it gets a passphrase of its own.

    restored = restore(Path("backup"), Path("desk"), recovery, "a new passphrase", now)

Everybody signs in as before, and their keys open the reports. What does not come back are the
periods' keys: the next card (`grievance desk card`) offers new ones in their place.
"""

from __future__ import annotations

import os
import shutil
import tarfile
from typing import IO, TYPE_CHECKING

from sqlalchemy import delete

from grievance.casebook import cipher, journal
from grievance.casebook.database import FILE, Database
from grievance.casebook.errors import CasebookError
from grievance.casebook.office import keyring, periods, plans
from grievance.casebook.office.backup import FOLDERS, FORMAT, MANIFEST
from grievance.casebook.office.courier_keys import BEFORE_FILE
from grievance.casebook.office.setup import CARD_FILE, COURIER_FILE
from grievance.casebook.people import passwords
from grievance.casebook.schema.people import device, failure, invitation, session
from grievance.envelope.plain import load
from grievance.envelope.refusals import NotJSON
from grievance.opening.keyfile import FILE_MODE, FOLDER_MODE, make_folder, write_new
from grievance.opening.sealed_file import Opener

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from grievance.opening.recovery import RecoveryKey

LARGEST_KEPT = 256 * 1024
_IN_MEMORY = frozenset({MANIFEST, CARD_FILE})
_ON_DISK = frozenset({FILE, COURIER_FILE})


class NotABackup(CasebookError):
    """It opens, but it does not hold what a backup of this program holds."""

    exit_code = 2

    def __init__(self) -> None:
        """Say what may be the cause."""
        super().__init__(
            "This file is not a backup that this version can restore.",
            "Take the newest version, and a file that grievance desk backup wrote.",
        )


class RestoreCutOff(CasebookError):
    """The folder holds a desk that was never finished."""

    exit_code = 2

    def __init__(self, folder: Path) -> None:
        """Say what to do with it."""
        super().__init__(
            f"In {folder} a restore, or a set-up, was cut off. It may hold a whole database.",
            "Remove the folder, then begin again.",
        )


def restore(
    file: Path, folder: Path, recovery: RecoveryKey, passphrase: str, now: datetime
) -> Database:
    """Make the desk of a backup in `folder`, which must be new or empty; return its database.

    Raises `WeakPassword`, `RestoreCutOff`, `KeyFileRefused` for the folder, `SealedFileRefused`,
    `NotABackup`, `CasebookTooNew`. A folder without a card is a restore that was cut off.
    """
    passwords.require_strong(passphrase, ())
    if (folder / FILE).exists() and not (folder / CARD_FILE).exists():
        raise RestoreCutOff(folder)
    make_folder(folder)
    # 1. Everything out of the file, the end of it seen: nothing was cut off.
    with file.open("rb") as source:
        kept = _unpack(Opener(source, recovery), folder)
    # 2. Nobody is signed in, no link works: they may lie with whoever has the old machine.
    database = Database.open(folder, _database_key(kept[MANIFEST]))
    with database.writing() as connection:
        for table in (session, device, invitation, failure):
            connection.execute(delete(table))
        details = {"card": keyring.newest_card(connection).serial}
        journal.write(connection, journal.Entry(now, "", "restored", "desk", None, details))
    # 3. The database under its own passphrase from now on: only now anybody can open it.
    database.change_key(cipher.derive(passphrase, cipher.salt_of(folder / FILE)))
    write_new(folder / CARD_FILE, kept[CARD_FILE])
    database.close()
    return database


def _unpack(opened: Opener, folder: Path) -> dict[str, bytes]:
    """Write the files of a backup; return what is kept in memory: the key of the database is."""
    kept, written = {}, set()
    try:
        with tarfile.open(fileobj=opened, mode="r|") as archive:
            for member in archive:
                source = _source(archive, member)
                if member.name in _IN_MEMORY:
                    kept[member.name] = source.read(LARGEST_KEPT)
                else:
                    _write(source, folder / member.name)
                    written.add(member.name)
    except (tarfile.TarError, FileExistsError):  # no archive, or one with two files of a name
        raise NotABackup from None
    while opened.read():
        pass  # the archive may end before the file does; its true end says that nothing is missing
    if kept.keys() != _IN_MEMORY or not written.issuperset(_ON_DISK):
        raise NotABackup
    return kept


def _source(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    # Anybody can seal a file to the recovery key: no name in it leads out of the folder, and no
    # file is larger than what lies in the archive (a sparse one could be, by exabytes).
    head, _, name = member.name.rpartition("/")
    plan = head == periods.FOLDER and name.endswith(plans.SUFFIX)
    inside = (head in FOLDERS or plan) and name != "" and not name.startswith(".")
    own = inside if head else name in _IN_MEMORY | _ON_DISK | {BEFORE_FILE}
    source = archive.extractfile(member) if own and _is_plain(member) else None
    if source is None:
        raise NotABackup
    return source


def _is_plain(member: tarfile.TarInfo) -> bool:
    return member.isreg() and not member.issparse()


def _write(source: IO[bytes], path: Path) -> None:
    path.parent.mkdir(mode=FOLDER_MODE, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as target:
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())


def _database_key(manifest: bytes) -> bytes:
    try:
        value = load(manifest)
        key = bytes.fromhex(str(value["key"]))
    except (NotJSON, KeyError, ValueError):
        raise NotABackup from None
    if value.get("format") != FORMAT or len(key) != cipher.KEY_SIZE + cipher.SALT_SIZE:
        raise NotABackup
    return key
