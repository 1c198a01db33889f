"""Signing in: name, password, and a code of the app or one on paper; all three or nothing.

    signed = sign_in(database, Attempt(name, password, code, device_cookie), now)
    signed.actor          # for sessions.begin
    signed.device         # the browser's new device cookie

Whatever was wrong, the answer is one and the same, after the same work: a name that nobody has is
tried against a decoy. A code of the app is taken once, a code on paper is used up.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, func, select, update

from grievance.casebook import journal
from grievance.casebook.people import lockout, totp
from grievance.casebook.people.credentials import Credentials, open_credentials
from grievance.casebook.people.people_errors import SignInRefused
from grievance.casebook.people.person_names import folded
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.people import person, recovery_code
from grievance.opening.user_keys import WrongSecret

if TYPE_CHECKING:
    from datetime import datetime

    from grievance.casebook.database import Database

DEVICE_SECRET_SIZE = 32


@dataclass(frozen=True)
class Attempt:
    """What was typed, and the secret of the browser's device cookie, if it has one."""

    name: str
    password: str = field(repr=False)
    code: str = field(repr=False)
    device: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class SignedIn:
    """Who it is, the own language, the new device cookie's secret, if a code on paper was used."""

    actor: Actor
    language: str
    device: bytes = field(repr=False)
    on_paper: bool


def sign_in(database: Database, attempt: Attempt, now: datetime) -> SignedIn:
    """Check all three; raises `MustWait` before looking, else `SignInRefused`."""
    name, moment = folded(attempt.name), int(now.timestamp())
    # 1. Count the try, unless this browser has to wait.
    with database.writing() as connection:
        row = connection.execute(_able(name)).one_or_none()
        known = lockout.known_device(connection, attempt.device, row.id if row else None, moment)
        if known is None:
            lockout.require_calm(connection, moment)
        lockout.begin_try(connection, name, known, moment)
    # 2. The slow part, outside any transaction: derive a key from the password.
    opened = _opened(row, attempt.password)
    if row is None or opened is None:
        raise SignInRefused
    # 3. Use the code up, forget the tries, and know this browser from now on.
    device = secrets.token_bytes(DEVICE_SECRET_SIZE)
    with database.writing() as connection:
        on_paper = _use_code(connection, row, opened.secret, attempt.code, now)
        lockout.forgive(connection, name, known)
        lockout.remember_device(connection, device, row.id, moment, known)
        actor = Actor(row.id, row.name, frozenset(map(Role, row.roles.split())), opened.user)
        details = {"code": "paper" if on_paper else "app"}
        entry = journal.Entry(now, actor.name, "signed_in", "person", actor.user_id, details)
        journal.write(connection, entry)
    return SignedIn(actor, row.language, device, on_paper)


def _able(name: str) -> Any:  # noqa: ANN401 - a Select of the whole row
    """Select the person who signs in by `name`; nobody who is away or has to join again."""
    return select(person).where(
        person.c.sign_in_name == name, person.c.active, func.length(person.c.wrapped_key) > 0
    )


def _opened(row: Row[Any] | None, password: str) -> Credentials | None:
    decoy = _decoy()  # made with the first try, whoever that is for
    try:
        return open_credentials(row or decoy, password)
    except WrongSecret:
        return None


@cache
def _decoy() -> Any:  # noqa: ANN401 - reads like a row of `person`
    """Return what looks like a row and opens with no password that anybody knows."""
    nobody = Credentials.choose(secrets.token_urlsafe(), totp.new_secret())
    values = {"id": 0, **nobody.columns(0)}
    return type("Nobody", (), values)


def _use_code(
    connection: Connection, row: Row[Any], secret: str, typed: str, now: datetime
) -> bool:
    """Use up one code; tell whether it was one on paper; raises `SignInRefused`."""
    # Deriving took a while: whoever was sent away or reset meanwhile does not come in.
    same = (person.c.id == row.id, person.c.active, person.c.wrapped_key == row.wrapped_key)
    step = totp.step_of(secret, typed, now)
    if step is not None:
        later = update(person).where(*same, person.c.totp_step < step)
        used = connection.execute(later, {"totp_step": step}).rowcount
    else:
        on_paper = delete(recovery_code).where(
            recovery_code.c.person_id == select(person.c.id).where(*same).scalar_subquery(),
            recovery_code.c.digest == totp.digest_of(typed),
        )
        used = connection.execute(on_paper).rowcount
    if not used:
        raise SignInRefused
    return step is None
