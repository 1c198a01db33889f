"""`--desk`, `--data`, `--drafts`: the options by which commands are told where to work.

These folders are a service's own. What root writes there its user could not read or write any more,
so root is refused where somebody else owns the folder.
"""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import click

from grievance.errors import GrievanceError
from grievance.settings import IntakeSettings


class NotItsUser(GrievanceError):
    """Root was about to work in a folder of another user."""

    def __init__(self, folder: Path, user: str) -> None:
        """Name the folder and whose it is."""
        super().__init__(
            f"{folder} belongs to the user {user}, who could not read what root writes there.",
            f"Run the command as that user, with the same settings: sudo -u {user} grievance ...",
        )


def require_user(folder: Path) -> None:
    """Raise `NotItsUser` where this process is root and `folder` is another user's."""
    if os.geteuid() != 0 or not folder.exists():
        return
    owner = folder.stat().st_uid
    if owner != 0:
        raise NotItsUser(folder, _name_of(owner))


def _name_of(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:  # of another machine, or deleted
        return f"#{user}"


class ServiceFolder(click.Path):
    """A folder that may be missing, and root's only if root owns it."""

    def __init__(self) -> None:
        """Take a folder, no file."""
        super().__init__(file_okay=False, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the folder; raises `NotItsUser`."""
        folder = Path(os.fsdecode(super().convert(value, param, ctx)))
        require_user(folder)
        return folder


desk = click.option(
    "--desk",
    "folder",
    envvar="GRIEVANCE_DESK",
    show_envvar=True,
    required=True,
    type=ServiceFolder(),
    help="Folder of the desk.",
)
data = click.option(
    "--data",
    envvar="GRIEVANCE_DATA",
    show_envvar=True,
    required=True,
    type=ServiceFolder(),
    help="Folder of the sealed store.",
)
drafts = click.option(
    "--drafts",
    envvar="GRIEVANCE_DRAFTS",
    show_envvar=True,
    default=IntakeSettings.drafts,
    show_default=True,
    type=ServiceFolder(),
    help="Folder of unfinished answers.",
)
