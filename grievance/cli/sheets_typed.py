"""Recovery sheets typed at a terminal, one after the other, until there are as many as needed."""

from __future__ import annotations

import click

from grievance.opening.recovery import RecoveryKey, recover
from grievance.opening.sheet_errors import SheetRefused
from grievance.opening.sheets import read_sheet


def ask_sheets() -> RecoveryKey:
    """Return the key behind the sheets; a slip is said at once and only that sheet asked again.

    Raises `SheetRefused` for sheets that do not belong together.
    """
    texts: list[str] = []
    needed = 1
    while len(texts) < needed:
        text = click.prompt(f"Sheet {len(texts) + 1} (33 words)", type=str)
        try:
            needed = read_sheet(text, len(texts) + 1).threshold
        except SheetRefused as problem:
            click.echo(str(problem), err=True)
        else:
            texts.append(text)
    return recover(texts)
