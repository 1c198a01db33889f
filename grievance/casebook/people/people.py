"""The people of a desk: who they are, what they may do, and taking that away again.

    everyone(connection, actor)
    change_roles(database, actor, Changed(person_id, version), roles, now)

Roles give rights; keys are another thing: a role lets nobody read before a holder gave the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, select, update

from grievance.casebook import journal
from grievance.casebook.errors import ChangedMeanwhile, NotFound
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.people import grants_held, members, sessions
from grievance.casebook.people.people_errors import LastAdministrator, NoRole, NotYourself
from grievance.casebook.permissions import Actor, Right, Role
from grievance.casebook.schema.people import person

if TYPE_CHECKING:
    from datetime import datetime

    from grievance.casebook.database import Database


@dataclass(frozen=True)
class Person:
    """One person as administrators see them; `keys` is how many keys they hold."""

    id: int
    name: str
    language: str
    roles: frozenset[Role]
    active: bool
    joined: bool
    version: int
    keys: int


@dataclass(frozen=True)
class Changed:
    """Which person is changed, and the version that whoever changes it has seen."""

    id: int
    version: int


def everyone(database: Database, actor: Actor) -> list[Person]:
    """Return all people by name, those who left included."""
    actor.require(Right.MANAGE_PEOPLE)
    counting = list(PeriodKeys.of(database).holders().values())
    with database.reading() as connection:
        rows = connection.execute(select(person).order_by(person.c.sign_in_name)).all()
        keys = grants_held.count_by_person(connection)
    return [
        _person(row, keys.get(row.id, 0) + sum(row.id in who for who in counting)) for row in rows
    ]


def find(database: Database, actor: Actor, person_id: int) -> Person:
    """Return one person; raises `NotFound`."""
    found = next((one for one in everyone(database, actor) if one.id == person_id), None)
    if found is None:
        raise NotFound
    return found


def caseworkers(connection: Connection, actor: Actor) -> list[tuple[int, str]]:
    """Return (number, name) of those to whom a case can be entrusted, by name."""
    actor.require(Right.FOLLOW_CASES)
    active = select(person.c.id, person.c.name, person.c.roles).where(person.c.active)
    rows = connection.execute(active.order_by(person.c.sign_in_name))
    return [(row.id, row.name) for row in rows if Role.CASEWORKER in row.roles.split()]


def change_roles(
    database: Database, actor: Actor, changed: Changed, roles: frozenset[Role], now: datetime
) -> None:
    """Give a person exactly `roles`; keys of a role that goes, go; signed out everywhere.

    Raises `NoRole`, `NotYourself` for one's own administration, `LastAdministrator`, `LastHolder`,
    `ChangedMeanwhile`, `NotFound`.
    """
    actor.require(Right.MANAGE_PEOPLE)
    if not roles:
        raise NoRole
    if changed.id == actor.user_id and Role.ADMINISTRATOR not in roles:
        raise NotYourself
    with database.writing() as connection:
        before = _row(connection, changed.id)
        if Role.ADMINISTRATOR not in roles:
            _keep_an_administrator(connection, changed.id)
        _update(connection, changed, roles=members.words_of(roles))
        taken = grants_held.revoke(database, connection, changed.id, roles)
        sessions.end_all(connection, changed.id)
        if Role.ADMINISTRATOR not in roles:
            members.drop_invitations(connection, changed.id)
        details = {"before": before.roles, "after": members.words_of(roles), "keys": taken}
        _note(connection, actor, "roles_changed", changed.id, now, details)


def deactivate(database: Database, actor: Actor, changed: Changed, now: datetime) -> None:
    """Let a person in no more: signed out, keys taken away. What they did stays under their name.

    Raises `NotYourself`, `LastAdministrator`, `LastHolder`, `ChangedMeanwhile`, `NotFound`.
    """
    actor.require(Right.MANAGE_PEOPLE)
    if changed.id == actor.user_id:
        raise NotYourself
    with database.writing() as connection:
        _row(connection, changed.id)
        _keep_an_administrator(connection, changed.id)
        _update(connection, changed, active=False)
        taken = grants_held.revoke(database, connection, changed.id)
        sessions.end_all(connection, changed.id)
        members.forget_devices(connection, changed.id)
        members.drop_invitations(connection, changed.id)
        _note(connection, actor, "sent_away", changed.id, now, {"keys": taken})


def reactivate(database: Database, actor: Actor, changed: Changed, now: datetime) -> None:
    """Let a person in again, without keys: a holder gives them anew."""
    actor.require(Right.MANAGE_PEOPLE)
    with database.writing() as connection:
        _row(connection, changed.id)
        _update(connection, changed, active=True)
        _note(connection, actor, "let_in_again", changed.id, now)


def take_keys(database: Database, actor: Actor, changed: Changed, now: datetime) -> None:
    """Take every key from a person, roles left as they are; raises `LastHolder`."""
    actor.require(Right.MANAGE_PEOPLE)
    with database.writing() as connection:
        _row(connection, changed.id)
        _update(connection, changed)
        taken = grants_held.revoke(database, connection, changed.id)
        _note(connection, actor, "keys_taken", changed.id, now, {"keys": taken})


def forget_credentials(
    database: Database, connection: Connection, actor: Actor, person_id: int
) -> Row[Any]:
    """Make a person's password, code and keys worthless at once; the first half of a reset.

    Raises `NotYourself`, `LastAdministrator`, `LastHolder`, `NotFound`.
    """
    actor.require(Right.MANAGE_PEOPLE)
    if person_id == actor.user_id:
        raise NotYourself
    row = _row(connection, person_id)
    _keep_an_administrator(connection, person_id)
    grants_held.revoke(database, connection, person_id)
    gone = dict.fromkeys(("public_key", "salt", "wrapped_key", "wrapped_totp"), b"")
    _update(connection, Changed(person_id, row.version), **gone)
    members.drop_paper_codes(connection, person_id)
    members.forget_devices(connection, person_id)
    members.drop_invitations(connection, person_id)
    sessions.end_all(connection, person_id)
    return row


def _person(row: Row[Any], keys: int) -> Person:
    roles = frozenset(map(Role, row.roles.split()))
    joined = bool(row.wrapped_key)
    return Person(row.id, row.name, row.language, roles, row.active, joined, row.version, keys)


def _row(connection: Connection, person_id: int) -> Row[Any]:
    row = connection.execute(select(person).where(person.c.id == person_id)).one_or_none()
    if row is None:
        raise NotFound
    return row


def _update(connection: Connection, changed: Changed, **values: object) -> None:
    same = update(person).where(person.c.id == changed.id, person.c.version == changed.version)
    done = connection.execute(same, {**values, "version": changed.version + 1}).rowcount
    if not done:
        raise ChangedMeanwhile


def _keep_an_administrator(connection: Connection, without: int) -> None:
    # Two administrators could take each other's role in the same second: the second one is refused.
    others = select(person.c.roles).where(
        person.c.active, func.length(person.c.wrapped_key) > 0, person.c.id != without
    )
    held = (roles.split() for roles in connection.execute(others).scalars())
    if not any(Role.ADMINISTRATOR in roles for roles in held):
        raise LastAdministrator


def _note(  # noqa: PLR0913, PLR0917 - the parts of an entry
    connection: Connection,
    actor: Actor,
    action: str,
    person_id: int,
    now: datetime,
    details: dict[str, object] | None = None,
) -> None:
    entry = journal.Entry(now, actor.name, action, "person", person_id, details or {})
    journal.write(connection, entry)
