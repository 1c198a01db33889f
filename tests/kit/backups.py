"""Backups of a desk under test: made, restored, taken apart, and made up by somebody else."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

from grievance.casebook.office.backup import back_up
from grievance.casebook.office.restoring import restore
from grievance.opening.recovery import RecoveryKey, recover
from grievance.opening.sealed_file import Opener, sealing

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.casebook.database import Database
    from grievance.casebook.office.setup import SetUp
    from tests.kit.desk import CasebookKit, DeskKit

NEW_PASSPHRASE = "nine ferries cross a slow river"


def backed_up(desk: CasebookKit | DeskKit, name: str = "desk.backup") -> Path:
    file = desk.folder.parent / name
    back_up(desk.database, file, desk.clock())
    return file


def recovery_of(made: SetUp, *sheets: int) -> RecoveryKey:
    return recover([made.sheets[one] for one in sheets or (0, 1, 2)])


def restored(
    desk: CasebookKit | DeskKit, file: Path, name: str = "again", *sheets: int
) -> Database:
    folder = desk.folder.parent / name
    return restore(file, folder, recovery_of(desk.set_up, *sheets), NEW_PASSPHRASE, desk.clock())


def unpacked(desk: CasebookKit | DeskKit, file: Path) -> dict[str, bytes]:
    opener = Opener(io.BytesIO(file.read_bytes()), recovery_of(desk.set_up))
    with tarfile.open(fileobj=opener, mode="r|") as archive:
        return {one.name: getattr(archive.extractfile(one), "read", bytes)() for one in archive}


def packed(
    desk: CasebookKit | DeskKit,
    files: dict[str, bytes],
    name: str = "made.backup",
    *,
    sparse: int | None = None,
    twice: bool = False,
) -> Path:
    """Return a backup made by somebody who knows nothing but the public recovery key.

    `sparse` is the size in bytes that each file claims to have, `twice` puts each in again.
    """
    file = desk.folder.parent / name
    recovery = recovery_of(desk.set_up).public
    with (
        file.open("wb") as target,
        sealing(target, recovery) as sealed,
        tarfile.open(fileobj=sealed, mode="w|") as archive,
    ):
        for path, data in [*files.items()] * (2 if twice else 1):
            member = tarfile.TarInfo(path)
            member.size = len(data)
            if sparse is not None:
                member.pax_headers = {
                    "GNU.sparse.map": f"0,{len(data)}",
                    "GNU.sparse.size": str(sparse),
                }
            archive.addfile(member, io.BytesIO(data))
    return file
