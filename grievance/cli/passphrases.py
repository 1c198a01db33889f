"""The desk's passphrase: typed unseen, from a file descriptor, or from a systemd credential.

Never from the environment or the command line, where other programs of the machine could read it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grievance.casebook.errors import CasebookError
from grievance.casebook.people.passwords import Weakness, weakness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CREDENTIAL = "desk-passphrase"
LONGEST = 4096  # bytes
_DIFFERENT = "These two are different. Type it twice again."
_WEAK = {
    Weakness.TOO_SHORT: "This passphrase is too short. Take 12 characters or more.",
    Weakness.TOO_LONG: "This passphrase is too long. Take at most 200 characters.",
    Weakness.COMMON: "This passphrase is one of those that are tried first. Take another.",
    Weakness.HOLDS_A_NAME: "This passphrase holds a name that others know. Take another.",
}

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


class WeakPassphrase(CasebookError):
    """A passphrase that came without anybody typing it would be guessed. It is never repeated."""

    exit_code = 2

    def __init__(self, weak: Weakness) -> None:
        """Say why."""
        super().__init__(_WEAK[weak], "Four words that nobody would put together are good.")


def known_passphrase(descriptor: int | None) -> str:
    """Return the passphrase of a desk that exists; raises `NoPassphrase`."""
    given = _given(descriptor)
    return str(click.prompt("Passphrase", hide_input=True)) if given is None else given


def new_passphrase(descriptor: int | None, names: Iterable[str] = ()) -> str:
    """Return a passphrase that is being chosen: typed twice, a weak one asked again at once.

    `names` are what others know. Raises `NoPassphrase`, `WeakPassphrase` for one that is not typed.
    """
    known, given = tuple(names), _given(descriptor)
    if given is None:
        words = "New passphrase of the desk (four words or more)"
        return ask_new(words, lambda typed: _said(weakness(typed, known)))
    weak = weakness(given, known)
    if weak:
        raise WeakPassphrase(weak)
    return given


def _said(weak: Weakness | None) -> str | None:
    return _WEAK[weak] if weak else None


def ask_new(words: str, defect: Callable[[str], str | None]) -> str:
    """Ask for a new secret under `words`, unseen and twice, until `defect` finds none in it.

    What `defect` says is shown right after the first typing, before anything else is asked.
    """
    while True:
        typed = str(click.prompt(words, hide_input=True))
        wrong = defect(typed)
        if not wrong and typed == click.prompt("The same again", hide_input=True):
            return typed
        click.echo(wrong or _DIFFERENT, err=True)


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
