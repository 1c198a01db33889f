"""What is printed once and kept nowhere: recovery sheets, an app's secret, codes on paper."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from grievance.casebook.people import totp
from grievance.opening.keyfile import make_folder, write_new

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from grievance.casebook.office.setup import Member

WORDS_A_LINE = 4


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


def show_sheets(sheets: Sequence[str], needed: int, folder: Path | None) -> None:
    """Print the sheets one by one, or write them into `folder`, one file each."""
    if folder is not None:
        make_folder(folder)
    for number, words in enumerate(sheets, 1):
        title = f"Recovery sheet {number} of {len(sheets)}; {needed} of them are needed."
        text = "\n".join((title, "", *_lines(words), ""))
        if folder is not None:
            write_new(folder / f"sheet-{number}.txt", text.encode())
        else:
            _one_by_one(text, number)
    if folder is not None:
        click.echo(f"The sheets are in {folder}. Print them, then delete the files.")


def _one_by_one(text: str, number: int) -> None:
    if sys.stdin.isatty() and sys.stdout.isatty():
        click.clear()
        click.echo(text)
        click.pause(f"Write sheet {number} down, check it, then press any key.")
        click.clear()
    else:
        click.echo(text)


def _lines(words: str) -> Iterator[str]:
    each = words.split()
    for first in range(0, len(each), WORDS_A_LINE):
        numbered = enumerate(each[first : first + WORDS_A_LINE], first + 1)
        yield "  ".join(f"{place:>2} {word:<10}" for place, word in numbered).rstrip()
