"""One file per private key: written once, readable by its owner only.

**These files are not protected by a passphrase**: whoever can read one can open what was sealed to
it, or sign as its owner. A desk keeps its keys as grants instead, and only its courier's in a file.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import stat
from typing import TYPE_CHECKING

from grievance.envelope.marker import PRIVATE_KEY_MARKER
from grievance.errors import GrievanceError
from grievance.opening.held import HeldKey, checksum

if TYPE_CHECKING:
    from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700
LARGEST_FILE = 4096
_LINES = re.compile(
    r"(?P<summed>purpose: (?P<purpose>statistics|casework|card|courier|release)\n"
    r"period: (?P<period>-|2[0-9]{3}(?:Q[1-4])?)\n"
    r"key: (?P<key>[0-9a-f]{16})\n"
    r"seed: (?P<seed>[A-Za-z0-9+/]{43}=)\n)"
    r"checksum: (?P<checksum>[0-9a-f]{16})\n"
)


class KeyFileRefused(GrievanceError):
    """The root of every refusal of a key file."""


class BadKeyFile(KeyFileRefused):
    """The file is no key file, or was damaged."""


class KeyFileExposed(KeyFileRefused):
    """Others on this machine can read the file or its folder."""


class KeyFileExists(KeyFileRefused):
    """A file of this name is there already, and a key is never overwritten."""


def read(path: Path) -> HeldKey:
    """Read a key file; raises `KeyFileExposed`, `BadKeyFile`, or `KeyFileRefused` from the disk."""
    try:
        with path.open("rb") as stream:
            mode = stat.S_IMODE(os.fstat(stream.fileno()).st_mode)
            data = stream.read(LARGEST_FILE)
    except OSError as error:
        raise KeyFileRefused(
            f"The key file {path} cannot be read: {error.strerror}.", "Check its name and owner."
        ) from error
    if mode & ~FILE_MODE:
        raise KeyFileExposed(
            f"Others on this machine can read the key file {path}.",
            f"Run chmod 600 {path}, and think about who may have read it.",
        )
    return parse(data)


def parse(data: bytes) -> HeldKey:
    """Read the bytes of a key file; raises `BadKeyFile`."""
    head = PRIVATE_KEY_MARKER.decode() + "\n"
    found = _LINES.fullmatch(data.decode("latin-1").removeprefix(head))
    if found is None or not data.startswith(head.encode()):
        raise BadKeyFile("This file is not a private key.", "Give one that keys new has written.")
    if found["checksum"] != checksum(head + found["summed"]):
        raise BadKeyFile("This key file is damaged.", "Take it from a copy.")
    try:
        seed = base64.b64decode(found["seed"], validate=True)
    except binascii.Error as error:
        raise BadKeyFile("This key file is damaged.", "Take it from a copy.") from error
    period = None if found["period"] == "-" else found["period"]
    return HeldKey(found["purpose"], period, bytes.fromhex(found["key"]), seed)


def write(path: Path, held: HeldKey) -> None:
    """Write a new key file, safe on the disk; raises `KeyFileExists` or `KeyFileRefused`."""
    write_new(path, held.text().encode())


def make_folder(folder: Path) -> None:
    """Make a folder for keys, or take an empty one that is closed to others.

    Raises `KeyFileExists`, `KeyFileExposed`, or `KeyFileRefused` from the disk.
    """
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        mode = stat.S_IMODE(folder.stat().st_mode)
        taken = any(folder.iterdir())
    except OSError as error:
        raise KeyFileRefused(
            f"The folder {folder} cannot be used: {error.strerror}.", "Choose another folder."
        ) from error
    if taken:
        raise KeyFileExists(f"The folder {folder} is not empty.", "Choose a new folder.")
    if mode & ~FOLDER_MODE:
        raise KeyFileExposed(
            f"Others on this machine can enter the folder {folder}.", f"Run chmod 700 {folder}."
        )


def write_new(path: Path, data: bytes) -> None:
    """Write a file that nobody else can read and that was not there, and see it on the disk.

    Raises `KeyFileExists` or `KeyFileRefused`; a file that could not be finished is removed.
    """
    try:
        # O_EXCL refuses what is there, a symbolic link included, in the same step that creates.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except FileExistsError as error:
        raise KeyFileExists(f"{path} is there already.", "Choose a new folder.") from error
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _sync_folder(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> KeyFileRefused:
    return KeyFileRefused(
        f"{path} cannot be written: {error.strerror}.", "Make room or choose another folder."
    )


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
