"""The desk's next card: keys that are due, and new ones for those that this desk no longer has.

    card = renew(database, actor, facts, now)        # None: nothing is due

A plan that was taken anew before its period began needs a new key: a key measures one plan for
good. Only somebody who holds the key that signs cards can do it. The new card waits in the outbox:
the courier brings it to the intake, or somebody carries `card.json`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from grievance.casebook import files, journal
from grievance.casebook.arrivals import outbox
from grievance.casebook.errors import CasebookError
from grievance.casebook.office import courier_keys, desk_settings, keyring, plans
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.office.setup import CARD_FILE
from grievance.casebook.people import grants_held
from grievance.casebook.permissions import Actor, Right, Role
from grievance.casebook.schema.people import grant_of_key, person
from grievance.envelope.card import Card, CardRefused
from grievance.envelope.keys import PublicKey, Purpose
from grievance.envelope.period import PeriodKind
from grievance.opening.cards import next_card
from grievance.opening.desk_keys import due_keys
from grievance.opening.held import CARD
from grievance.opening.keys import PrivateKey, SigningKey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime
    from pathlib import Path

    from grievance.casebook.database import Database
    from grievance.envelope.card import CardKey
    from grievance.reference.facts import Facts

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
    """Nobody could hold the key of a new period."""

    status = 409
    exit_code = 2

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(
            "Nobody of this desk is an analyst, so nobody could hold a key that counts.",
            "Give somebody that role first.",
        )


@dataclass(frozen=True)
class _Due:
    """The card without what is replaced, and the new keys by purpose."""

    previous: Card
    casework: tuple[PrivateKey, ...]
    statistics: tuple[PrivateKey, ...]

    @property
    def keys(self) -> tuple[PrivateKey, ...]:
        """All new keys."""
        return self.casework + self.statistics


def renew(
    database: Database, actor: Actor, facts: Facts, now: datetime, *, new_courier: bool = False
) -> Card | None:
    """Sign the next card if any key is due; raises `NoCardKey`, `NoAnalyst`, `PeriodKeyDamaged`.

    Return it, or the one before where that was cut off before it was shown.

    `facts` is what the plan of a period is made of that has none yet. `new_courier`: in any case,
    and with another key for the courier; raises `CourierChanging`.
    """
    actor.require(Right.OWN_ACCOUNT)
    folder, period_keys, today = database.path.parent, PeriodKeys.of(database), now.date()
    with database.writing() as connection:
        signer = _signer(connection, actor)
        period_keys.require_whole()  # a key that may come back is replaced by nobody unasked
        # 0. The card before, where whoever kept it was cut off before it was offered.
        newest = keyring.newest_card(connection)
        late = _offer(folder, newest)
        due = _due(connection, database, facts, today)
        if not due.keys and not new_courier:
            return newest if late else None
        courier = courier_keys.draw(folder, due.previous).public if new_courier else None
        fixed = _plans(folder, due, facts)
        card = next_card(due.previous, signer, due.keys, today, plans=fixed, courier=courier)
        # 1. Statistics keys first: a card never offers a key that lies nowhere.
        _keep_statistics(connection, period_keys, due.statistics)
        # 2. The casework key, granted to all who hold the one before it.
        _keep_casework(connection, due.casework, card, actor)
        # 3. The card.
        keyring.keep_card(connection, card)
        details = {"card": card.serial, "keys": len(due.keys)}
        entry = journal.Entry(now, actor.name, "card_signed", "desk", None, details)
        journal.write(connection, entry)
    # 4. Nobody sees a card whose keys a cut could still undo.
    _offer(folder, card)
    return card


def _offer(folder: Path, card: Card) -> bool:
    """Let a card that is kept be carried, and show it; False where both was done already."""
    path = folder / CARD_FILE
    if _shown(path) >= card.serial:
        return False
    # The file last: by it the rest is known to be done.
    outbox.put_card(folder, card.raw)
    files.write_whole(path, card.raw)
    return True


def _shown(path: Path) -> int:
    """Return the serial of the card that lies in the folder, 0 where none can be read."""
    try:
        return Card.parse(path.read_bytes()).serial
    except (FileNotFoundError, CardRefused):
        return 0


def _signer(connection: Connection, actor: Actor) -> SigningKey:
    held = grants_held.held(connection, actor).values()
    key = next((one for one in held if one.purpose == CARD), None)
    if key is None:
        raise NoCardKey
    return SigningKey.from_held(key)


def _due(connection: Connection, database: Database, facts: Facts, today: date) -> _Due:
    newest = keyring.newest_card(connection)
    kind = PeriodKind(desk_settings.get(connection, desk_settings.PERIODS))
    # A desk that was restored has no period's key any more: forms would seal to what nobody holds.
    here = frozenset(PeriodKeys.of(database).key_ids().values())
    folder = database.path.parent
    kept = tuple(
        key
        for key in newest.statistics
        if key.valid_until < today or (key.public.id in here and _holds(key, folder, facts, today))
    )
    lost = [key.period for key in newest.statistics if key not in kept]
    missing = due_keys(newest, today, kind)
    casework = tuple(key for key in missing if key.purpose is Purpose.CASEWORK)
    counted = tuple(key for key in missing if key.purpose is Purpose.STATISTICS)
    again = tuple(PrivateKey.new(Purpose.STATISTICS, period) for period in lost)
    return _Due(replace(newest, statistics=kept), casework, again + counted)


def _holds(key: CardKey, folder: Path, facts: Facts, today: date) -> bool:
    """Tell whether the plan of a key still holds. From the first day of its period on it does."""
    begun = key.valid_from <= today
    return begun or plans.fix(folder, key.period or "", facts).sha256 == key.plan


def _plans(folder: Path, due: _Due, facts: Facts) -> dict[str, str]:
    periods = [key.period or "" for key in due.statistics]
    return {period: plans.fix(folder, period, facts).sha256 for period in periods}


def _keep_statistics(
    connection: Connection, period_keys: PeriodKeys, keys: Collection[PrivateKey]
) -> None:
    holders = _analysts(connection, period_keys) if keys else {}
    for key in keys:
        # A renewal that was cut off may have left a key that no card ever offered.
        period_keys.forget(key.period or "")
        period_keys.make(key, holders)


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


def _analysts(connection: Connection, period_keys: PeriodKeys) -> Holders:
    """Return those who hold a period's key now; where nobody does, every analyst."""
    joined = select(person.c.id, person.c.public_key, person.c.roles).where(
        person.c.active, func.length(person.c.wrapped_key) > 0
    )
    rows = [row for row in connection.execute(joined) if Role.ANALYST in row.roles.split()]
    holding = frozenset[int]().union(*period_keys.holders().values())
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
