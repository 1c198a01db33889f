"""One's own sign-in: another password, another app, other codes on paper, another language.

    change_password(database, actor, secret_of_session, old, new, now)

Each asks for the present password again: an unwatched screen is no permission.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, func, select, update

from grievance.casebook import journal
from grievance.casebook.errors import ChangedMeanwhile
from grievance.casebook.people import invitations, lockout, members, passwords, totp
from grievance.casebook.people.credentials import Credentials, open_credentials
from grievance.casebook.people.people_errors import WrongFirstCode, WrongPassword
from grievance.casebook.permissions import Actor, Right
from grievance.casebook.schema.people import person, recovery_code, session
from grievance.opening.user_keys import WrongSecret

if TYPE_CHECKING:
    from datetime import datetime

    from grievance.casebook.database import Database


@dataclass(frozen=True)
class NewApp:
    """The secret that was shown, and the first code that an app made of it."""

    secret: str = field(repr=False)
    code: str = field(repr=False)


def change_password(database: Database, actor: Actor, old: str, new: str, now: datetime) -> None:
    """Let `new` take the place of `old`; every session ends.

    Raises `WrongPassword`, `MustWait` after many wrong ones, `WeakPassword`.
    """
    row, opened = _opened(database, actor, old, now)
    with database.reading() as connection:
        names = invitations.known_names(connection, actor.name)
    passwords.require_strong(new, names)
    chosen = Credentials.choose(new, opened.secret, opened.user)
    with database.writing() as connection:
        _replace(connection, row, chosen)
        connection.execute(delete(session).where(session.c.person_id == actor.user_id))
        members.forget_devices(connection, actor.user_id)
        _note(connection, actor, "password_changed", now)


def change_app(database: Database, actor: Actor, password: str, new: NewApp, now: datetime) -> None:
    """Take codes of another app; raises `WrongPassword`, `MustWait`, `WrongFirstCode`."""
    row, opened = _opened(database, actor, password, now)
    step = totp.step_of(new.secret, new.code, now)
    if step is None:
        raise WrongFirstCode
    chosen = Credentials(opened.user, new.secret, opened.kek, opened.salt)
    with database.writing() as connection:
        _replace(connection, row, chosen)
        own = update(person).where(person.c.id == actor.user_id)
        connection.execute(own, {"totp_step": step})
        _note(connection, actor, "app_changed", now)


def new_codes(database: Database, actor: Actor, password: str, now: datetime) -> list[str]:
    """Give ten codes on paper in place of all before; raises `WrongPassword`, `MustWait`."""
    _opened(database, actor, password, now)
    with database.writing() as connection:
        codes = members.new_paper_codes(connection, actor.user_id)
        _note(connection, actor, "paper_codes_made", now)
    return codes


def change_language(connection: Connection, actor: Actor, language: str, now: datetime) -> None:
    """Let the pages after sign-in begin in `language`, a code that the caller has checked."""
    actor.require(Right.OWN_ACCOUNT)
    own = update(person).where(person.c.id == actor.user_id)
    connection.execute(own, {"language": language})
    _note(connection, actor, "language_changed", now)


def codes_left(connection: Connection, actor: Actor) -> int:
    """Return how many codes on paper are not used up."""
    actor.require(Right.OWN_ACCOUNT)
    left = select(func.count()).where(recovery_code.c.person_id == actor.user_id)
    return connection.execute(left).scalar_one()


def language_of(connection: Connection, actor: Actor) -> str:
    """Return the language that the own pages begin in."""
    actor.require(Right.OWN_ACCOUNT)
    own = select(person.c.language).where(person.c.id == actor.user_id)
    return str(connection.execute(own).scalar_one())


def _opened(
    database: Database, actor: Actor, password: str, now: datetime
) -> tuple[Row[Any], Credentials]:
    """Open the own credentials; tries are counted apart from those at the door."""
    actor.require(Right.OWN_ACCOUNT)
    # Begins with a space, as no folded name does: nobody at the door can use these tries up.
    counter = f" account/{actor.user_id}"
    with database.writing() as connection:
        row = connection.execute(select(person).where(person.c.id == actor.user_id)).one()
        lockout.begin_try(connection, counter, None, int(now.timestamp()))
    try:
        opened = open_credentials(row, password)
    except WrongSecret:
        raise WrongPassword from None
    with database.writing() as connection:
        lockout.forgive(connection, counter, None)
    return row, opened


def _replace(connection: Connection, row: Row[Any], chosen: Credentials) -> None:
    # Whoever was reset while this was derived keeps what the reset left: nothing.
    same = update(person).where(person.c.id == row.id, person.c.wrapped_key == row.wrapped_key)
    if not connection.execute(same, chosen.columns(row.id)).rowcount:
        raise ChangedMeanwhile


def _note(connection: Connection, actor: Actor, action: str, now: datetime) -> None:
    entry = journal.Entry(now, actor.name, action, "person", actor.user_id)
    journal.write(connection, entry)
