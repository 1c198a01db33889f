"""`grievance intake import`: accounts that exist already, from a file into the store."""

from __future__ import annotations

from pathlib import Path

import click

from grievance.cli import folders

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("import")
@click.argument("file", type=_FILE)
@folders.data
@click.option(
    "--reference",
    envvar="GRIEVANCE_REFERENCE",
    show_envvar=True,
    type=_FOLDER,
    help="Folder with the operator's own employers and wages, as the intake has it.",
)
@click.option("--dry-run", is_flag=True, help="Check everything and take nothing.")
@click.option("--skip-bad", is_flag=True, help="Take the good rows; write the bad ones to a file.")
@click.option(
    "--bad-rows",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file for bad rows; else beside FILE, with .bad before its ending. It must be new.",
)
def import_(  # noqa: PLR0913 - each is an option
    file: Path,
    data: Path,
    reference: Path | None,
    bad_rows: Path | None,
    *,
    dry_run: bool,
    skip_bad: bool,
) -> None:
    """Seal accounts that exist already, from paper forms or an older survey.

    FILE is CSV (.csv), with the columns of `grievance questionnaire template`, or JSON Lines
    (.jsonl) with the same names. Each row is read, checked, coded and sealed like a form that is
    sent today: for the current period, and to the unions it names where union.read says yes. Only
    rows in which start.agree says yes are taken. Every name, telephone number and the like that is
    found in a text is hidden.

    Where a row cannot be taken, line, column and reason are shown and nothing is taken; with
    --skip-bad the others are, and these are written to a file to be corrected and imported.

    Nobody is told a secret number for an imported row: it cannot be corrected, taken back or
    answered. Pay and hours are counted where the month is this one or one of the eleven before.

    The store keeps nothing by which a row or a file could be known again, so the note FILE.imported
    is left beside FILE with its SHA-256: while it is there the file is not taken twice, and an
    import that was cut off goes on where it stopped. A copy under another name is not noticed.

    Keep FILE on an encrypted disk or in memory, and delete it and its note afterwards.
    """
    from grievance.cli import imported

    checker, store = imported.opened(data, reference)
    note, table = imported.beside(file, checker)
    looked = imported.looked_through(table, checker, file)
    imported.require_good(looked, skip_bad=skip_bad)
    if dry_run:
        click.echo("Nothing was taken: this was a dry run.")
        return
    if looked.bad:
        imported.set_bad_aside(table, checker, file, bad_rows)
    if looked.good:
        imported.take(table, checker, note, store, looked.good)
