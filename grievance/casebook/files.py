"""Files of the desk's folder that are no database: closed to others, whole or not there."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from grievance.casebook.errors import CasebookFull

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_AT_ONCE = 1024 * 1024


def private_folder(path: Path) -> Path:
    """Make `path` where it is missing, closed to other users of the machine; return it."""
    with translated(path):
        path.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    return path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`, in place of what is there; who reads meanwhile finds one or the other.

    Safe on the disk when it returns; raises `CasebookFull`.
    """
    with translated(path), _alone_in(path.parent):
        fresh = unfinished(path)
        try:
            _write_new(fresh, data)
            fresh.rename(path)
        finally:
            fresh.unlink(missing_ok=True)


def write_once(path: Path, data: bytes) -> bool:
    """Put `data` at `path` unless something is there already; return whether it was put.

    Never half of it, whenever the machine stops. Safe on the disk when it returns; raises
    `CasebookFull`.
    """
    with translated(path), _alone_in(path.parent):
        fresh = unfinished(path)
        try:
            _write_new(fresh, data)
            os.link(fresh, path)  # unlike a renaming it takes nobody's place
        except FileExistsError:
            return False
        finally:
            fresh.unlink(missing_ok=True)
    return True


def remove(path: Path) -> None:
    """Take `path` away, if it is there, and see that on the disk; raises `CasebookFull`.

    With it goes what a writing of it left that was killed.
    """
    with translated(path), _alone_in(path.parent):
        for one in (path, unfinished(path)):
            one.unlink(missing_ok=True)


def rename(path: Path, fresh: Path) -> None:
    """Give `path` the name `fresh` in its folder, in place of what is there; `CasebookFull`."""
    with translated(path), _alone_in(path.parent):
        path.rename(fresh)


def put_in_place(fresh: Path, path: Path) -> None:
    """See `fresh` on the disk, then give it the name `path` in its folder; raises `CasebookFull`.

    Whenever the machine stops, `path` is the whole of it or what it was before.
    """
    with translated(path):
        descriptor = os.open(fresh, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    rename(fresh, path)


def wipe(path: Path) -> None:
    """Write zeros over the whole of `path`, then take it away, if it is there; `CasebookFull`.

    The same with what a writing of it left that was killed. Where the disk writes elsewhere than it
    read, as flash does, the zeros may miss: whatever is wiped is sealed or encrypted, too.
    """
    with translated(path), _alone_in(path.parent):
        for one in (path, unfinished(path)):
            if one.exists():
                _overwrite(one)
                one.unlink()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise `CasebookFull` where the disk refuses to write at `path`."""
    try:
        yield
    except OSError as problem:
        raise CasebookFull(path) from problem


def unfinished(path: Path) -> Path:
    """Return where the next content of `path` is written before it takes its name.

    Always the same name: what a process left there that was killed is the next one's to take away.
    """
    return path.with_name(f".{path.name}.new")


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Change names in `folder` while no other process or thread does; then see it on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_new(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _overwrite(path: Path) -> None:
    with path.open("r+b", buffering=0) as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(left, _AT_ONCE)))
        os.fsync(file.fileno())
