"""`--desk`: the option by which commands are told which desk they work on."""

from __future__ import annotations

from pathlib import Path

import click

folder = click.option(
    "--desk",
    "folder",
    envvar="GRIEVANCE_DESK",
    show_envvar=True,
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the desk.",
)
