"""Grants: which of the desk's keys a person holds, giving them on, taking them away.

    keys = casework_keys(connection, actor)          # {key id: PrivateKey}, to open accounts with
    release_key(connection, actor).sign(document)    # what is published
    give(database, giver, person_id, now)            # whoever holds a key can grant it to another

Casework and card keys go to caseworkers, statistics and release keys to analysts. An administrator
can take keys away but give none: nobody can give what they do not hold. The last grant of a key
stays.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, select

from grievance.casebook import journal
from grievance.casebook.errors import NotFound
from grievance.casebook.office import keyring
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.people.people_errors import HoldsNothing, LastHolder, NoReleaseKey
from grievance.casebook.permissions import Actor, Right, Role
from grievance.casebook.schema.people import desk_key, grant_of_key, person
from grievance.envelope.keys import PublicKey
from grievance.opening.grants import open_grant, seal_grant
from grievance.opening.held import CARD, CASEWORK, RELEASE
from grievance.opening.keys import PrivateKey, SigningKey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from grievance.casebook.database import Database
    from grievance.opening.held import HeldKey

# What each role may hold of the keys in the database; a period's keys lie in files of their own.
_PURPOSES: Mapping[Role, frozenset[str]] = {
    Role.CASEWORKER: frozenset({CASEWORK, CARD}),
    Role.ANALYST: frozenset({RELEASE}),
}


def held(connection: Connection, actor: Actor) -> dict[bytes, HeldKey]:
    """Open this person's grants of casework, card and release keys, by key id."""
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


def release_key(connection: Connection, actor: Actor) -> SigningKey:
    """Return the key that signs releases, as the card names it; raises `NoReleaseKey`."""
    actor.require(Right.PUBLISH)
    # Anybody can seal a grant: only the key that the card names is ever signed with.
    named = keyring.newest_card(connection).release
    for key in held(connection, actor).values():
        if key.purpose == RELEASE:
            signing = SigningKey.from_held(key, RELEASE)
            if signing.public == named:
                return signing
    raise NoReleaseKey


def give(database: Database, giver: Actor, person_id: int, now: datetime) -> int:
    """Grant to a person every key that `giver` holds and those roles may have; return how many.

    Raises `NotFound` for nobody who could take one, `HoldsNothing`.
    """
    giver.require(Right.OWN_ACCOUNT)
    period_keys = PeriodKeys.of(database)
    with database.writing() as connection:
        row = _able(connection, person_id)
        public = PublicKey.from_bytes(row.public_key)
        roles = row.roles.split()
        given = _give(connection, giver, person_id, public, _purposes(roles))
        if Role.ANALYST in roles:
            given += period_keys.give(giver, person_id, public)
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
    holders = PeriodKeys.of(database).holders()
    with database.reading() as connection:
        rows = connection.execute(_others(giver)).all()
        theirs = _by_person(connection)
    own = theirs[giver.user_id]
    mine = [who for who in holders.values() if giver.user_id in who]
    return [
        (row.id, row.name)
        for row in rows
        if _may_hold(own, row.roles.split()) - theirs[row.id].keys()
        or (Role.ANALYST in row.roles.split() and any(row.id not in who for who in mine))
    ]


def lacks_keys(connection: Connection, actor: Actor) -> bool:
    """Tell whether one of this person's roles goes with keys and no key of that kind is held."""
    actor.require(Right.OWN_ACCOUNT)
    needed = [_PURPOSES[role] for role in actor.roles if role in _PURPOSES]
    if not needed:
        return False
    own = grant_of_key.c.person_id == actor.user_id
    rows = select(desk_key.c.purpose).join(grant_of_key, grant_of_key.c.key_id == desk_key.c.key_id)
    held_ = set(connection.execute(rows.where(own)).scalars())
    return any(held_.isdisjoint(purposes) for purposes in needed)


def revoke(
    database: Database,
    connection: Connection,
    person_id: int,
    keeps: frozenset[Role] = frozenset(),
) -> int:
    """Take away the keys that go with roles a person no longer has; return how many.

    `keeps` are the roles that stay. Raises `LastHolder` when a key would be lost. For functions
    that asked for the right already and write the journal; whatever else they may refuse comes
    first: the periods' files are not in their transaction.
    """
    period_keys = PeriodKeys.of(database)
    leaving = _purposes(frozenset(Role)) - _purposes(keeps)
    _others_hold(connection, person_id, leaving)
    if Role.ANALYST not in keeps and period_keys.only_holder(person_id):
        raise LastHolder
    own = delete(grant_of_key).where(
        grant_of_key.c.person_id == person_id, grant_of_key.c.key_id.in_(_for(leaving))
    )
    taken = connection.execute(own).rowcount
    if Role.ANALYST not in keeps:
        taken += sum(person_id in who for who in period_keys.holders().values())
        period_keys.revoke(person_id)
    return taken


def count_by_person(connection: Connection) -> dict[int, int]:
    """Return how many casework, card and release keys each person holds."""
    counted = select(grant_of_key.c.person_id, func.count()).group_by(grant_of_key.c.person_id)
    return {row[0]: row[1] for row in connection.execute(counted)}


def _purposes(roles: Collection[str]) -> frozenset[str]:
    return frozenset[str]().union(*(of for role, of in _PURPOSES.items() if role in roles))


def _for(purposes: Collection[str]) -> Select[tuple[bytes]]:
    return select(desk_key.c.key_id).where(desk_key.c.purpose.in_(purposes))


def _give(
    connection: Connection,
    giver: Actor,
    person_id: int,
    public: PublicKey,
    purposes: Collection[str],
) -> list[str]:
    has = _key_ids(connection, person_id)
    own = held(connection, giver).values()
    keys = [key for key in own if key.key_id not in has and key.purpose in purposes]
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


def _by_person(connection: Connection) -> defaultdict[int, dict[bytes, str]]:
    """Return the purposes of the keys that each person holds, by key id."""
    found: defaultdict[int, dict[bytes, str]] = defaultdict(dict)
    rows = select(grant_of_key.c.person_id, grant_of_key.c.key_id, desk_key.c.purpose).join(
        desk_key, desk_key.c.key_id == grant_of_key.c.key_id
    )
    for person_id, key_id, purpose in connection.execute(rows):
        found[person_id][key_id] = purpose
    return found


def _may_hold(own: Mapping[bytes, str], roles: Collection[str]) -> set[bytes]:
    purposes = _purposes(roles)
    return {key_id for key_id, purpose in own.items() if purpose in purposes}


def _key_ids(connection: Connection, person_id: int) -> frozenset[bytes]:
    ids = select(grant_of_key.c.key_id).where(grant_of_key.c.person_id == person_id)
    return frozenset(connection.execute(ids).scalars())


def _others_hold(connection: Connection, person_id: int, purposes: Collection[str]) -> None:
    other = grant_of_key.alias()
    shared = exists().where(other.c.key_id == grant_of_key.c.key_id, other.c.person_id != person_id)
    alone = select(func.count()).where(
        grant_of_key.c.person_id == person_id, grant_of_key.c.key_id.in_(_for(purposes)), ~shared
    )
    if connection.execute(alone).scalar_one():
        raise LastHolder
