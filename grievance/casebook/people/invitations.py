"""Invitations: a link that works once, for a new person or for a new password of one.

    token = invite(database, actor, NewPerson(name, "fr", roles), now)   # shown once
    invited = find(connection, token, now)
    joined = join(database, token, Choice(password, secret, first_code), now)
    joined.codes                                                         # shown once

Only a digest of the link is kept. Whoever joins gets a key of their own that opens nothing yet:
somebody who holds the desk's keys has to give them.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from grievance.casebook import journal, once
from grievance.casebook.errors import NotFound
from grievance.casebook.office import desk_settings
from grievance.casebook.people import members, passwords, people, totp
from grievance.casebook.people.credentials import Credentials
from grievance.casebook.people.members import NewPerson
from grievance.casebook.people.people_errors import InvitationGone, NoRole, WrongFirstCode
from grievance.casebook.people.person_names import clean, require_free
from grievance.casebook.permissions import Actor, Right, Role
from grievance.casebook.schema.people import invitation, person

if TYPE_CHECKING:
    from datetime import datetime

    from grievance.casebook.database import Database

LIFE = 7 * 24 * 60 * 60  # seconds
TOKEN_SIZE = 32


@dataclass(frozen=True)
class Invitation:
    """One that waits: `again` for a person who is here already, `expires` in seconds since 1970."""

    id: int
    name: str
    language: str
    roles: frozenset[Role]
    again: bool
    expires: int


@dataclass(frozen=True)
class Choice:
    """What somebody who joins typed: a password, and the first code of the secret shown."""

    password: str = field(repr=False)
    secret: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True)
class Joined:
    """Who joined, and the ten codes on paper that are shown this once."""

    name: str
    codes: list[str] = field(repr=False)


def invite(
    database: Database, actor: Actor, new: NewPerson, now: datetime, press: bytes | None = None
) -> str:
    """Make a link for a new person; return its token. Raises `BadName`, `NameTaken`, `NoRole`.

    Where the same `press` of a button (see `once`) invited already and nobody joined, the link of
    that invitation is replaced: its token was shown once, and perhaps to nobody.
    """
    actor.require(Right.MANAGE_PEOPLE)
    if not new.roles:
        raise NoRole
    new = replace(new, name=clean(new.name))
    with database.writing() as connection:
        _drop_expired(connection, now)
        if press and (again := _renewed(connection, press)):
            return again
        require_free(connection, new.name)
        token, number = _insert(connection, actor, new, now)
        if press:
            once.remember(connection, press, number)
        details: dict[str, object] = {"name": new.name, "roles": members.words_of(new.roles)}
        _note(connection, actor.name, "made", number, now, details)
    return token


def reset_password(database: Database, actor: Actor, person_id: int, now: datetime) -> str:
    """Make everything that person signs in with worthless now; return the token of a new start.

    Raises `NotYourself`, `LastAdministrator`, `LastHolder`, `NotFound`.
    """
    actor.require(Right.MANAGE_PEOPLE)
    with database.writing() as connection:
        row = people.forget_credentials(database, connection, actor, person_id)
        roles = frozenset(map(Role, row.roles.split()))
        token, _ = _insert(connection, actor, NewPerson(row.name, row.language, roles), now, row.id)
        _note(connection, actor.name, "started_anew", person_id, now, kind="person")
    return token


def waiting(connection: Connection, actor: Actor, now: datetime) -> list[Invitation]:
    """Return the invitations that nobody used yet, by name."""
    actor.require(Right.MANAGE_PEOPLE)
    living = select(invitation).where(invitation.c.expires > int(now.timestamp()))
    rows = connection.execute(living.order_by(invitation.c.name, invitation.c.id))
    return [_invitation(row) for row in rows]


def withdraw(connection: Connection, actor: Actor, invitation_id: int, now: datetime) -> None:
    """Take an invitation back: its link is worth nothing any more; raises `NotFound`."""
    actor.require(Right.MANAGE_PEOPLE)
    gone = connection.execute(delete(invitation).where(invitation.c.id == invitation_id)).rowcount
    if not gone:
        raise NotFound
    _note(connection, actor.name, "taken_back", invitation_id, now)


def find(connection: Connection, token: str, now: datetime) -> Invitation:
    """Return what a link invites to; raises `InvitationGone`."""
    return _invitation(_row(connection, token, now))


def join(database: Database, token: str, choice: Choice, now: datetime) -> Joined:
    """Use a link up; raises `InvitationGone`, `WeakPassword`, `WrongFirstCode`, `NameTaken`."""
    # 1. Everything that can be refused, before anything is used up.
    with database.reading() as connection:
        invited = find(connection, token, now)
        passwords.require_strong(choice.password, known_names(connection, invited.name))
    step = totp.step_of(choice.secret, choice.code, now)
    if step is None:
        raise WrongFirstCode
    # 2. The slow part, outside any transaction.
    credentials = Credentials.choose(choice.password, choice.secret)
    # 3. The link is used up in the same transaction that lets the person in.
    with database.writing() as connection:
        row = _row(connection, token, now)
        connection.execute(delete(invitation).where(invitation.c.id == row.id))
        person_id = _let_in(connection, row, credentials, step)
        codes = members.new_paper_codes(connection, person_id)
        _note(connection, row.name, "joined", person_id, now, kind="person")
    return Joined(row.name, codes)


def known_names(connection: Connection, name: str) -> tuple[str, ...]:
    """Return what a password of `name` may not hold: that name, and those of the desk."""
    names = desk_settings.get(connection, "names") or {}
    return (name, *names.values())


def _let_in(connection: Connection, row: Row[Any], credentials: Credentials, step: int) -> int:
    if row.person_id is None:
        require_free(connection, row.name)
        roles = frozenset(map(Role, row.roles.split()))
        return members.add(connection, NewPerson(row.name, row.language, roles), credentials, step)
    members.set_credentials(connection, row.person_id, credentials)
    again = update(person).where(person.c.id == row.person_id)
    connection.execute(again, {"totp_step": step})
    return int(row.person_id)


def _insert(
    connection: Connection,
    actor: Actor,
    new: NewPerson,
    now: datetime,
    person_id: int | None = None,
) -> tuple[str, int]:
    token = secrets.token_urlsafe(TOKEN_SIZE)
    values = {
        "digest": _digest(token),
        "name": new.name,
        "language": new.language,
        "roles": members.words_of(new.roles),
        "person_id": person_id,
        "made_by": actor.user_id,
        "expires": int(now.timestamp()) + LIFE,
    }
    (number,) = connection.execute(insert(invitation), values).inserted_primary_key or (0,)
    return token, int(number)


def _renewed(connection: Connection, press: bytes) -> str | None:
    """Put another link in the place of the one that this press made; None if that waits no more."""
    waits = update(invitation).where(
        invitation.c.id == once.made_by(connection, press), invitation.c.person_id.is_(None)
    )
    token = secrets.token_urlsafe(TOKEN_SIZE)
    return token if connection.execute(waits, {"digest": _digest(token)}).rowcount else None


def _row(connection: Connection, token: str, now: datetime) -> Row[Any]:
    living = select(invitation).where(
        invitation.c.digest == _digest(token), invitation.c.expires > int(now.timestamp())
    )
    row = connection.execute(living).one_or_none()
    if row is None:
        raise InvitationGone
    return row


def _invitation(row: Row[Any]) -> Invitation:
    roles = frozenset(map(Role, row.roles.split()))
    again = row.person_id is not None
    return Invitation(row.id, row.name, row.language, roles, again, row.expires)


def _drop_expired(connection: Connection, now: datetime) -> None:
    over = delete(invitation).where(invitation.c.expires <= int(now.timestamp()))
    connection.execute(over)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def _note(  # noqa: PLR0913, PLR0917 - the parts of an entry
    connection: Connection,
    name: str,
    action: str,
    subject: int,
    now: datetime,
    details: dict[str, object] | None = None,
    *,
    kind: str = "invitation",
) -> None:
    journal.write(connection, journal.Entry(now, name, action, kind, subject, details or {}))
