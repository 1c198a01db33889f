"""A secret of an app: drawn at the first start, kept in a file, the same for all its processes."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 32  # bytes


class BadSecret(GrievanceError):
    """The file of a secret does not hold one."""

    def __init__(self, path: Path) -> None:
        """Say which."""
        super().__init__(
            f"{path} does not hold a secret of {SIZE} bytes.",
            "Restore it from a backup, or delete it: then another one is drawn.",
        )


def kept_secret(path: Path) -> bytes:
    """Return the 32 random bytes in the file at `path`; draw them where there is no file yet.

    A machine that loses its power right after has them. Raises `BadSecret`.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _draw(path)
    found = path.read_bytes()
    if len(found) != SIZE:
        raise BadSecret(path)
    return found


def _draw(path: Path) -> None:
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(SIZE))
        file.flush()
        os.fsync(descriptor)
    try:
        # A hard link to a name that exists fails: of two workers starting at once, one wins.
        path.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
