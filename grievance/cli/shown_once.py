"""What is printed once and kept nowhere: recovery sheets, an app's secret, codes on paper."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import click

from grievance.casebook.people import totp
from grievance.opening.keyfile import KeyFileRefused, make_folder, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from grievance.casebook.office.setup import Member

WORDS_A_LINE = 4
_STAYS = "\nThis terminal still shows how to sign in. Close its window once everything is noted."
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
    if _at_a_terminal():
        click.pause(words)


def say_what_stays() -> None:
    """Say what a terminal still shows to whoever comes to it next."""
    if _at_a_terminal():
        click.echo(_STAYS)


def _print(sheets: Iterable[str]) -> None:
    with _a_screen_apart() if _at_a_terminal() else nullcontext():
        for number, text in enumerate(sheets, 1):
            click.clear()  # does nothing where nobody sits
            click.echo(text)
            wait(f"Write sheet {number} down, check it, then press any key.")


@contextmanager
def _a_screen_apart() -> Iterator[None]:
    """Show what follows on the terminal's other screen, to which nobody scrolls back.

    xterm's "alternate screen buffer", as editors use it. A terminal without one has one screen.
    """
    click.echo("\x1b[?1049h", nl=False)
    try:
        yield
    finally:
        click.clear()
        click.echo("\x1b[?1049l", nl=False)


def _at_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _sheet(words: str, number: int, of: int, needed: int) -> str:
    title = f"Recovery sheet {number} of {of}; {needed} of them are needed."
    return "\n".join((title, "", *_lines(words), ""))


def _lines(words: str) -> Iterator[str]:
    each = words.split()
    for first in range(0, len(each), WORDS_A_LINE):
        numbered = enumerate(each[first : first + WORDS_A_LINE], first + 1)
        yield "  ".join(f"{place:>2} {word:<10}" for place, word in numbered).rstrip()
