"""Files of the desk's folder that are no database: closed to others, whole or not there."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from grievance.casebook.errors import CasebookFull

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


def private_folder(path: Path) -> Path:
    """Make `path` where it is missing, closed to other users of the machine; return it."""
    with translated(path):
        path.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    return path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`, in place of what is there; who reads meanwhile finds one or the other.

    Safe on the disk when it returns; raises `CasebookFull`.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with translated(path):
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.rename(path)
        finally:
            fresh.unlink(missing_ok=True)
        _sync_folder(path.parent)


def remove(path: Path) -> None:
    """Take `path` away, if it is there, and see that on the disk; raises `CasebookFull`."""
    with translated(path):
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise `CasebookFull` where the disk refuses to write at `path`."""
    try:
        yield
    except OSError as problem:
        raise CasebookFull(path) from problem


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
