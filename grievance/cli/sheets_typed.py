"""Recovery sheets typed at a terminal, one after the other, until there are as many as needed."""

from __future__ import annotations

import click

from grievance.cli.screen import apart
from grievance.opening.recovery import RecoveryKey, recover
from grievance.opening.sheet_errors import SheetRefused, SheetTwice
from grievance.opening.sheets import Sheet, read_sheet


def ask_sheets() -> RecoveryKey:
    """Return the key behind the sheets; a slip is said at once and only that sheet asked again.

    What is typed can be read, so it is typed on the terminal's other screen. Raises `SheetRefused`
    for sheets that do not belong together.
    """
    with apart():
        sheets = _typed()
    return recover([sheet.words for sheet in sheets])


def _typed() -> list[Sheet]:
    sheets: list[Sheet] = []
    while not sheets or len(sheets) < sheets[0].threshold:
        text = click.prompt(f"Sheet {len(sheets) + 1} (33 words)", type=str)
        try:
            sheets.append(_another(text, sheets))
        except SheetRefused as problem:
            click.echo(str(problem), err=True)
    return sheets


def _another(text: str, before: list[Sheet]) -> Sheet:
    """Return the sheet; raises what `read_sheet` does, and `SheetTwice`."""
    number = len(before) + 1
    sheet = read_sheet(text, number)
    if sheet in before:
        raise SheetTwice(number, before.index(sheet) + 1)
    return sheet
