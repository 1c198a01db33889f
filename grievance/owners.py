"""Whose a folder is: what root writes into that of a service, the service can no longer use."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from pathlib import Path


class NotItsUser(GrievanceError):
    """Root was about to write into a folder of another user."""

    def __init__(self, folder: Path, user: str) -> None:
        """Name the folder and its user."""
        super().__init__(
            f"{folder} is for the user {user}, who could not use what root writes there.",
            f"Run this as {user}, with the settings of the service. docs/operator/serving.md says "
            "how, under “Every command by hand”.",
        )


def require_user(folder: Path) -> None:
    """Raise `NotItsUser` where this process is root and `folder` is another user's.

    Of one that is missing, the folder counts in which it would be made.
    """
    if os.geteuid() != 0:
        return  # whatever this user may not write, the system refuses
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    owner = there.stat().st_uid
    if owner != 0:
        raise NotItsUser(folder, _name_of(owner))


def _name_of(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:  # of another machine, or deleted
        return str(user)
