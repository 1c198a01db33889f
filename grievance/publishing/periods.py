"""The periods of a desk, and how far the close of each is: what its page lists.

for one in overview(database, actor, now):
    one.period, one.state, one.closes

From the desk's own files alone: no call is made, nothing is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from grievance.casebook.counting import noted
from grievance.casebook.counting.period_collecting import collected_here, spool_of
from grievance.casebook.counting.places import LEDGER
from grievance.casebook.office import keyring
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.permissions import Right
from grievance.disclosure.ledger import Ledger
from grievance.envelope.period import Period, closes_from

if TYPE_CHECKING:
    from datetime import datetime

    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor


class State(StrEnum):
    """How far a period is."""

    AHEAD = "ahead"
    OPEN = "open"
    GRACE = "grace"
    READY = "ready"
    BEGUN = "begun"
    DONE = "done"
    LOST = "lost"


@dataclass(frozen=True)
class PeriodSeen:
    """A period of the card. `closes` is the moment (UTC) from which it can be closed.

    `mine` tells whether whoever asks holds its key.
    """

    period: Period
    state: State
    closes: datetime
    mine: bool


def overview(database: Database, actor: Actor, now: datetime) -> tuple[PeriodSeen, ...]:
    """Return every period that the card, a key or the ledger knows, the newest first.

    Raises `NotAllowed`, `LedgerBroken`.
    """
    actor.require(Right.PUBLISH)
    with database.reading() as connection:
        card = keyring.newest_card(connection)
        done = noted.all_done(connection)
    holders = PeriodKeys.of(database).holders()
    measured = Ledger(database.path.parent / LEDGER).periods()
    names = {*measured, *holders, *(key.period for key in card.statistics if key.period)}
    return tuple(
        PeriodSeen(
            period,
            _state(
                _Facts(
                    period,
                    now,
                    has_key=str(period) in holders,
                    is_measured=str(period) in measured,
                    is_begun=spool_of(database.path.parent, period, bytes(8)).path.exists(),
                    done=done.get(str(period), frozenset()),
                )
            ),
            closes_from(period),
            actor.user_id in holders.get(str(period), ()),
        )
        for period in sorted(map(Period.parse, names), reverse=True)
    )


def to_close(database: Database, actor: Actor, now: datetime) -> int:
    """Return how many periods somebody can close or go on closing, by the names of files alone.

    For the first page: it asks the database nothing. Raises `NotAllowed`.
    """
    actor.require(Right.PUBLISH)
    desk = database.path.parent
    over = {
        name for name in PeriodKeys.of(database).periods() if now >= closes_from(Period.parse(name))
    }
    return len(over | set(collected_here(desk)))


class _Facts(NamedTuple):
    period: Period
    now: datetime
    has_key: bool
    is_measured: bool
    is_begun: bool
    done: frozenset[str]


def _state(known: _Facts) -> State:
    if known.is_measured:
        return State.DONE if known.done >= {noted.PUBLISHED, noted.ERASED} else State.BEGUN
    if not known.has_key:
        return State.LOST
    if known.now.date() < known.period.first:
        return State.AHEAD
    if known.now.date() <= known.period.last:
        return State.OPEN
    if known.now < closes_from(known.period):
        return State.GRACE
    return State.BEGUN if known.is_begun else State.READY
