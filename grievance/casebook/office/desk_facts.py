"""What administrators see of their desk: its card, how long keys last, recovery, the last backup.

facts = desk_facts(connection, actor)
warnings(facts.card, keys_here, today)      # what is missing now or soon
to_be_done(database, actor, today)          # the same, for who wants nothing else
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from grievance.casebook.office import desk_settings, keyring
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.permissions import Actor, Right

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from grievance.casebook.database import Database
    from grievance.envelope.card import Card

SOON = timedelta(days=30)
NEXT_DAY = timedelta(days=1)
LAST_BACKUP = "last_backup"


class Lack(StrEnum):
    """What a desk lacks, or will lack within a month."""

    CASEWORK_KEY = "casework_key"
    CASEWORK_KEY_SOON = "casework_key_soon"
    STATISTICS_KEY = "statistics_key"
    STATISTICS_KEY_SOON = "statistics_key_soon"
    KEY_NOT_HERE = "key_not_here"


@dataclass(frozen=True)
class DeskFacts:
    """The newest card; `recovery` has needed, sheets and day; days are ISO dates or None."""

    card: Card
    recovery: dict[str, Any]
    last_backup: str | None


def desk_facts(connection: Connection, actor: Actor) -> DeskFacts:
    """Return them; raises `NotAllowed`."""
    actor.require(Right.MANAGE_DESK)
    return DeskFacts(
        keyring.newest_card(connection),
        keyring.recovery(connection),
        desk_settings.get(connection, LAST_BACKUP),
    )


def to_be_done(database: Database, actor: Actor, today: date) -> tuple[Lack, ...]:
    """Return what this desk lacks, now or soon, in one statement; raises `NotAllowed`."""
    actor.require(Right.MANAGE_DESK)
    with database.reading() as connection:
        card = keyring.newest_card(connection)
    return tuple(warnings(card, PeriodKeys.of(database).key_ids().values(), today))


def warnings(card: Card, here: Collection[bytes], today: date) -> Iterator[Lack]:
    """Yield what is missing; `here` are the ids of the statistics keys that lie at this desk."""
    yield from key_warnings(card, today)
    offered = {key.public.id for key in card.statistics if key.valid_until >= today}
    if offered - set(here):
        yield Lack.KEY_NOT_HERE


def key_warnings(card: Card, today: date) -> Iterator[Lack]:
    """Yield what `card` lacks today, or within 30 days."""
    if card.casework_key(today) is None:
        yield Lack.CASEWORK_KEY
    elif card.casework_key(today + SOON) is None:
        yield Lack.CASEWORK_KEY_SOON
    if not card.statistics:  # another organisation of the intake counts
        return
    counting = card.counting_key(today)
    if counting is None:
        yield Lack.STATISTICS_KEY
    elif card.counting_key(counting.valid_until + NEXT_DAY) is None:
        yield Lack.STATISTICS_KEY_SOON
