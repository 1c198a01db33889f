"""The desk's passphrase: typed unseen, from a file descriptor, or from a systemd credential.

Never from the environment or the command line, where other programs of the machine could read it.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from grievance.casebook.errors import CasebookError

CREDENTIAL = "desk-passphrase"
LONGEST = 4096  # bytes

passphrase_fd = click.option(
    "--passphrase-fd",
    "descriptor",
    type=click.IntRange(0),
    help="Read the passphrase from this file descriptor, up to its end or first line end.",
)


class NoPassphrase(CasebookError):
    """Nothing came where the passphrase should come from."""

    exit_code = 2

    def __init__(self) -> None:
        """Say what to look at."""
        super().__init__(
            "No passphrase came.", "Type it, or check the descriptor or credential it comes from."
        )


def known_passphrase(descriptor: int | None) -> str:
    """Return the passphrase of a desk that exists; raises `NoPassphrase`."""
    given = _given(descriptor)
    return str(click.prompt("Passphrase", hide_input=True)) if given is None else given


def new_passphrase(descriptor: int | None) -> str:
    """Return a passphrase that is being chosen: typed twice; raises `NoPassphrase`."""
    given = _given(descriptor)
    if given is not None:
        return given
    words = "New passphrase of the desk (four words or more)"
    return str(click.prompt(words, hide_input=True, confirmation_prompt="The same again"))


def _given(descriptor: int | None) -> str | None:
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    path = Path(credentials) / CREDENTIAL if credentials else None
    if descriptor is not None:
        return _line(_read(descriptor))
    if path and path.exists():
        return _line(path.read_bytes())
    return None


def _read(descriptor: int) -> bytes:
    try:
        with os.fdopen(descriptor, "rb", closefd=descriptor > 2) as source:
            return source.read(LONGEST)
    except OSError as problem:
        raise NoPassphrase from problem


def _line(data: bytes) -> str:
    line = data.partition(b"\n")[0].rstrip(b"\r")
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise NoPassphrase from None
    if not text:
        raise NoPassphrase
    return text
