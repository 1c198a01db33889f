"""Options about statistics that several commands share: reference data, how long a period is."""

from __future__ import annotations

from pathlib import Path

import click

reference = click.option(
    "--reference",
    envvar="GRIEVANCE_REFERENCE",
    show_envvar=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with CSV files that add to or override shipped employers and wages.",
)
period = click.option(
    "--period",
    type=click.Choice(["quarter", "year"]),
    default="quarter",
    show_default=True,
    help="How long a period of statistics lasts, for good.",
)
