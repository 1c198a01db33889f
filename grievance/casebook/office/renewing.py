"""The desk's next card: keys that are due, and new ones for those that this desk no longer has.

    card = renew(database, actor, now)        # None: nothing is due

Only somebody who holds the key that signs cards can do it. The new card waits in the outbox: the
courier brings it to the intake, or somebody carries `card.json`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from grievance.casebook import files, journal
from grievance.casebook.arrivals import outbox
from grievance.casebook.errors import CasebookError
from grievance.casebook.office import keyring
from grievance.casebook.office.quarters import Quarters
from grievance.casebook.office.setup import CARD_FILE
from grievance.casebook.people import grants_held
from grievance.casebook.permissions import Actor, Right, Role
from grievance.casebook.schema.people import grant_of_key, person
from grievance.envelope.keys import PublicKey, Purpose
from grievance.opening.cards import next_card
from grievance.opening.desk_keys import due_keys
from grievance.opening.held import CARD
from grievance.opening.keys import PrivateKey, SigningKey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from grievance.casebook.database import Database
    from grievance.envelope.card import Card

Holders = dict[int, PublicKey]


class NoCardKey(CasebookError):
    """Whoever is signed in does not hold the key that signs cards."""

    status = 403
    exit_code = 2

    def __init__(self) -> None:
        """Say whom to ask."""
        super().__init__(
            "You do not hold the key that signs cards.", "Let somebody sign in who holds it."
        )


class NoAnalyst(CasebookError):
    """Nobody could hold the key of a new quarter."""

    status = 409
    exit_code = 2

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(
            "Nobody of this desk is an analyst, so nobody could hold a quarter's key.",
            "Give somebody that role first.",
        )


@dataclass(frozen=True)
class _Due:
    """The card without what is replaced, and the new keys by purpose."""

    previous: Card
    casework: tuple[PrivateKey, ...]
    statistics: tuple[PrivateKey, ...]


def renew(database: Database, actor: Actor, now: datetime) -> Card | None:
    """Sign the next card if any key is due; raises `NoCardKey`, `NoAnalyst`."""
    actor.require(Right.OWN_ACCOUNT)
    folder, quarters, today = database.path.parent, Quarters.of(database), now.date()
    with database.writing() as connection:
        signer = _signer(connection, actor)
        newest = keyring.newest_card(connection)
        due = _due(newest, quarters, today)
        if not due.casework + due.statistics:
            return None
        card = next_card(due.previous, signer, due.casework + due.statistics, today)
        # 1. Statistics keys first: a card never offers a key that lies nowhere.
        _keep_statistics(connection, quarters, due.statistics)
        # 2. The casework key, granted to all who hold the one before it.
        _keep_casework(connection, due.casework, card, actor)
        # 3. The card, and last of all that it is carried: then both are kept, or neither.
        keyring.keep_card(connection, card)
        details = {"card": card.serial, "keys": len(due.casework + due.statistics)}
        entry = journal.Entry(now, actor.name, "card_signed", "desk", None, details)
        journal.write(connection, entry)
        outbox.put_card(folder, card.raw)
    files.write_whole(folder / CARD_FILE, card.raw)
    return card


def _signer(connection: Connection, actor: Actor) -> SigningKey:
    held = grants_held.held(connection, actor).values()
    key = next((one for one in held if one.purpose == CARD), None)
    if key is None:
        raise NoCardKey
    return SigningKey.from_held(key)


def _due(newest: Card, quarters: Quarters, today: date) -> _Due:
    # A desk that was restored has no quarter's key any more: forms would seal to what nobody holds.
    here = frozenset(quarters.key_ids().values())
    kept = tuple(
        key for key in newest.statistics if key.valid_until < today or key.public.id in here
    )
    lost = [key.period for key in newest.statistics if key not in kept]
    missing = due_keys(newest, today)
    casework = tuple(key for key in missing if key.purpose is Purpose.CASEWORK)
    counted = tuple(key for key in missing if key.purpose is Purpose.STATISTICS)
    again = tuple(PrivateKey.new(Purpose.STATISTICS, period) for period in lost)
    return _Due(replace(newest, statistics=kept), casework, again + counted)


def _keep_statistics(
    connection: Connection, quarters: Quarters, keys: Collection[PrivateKey]
) -> None:
    holders = _analysts(connection, quarters) if keys else {}
    for key in keys:
        # A renewal that was cut off may have left a key that no card ever offered.
        quarters.forget(key.period or "")
        quarters.make(key, holders)


def _keep_casework(
    connection: Connection, keys: Iterable[PrivateKey], card: Card, actor: Actor
) -> None:
    for key in keys:
        before = _holders_of(connection, keyring.newest_casework_id(connection))
        offered = next(one for one in card.casework if one.public == key.public)
        days = (offered.valid_from, offered.valid_until)
        keyring.keep_key(connection, key.held(), key.public.raw, days)
        for person_id, public in before.items():
            grants_held.grant(connection, [key.held()], person_id, public, actor.user_id)


def _analysts(connection: Connection, quarters: Quarters) -> Holders:
    """Return those who hold a quarter's key now; where nobody does, every analyst."""
    joined = select(person.c.id, person.c.public_key, person.c.roles).where(
        person.c.active, func.length(person.c.wrapped_key) > 0
    )
    rows = [row for row in connection.execute(joined) if Role.ANALYST in row.roles.split()]
    holding = frozenset[int]().union(*quarters.holders().values())
    chosen = [row for row in rows if row.id in holding] or rows
    if not chosen:
        raise NoAnalyst
    return {row.id: PublicKey.from_bytes(row.public_key) for row in chosen}


def _holders_of(connection: Connection, key_id: bytes) -> Holders:
    holding = (
        select(person.c.id, person.c.public_key)
        .join(grant_of_key, grant_of_key.c.person_id == person.c.id)
        .where(grant_of_key.c.key_id == key_id)
    )
    rows = connection.execute(holding)
    return {row.id: PublicKey.from_bytes(row.public_key) for row in rows}
