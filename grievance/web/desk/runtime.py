"""The folder in memory where a running desk keeps the key of its cookies.

    ready(Path("/run/grievance-desk"))  # made and writable, or an error that says what to do

The key outlives a restart of the desk, so that nobody is signed out, and ends with the machine.
What a list needs on its way into a file waits there, too, until the next start at the latest.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from grievance.errors import GrievanceError
from grievance.store.memory import require_memory

if TYPE_CHECKING:
    from pathlib import Path


class RuntimeRefused(GrievanceError):
    """The folder cannot be made, or not be written, by the user of this program."""

    exit_code = 2

    def __init__(self, folder: Path) -> None:
        """Name the folder: this error ends the start of the desk, no page shows it."""
        super().__init__(
            f"{folder} cannot be made or written.",
            "Set GRIEVANCE_RUNTIME to a folder in memory that is yours, such as "
            "/dev/shm/grievance-desk. Under systemd, RuntimeDirectory=grievance-desk makes it.",
        )


def ready(folder: Path) -> None:
    """Make `folder` where it is missing, closed to other users of the machine.

    Raises `DraftsNotInMemory` before anything is made on a disk, and `RuntimeRefused`.
    """
    require_memory(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise RuntimeRefused(folder) from problem
    if not os.access(folder, os.W_OK | os.X_OK):
        raise RuntimeRefused(folder)
    # What a process left that was killed: rows of a list, in clear.
    try:
        if scratch(folder).exists():
            shutil.rmtree(scratch(folder))
        scratch(folder).mkdir(mode=0o700)
    except OSError as problem:
        raise RuntimeRefused(folder) from problem


def scratch(folder: Path) -> Path:
    """Return where lists wait on their way into a file, in the runtime's `folder`."""
    return folder / "exports"
