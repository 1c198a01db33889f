"""A desk's database opened by its passphrase, and a person signed in at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grievance.casebook.database import Database, unlock
from grievance.casebook.people.sign_in import Attempt, sign_in
from grievance.cli.passphrases import known_passphrase
from grievance.clock import now

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.casebook.permissions import Actor


def opened(folder: Path, descriptor: int | None) -> Database:
    """Open the desk in `folder`; raises `CasebookMissing`, `NoPassphrase`, `WrongPassphrase`."""
    return Database.open(folder, unlock(folder, known_passphrase(descriptor)))


def signed_in(database: Database, name: str) -> Actor:
    """Return who signs in with password and code; raises `SignInRefused` and `MustWait`."""
    password = str(click.prompt(f"Password of {name}", hide_input=True))
    code = str(click.prompt("Code of the app, or one on paper"))
    return sign_in(database, Attempt(name, password, code), now()).actor
