"""A file that is made once, closed to others, and never put in another's place.

What has to be whole is written under a name of its own first: `name_new` gives it the right one.
"""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from grievance.importing.errors import NameTaken, NotWritable
from grievance.store.files import sync_folder

if TYPE_CHECKING:
    from pathlib import Path

_MODE = 0o600


def new_file(path: Path, encoding: str) -> IO[str]:
    """Make and open a text file at `path`; raises `NameTaken` and `NotWritable`."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    except FileExistsError as error:
        raise NameTaken(path.name) from error
    except OSError as error:
        raise NotWritable(path.name, error.strerror or "unknown reason") from error
    return os.fdopen(descriptor, "w", encoding=encoding, newline="")


def name_new(fresh: Path, path: Path) -> None:
    """Give the whole file `fresh` the name `path`, never in another's place.

    Raises `NameTaken` and `NotWritable`; under its other name it is gone in any case.
    """
    try:
        _link(fresh, path)
        sync_folder(path.parent)
    except FileExistsError as error:
        raise NameTaken(path.name) from error
    except OSError as error:
        raise NotWritable(path.name, error.strerror or "unknown reason") from error
    finally:
        fresh.unlink(missing_ok=True)


def _link(fresh: Path, path: Path) -> None:
    try:
        os.link(fresh, path)
    except PermissionError:
        # The file system of a memory stick knows one name for each file.
        if path.exists():
            raise FileExistsError(path) from None
        fresh.rename(path)
