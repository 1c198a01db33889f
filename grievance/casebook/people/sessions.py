"""Sessions: who is signed in. The browser holds a secret, the database what it opens.

    begin(connection, actor, secret, now)       # 32 random bytes that go into the cookie
    actor(database, secret, now)                # -> Actor, or None when it ended

The row's number is SHA-256 of the secret, and the person's key lies in it sealed under the secret:
neither the database alone nor the cookie alone opens anything. Nothing stays in a process.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from grievance.casebook import journal
from grievance.casebook.errors import CasebookBusy
from grievance.casebook.people.people_errors import SignInRefused
from grievance.casebook.permissions import Actor, Right, Role
from grievance.casebook.schema.people import person, session
from grievance.opening.user_keys import Use, UserKey, WrongSecret, session_kek, wrap_context

if TYPE_CHECKING:
    from datetime import datetime

    from grievance.casebook.database import Database

SECRET_SIZE = 32
IDLE = 30 * 60  # seconds
LONGEST = 12 * 60 * 60  # seconds
NOTED_EVERY = 60  # seconds


def begin(connection: Connection, actor: Actor, secret: bytes, now: datetime) -> None:
    """Keep a new session for `actor`, who must hold the own key, and drop all that ended.

    Raises `SignInRefused` for who was sent away, or reset, since the password was looked at.
    """
    moment = int(now.timestamp())
    over = (session.c.seen <= moment - IDLE) | (session.c.begun <= moment - LONGEST)
    connection.execute(delete(session).where(over))
    if actor.key is None:
        raise WrongSecret
    able = person.c.active, func.length(person.c.wrapped_key) > 0
    still = select(person.c.id).where(person.c.id == actor.user_id, *able)
    if connection.execute(still).one_or_none() is None:
        raise SignInRefused
    context = wrap_context(str(actor.user_id), Use.SESSION)
    values = {
        "id": _id(secret),
        "person_id": actor.user_id,
        "sealed_key": actor.key.wrap(session_kek(secret), context),
        "seen": moment,
        "begun": moment,
    }
    connection.execute(insert(session), values)


def actor(database: Database, secret: bytes, now: datetime) -> Actor | None:
    """Return whoever `secret` belongs to while the session lives: one statement.

    That somebody is still there is written at most once a minute.
    """
    moment = int(now.timestamp())
    with database.reading() as connection:
        row = connection.execute(_living(secret, moment)).one_or_none()
    found = _actor(row, secret) if row else None
    if found and row and row.seen <= moment - NOTED_EVERY:
        # While another program holds the file, the page is shown all the same.
        with suppress(CasebookBusy), database.writing() as connection:
            seen = update(session).where(session.c.id == _id(secret))
            connection.execute(seen, {"seen": moment})
    return found


def end(connection: Connection, secret: bytes) -> None:
    """Sign out: the row is gone, and with it what the cookie opened."""
    connection.execute(delete(session).where(session.c.id == _id(secret)))


def end_all(connection: Connection, person_id: int) -> None:
    """End every session of a person; for whoever changed who this person is."""
    connection.execute(delete(session).where(session.c.person_id == person_id))


def sign_out_everywhere(connection: Connection, actor: Actor, now: datetime) -> None:
    """End all of one's own sessions, this one included."""
    actor.require(Right.OWN_ACCOUNT)
    end_all(connection, actor.user_id)
    entry = journal.Entry(now, actor.name, "signed_out_everywhere", "person", actor.user_id)
    journal.write(connection, entry)


def count(connection: Connection, actor: Actor, now: datetime) -> int:
    """Return in how many browsers this person is signed in."""
    actor.require(Right.OWN_ACCOUNT)
    moment = int(now.timestamp())
    own = select(func.count()).where(session.c.person_id == actor.user_id, *_alive(moment))
    return connection.execute(own).scalar_one()


def _alive(moment: int) -> tuple[Any, ...]:
    return session.c.seen > moment - IDLE, session.c.begun > moment - LONGEST


def _living(secret: bytes, moment: int) -> Any:  # noqa: ANN401 - a Select of these columns
    return (
        select(session.c.sealed_key, session.c.seen, person.c.id, person.c.name, person.c.roles)
        .join(person, session.c.person_id == person.c.id)
        .where(session.c.id == _id(secret), person.c.active, *_alive(moment))
    )


def _actor(row: Row[Any], secret: bytes) -> Actor | None:
    context = wrap_context(str(row.id), Use.SESSION)
    try:
        key = UserKey.unwrap(row.sealed_key, session_kek(secret), context)
    except WrongSecret:  # the row was changed by hand: as if there were none
        return None
    return Actor(row.id, row.name, frozenset(map(Role, row.roles.split())), key)


def _id(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()
