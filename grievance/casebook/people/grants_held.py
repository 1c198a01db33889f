"""Grants: which of the desk's keys a person holds, giving them on, taking them away.

    keys = casework_keys(connection, actor)          # {key id: PrivateKey}, to open accounts with
    give(database, giver, person_id, now)            # whoever holds a key can grant it to another

Casework and card keys go to caseworkers, statistics keys to analysts. An administrator can take
keys away but give none: nobody can give what they do not hold. The last grant of a key stays.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select

from grievance.casebook import journal
from grievance.casebook.errors import NotFound
from grievance.casebook.office.quarters import Quarters
from grievance.casebook.people.people_errors import HoldsNothing, LastHolder
from grievance.casebook.permissions import Actor, Right, Role
from grievance.casebook.schema.people import grant_of_key, person
from grievance.envelope.keys import PublicKey
from grievance.opening.grants import open_grant, seal_grant
from grievance.opening.held import CASEWORK
from grievance.opening.keys import PrivateKey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from grievance.casebook.database import Database
    from grievance.opening.held import HeldKey


def held(connection: Connection, actor: Actor) -> dict[bytes, HeldKey]:
    """Open this person's grants of casework and card keys, by key id."""
    actor.require(Right.OWN_ACCOUNT)
    own = select(grant_of_key.c.sealed).where(grant_of_key.c.person_id == actor.user_id)
    if actor.key is None:
        return {}
    opened = (open_grant(sealed, actor.key) for sealed in connection.execute(own).scalars())
    return {key.key_id: key for key in opened}


def casework_keys(connection: Connection, actor: Actor) -> dict[bytes, PrivateKey]:
    """Return the private casework keys that this person holds; raises `NotAllowed`."""
    actor.require(Right.READ_REPORTS)
    return {
        key_id: PrivateKey.from_held(key)
        for key_id, key in held(connection, actor).items()
        if key.purpose == CASEWORK
    }


def give(database: Database, giver: Actor, person_id: int, now: datetime) -> int:
    """Grant to a person every key that `giver` holds and those roles may have; return how many.

    Raises `NotFound` for nobody who could take one, `HoldsNothing`.
    """
    giver.require(Right.OWN_ACCOUNT)
    quarters = Quarters.of(database)
    with database.writing() as connection:
        row = _able(connection, person_id)
        public = PublicKey.from_bytes(row.public_key)
        roles = row.roles.split()
        given: list[str] = []
        if Role.CASEWORKER in roles:
            given += _give(connection, giver, person_id, public)
        if Role.ANALYST in roles:
            given += quarters.give(giver, person_id, public)
        if not given:
            raise HoldsNothing
        details = {"keys": len(given)}
        entry = journal.Entry(now, giver.name, "keys_given", "person", person_id, details)
        journal.write(connection, entry)
    return len(given)


def grant(
    connection: Connection,
    keys: Iterable[HeldKey],
    person_id: int,
    public: PublicKey,
    by: int | None = None,
) -> None:
    """Grant `keys` that the caller has in its hands: set-up, a new key, recovery (by nobody)."""
    for key in keys:
        _insert(connection, key, person_id, public, by)


def waiting_for_keys(database: Database, giver: Actor) -> list[tuple[int, str]]:
    """Return (number, name) of those to whom `giver` could give a key that they lack."""
    giver.require(Right.OWN_ACCOUNT)
    quarters = Quarters.of(database).holders()
    with database.reading() as connection:
        rows = connection.execute(_others(giver)).all()
        theirs = _by_person(connection)
    own = theirs.get(giver.user_id, frozenset())
    mine = [who for who in quarters.values() if giver.user_id in who]
    return [
        (row.id, row.name)
        for row in rows
        if (Role.CASEWORKER in row.roles.split() and own - theirs.get(row.id, frozenset()))
        or (Role.ANALYST in row.roles.split() and any(row.id not in who for who in mine))
    ]


def revoke(
    database: Database,
    connection: Connection,
    person_id: int,
    keeps: frozenset[Role] = frozenset(),
) -> int:
    """Take away the keys that go with roles a person no longer has; return how many.

    `keeps` are the roles that stay. Raises `LastHolder` when a key would be lost. For functions
    that asked for the right already and write the journal; whatever else they may refuse comes
    first: the quarters' files are not in their transaction.
    """
    quarters = Quarters.of(database)
    taken = 0
    if Role.CASEWORKER not in keeps:
        _others_hold(connection, person_id)
    if Role.ANALYST not in keeps and quarters.only_holder(person_id):
        raise LastHolder
    if Role.CASEWORKER not in keeps:
        own = delete(grant_of_key).where(grant_of_key.c.person_id == person_id)
        taken += connection.execute(own).rowcount
    if Role.ANALYST not in keeps:
        taken += sum(person_id in who for who in quarters.holders().values())
        quarters.revoke(person_id)
    return taken


def count_by_person(connection: Connection) -> dict[int, int]:
    """Return how many casework and card keys each person holds."""
    counted = select(grant_of_key.c.person_id, func.count()).group_by(grant_of_key.c.person_id)
    return {row[0]: row[1] for row in connection.execute(counted)}


def _give(connection: Connection, giver: Actor, person_id: int, public: PublicKey) -> list[str]:
    has = _key_ids(connection, person_id)
    keys = [key for key_id, key in held(connection, giver).items() if key_id not in has]
    for key in keys:
        _insert(connection, key, person_id, public, giver.user_id)
    return [key.key_id.hex() for key in keys]


def _insert(
    connection: Connection, key: HeldKey, person_id: int, public: PublicKey, by: int | None
) -> None:
    values = {
        "person_id": person_id,
        "key_id": key.key_id,
        "sealed": seal_grant(key, public),
        "made_by": by,
    }
    connection.execute(insert(grant_of_key), values)


def _able(connection: Connection, person_id: int) -> Row[Any]:
    joined = select(person).where(
        person.c.id == person_id, person.c.active, func.length(person.c.wrapped_key) > 0
    )
    row = connection.execute(joined).one_or_none()
    if row is None:
        raise NotFound
    return row


def _others(giver: Actor) -> Any:  # noqa: ANN401 - a Select of number, name, roles
    return (
        select(person.c.id, person.c.name, person.c.roles)
        .where(person.c.active, func.length(person.c.wrapped_key) > 0, person.c.id != giver.user_id)
        .order_by(person.c.sign_in_name)
    )


def _by_person(connection: Connection) -> dict[int, frozenset[bytes]]:
    found: dict[int, set[bytes]] = defaultdict(set)
    for person_id, key_id in connection.execute(
        select(grant_of_key.c.person_id, grant_of_key.c.key_id)
    ):
        found[person_id].add(key_id)
    return {person_id: frozenset(ids) for person_id, ids in found.items()}


def _key_ids(connection: Connection, person_id: int) -> frozenset[bytes]:
    ids = select(grant_of_key.c.key_id).where(grant_of_key.c.person_id == person_id)
    return frozenset(connection.execute(ids).scalars())


def _others_hold(connection: Connection, person_id: int) -> None:
    other = grant_of_key.alias()
    shared = exists().where(other.c.key_id == grant_of_key.c.key_id, other.c.person_id != person_id)
    alone = select(func.count()).where(grant_of_key.c.person_id == person_id, ~shared)
    if connection.execute(alone).scalar_one():
        raise LastHolder
