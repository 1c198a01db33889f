"""A file that is made once, closed to others, and never put in another's place."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from grievance.importing.errors import NameTaken, NotWritable

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
