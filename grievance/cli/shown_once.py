"""What is printed once and kept nowhere: recovery sheets, an app's secret, codes on paper."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from grievance.casebook.people import totp
from grievance.cli.screen import apart, is_watched
from grievance.opening.keyfile import KeyFileRefused, make_folder, write_new

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from grievance.casebook.office.setup import Member

WORDS_A_LINE = 4
_STAYS = """
This terminal still shows how to sign in. Once everything is noted, clear what it keeps or end its
session."""
_UNWRITTEN = "{problem}\nThe sheets are shown here instead. Delete what lies in {folder}."


class SheetsInDesk(KeyFileRefused):
    """The recovery sheets were to lie in the folder of the desk whose backups they open."""

    exit_code = 2

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(
            f"The sheets cannot be written into {folder}: that is the desk's own folder.",
            "Name another one.",
        )


def show_member(member: Member) -> None:
    """Print what somebody needs to sign in, beside the password."""
    click.echo(f"\nSign-in of {member.name}, shown this once:")
    click.echo(f"  secret for an app of one-time codes: {totp.grouped(member.secret)}")
    click.echo(f"  {member.address}")
    if sys.stdout.isatty():
        click.echo(totp.terminal_picture(member.secret, member.name))
    click.echo("  codes on paper, each in place of the app once:")
    for code in member.codes:
        click.echo(f"    {code}")


def require_place(sheets: Path, desk: Path) -> None:
    """Make the folder for the sheets, before there is anything to lose; `KeyFileRefused`.

    Raises `SheetsInDesk`, too.
    """
    if sheets.resolve().is_relative_to(desk.resolve()):
        raise SheetsInDesk(sheets)
    make_folder(sheets)


def show_sheets(sheets: Sequence[str], needed: int, folder: Path | None) -> None:
    """Show the sheets one by one, or write them into `folder`, one file each.

    Where they cannot be written they are printed: nowhere else are they seen again.
    """
    each = [_sheet(words, number, len(sheets), needed) for number, words in enumerate(sheets, 1)]
    if folder is None:
        return _print(each)
    try:
        for number, text in enumerate(each, 1):
            write_new(folder / f"sheet-{number}.txt", text.encode())
    except KeyFileRefused as problem:
        click.echo(_UNWRITTEN.format(problem=problem, folder=folder), err=True)
        wait("Press any key.")
        return _print(each)
    return click.echo(f"The sheets are in {folder}. Print them, then delete the files.")


def wait(words: str) -> None:
    """Say `words` and wait for a key, where somebody sits there."""
    if is_watched():
        click.pause(words)


def say_what_stays() -> None:
    """Say what a terminal still shows to whoever comes to it next."""
    if is_watched():
        click.echo(_STAYS)


def _print(sheets: Sequence[str]) -> None:
    if is_watched():
        with apart() as cleared:
            _leaf(sheets, cleared=cleared)
    else:
        click.echo("\n".join(sheets))


def _leaf(sheets: Sequence[str], *, cleared: bool) -> None:
    """Show one sheet at a time, forth and back, until somebody goes on from the last one."""
    number = 0
    while number < len(sheets):
        if cleared:
            click.clear()
        click.echo(sheets[number])
        onwards = "the end" if number + 1 == len(sheets) else "the next one"
        click.echo(f"Write sheet {number + 1} down and check it. b: the one before; n: {onwards}.")
        pressed = click.getchar().lower()
        number = max(number + {"b": -1, "n": 1}.get(pressed, 0), 0)


def _sheet(words: str, number: int, of: int, needed: int) -> str:
    title = f"Recovery sheet {number} of {of}; {needed} of them are needed."
    return "\n".join((title, "", *_lines(words), ""))


def _lines(words: str) -> Iterator[str]:
    each = words.split()
    for first in range(0, len(each), WORDS_A_LINE):
        numbered = enumerate(each[first : first + WORDS_A_LINE], first + 1)
        yield "  ".join(f"{place:>2} {word:<10}" for place, word in numbered).rstrip()
