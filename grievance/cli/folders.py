"""`--desk`, `--data`, `--drafts`: the options by which commands are told where to work.

These folders are a service's own: root is refused where they are another user's.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from grievance.owners import require_user
from grievance.settings import IntakeSettings


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
