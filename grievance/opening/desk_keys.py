"""The keys with which a desk begins, and those that it will soon need; all in memory.

    keys = new_desk_keys(date(2026, 10, 5))
    due_keys(card, date(2027, 1, 1), PeriodKind.QUARTER)        # what its next card is to offer

Lives of the keys: `docs/keys.md`, section "Which keys there are".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period, PeriodKind
from grievance.opening.held import CARD, COURIER, RELEASE
from grievance.opening.keys import PrivateKey, SigningKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.envelope.card import Card

PERIODS_AHEAD = 2
# A casework key is followed by the next one so long before its last day: the new card may have to
# be carried to the intake by hand.
EARLY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DeskKeys:
    """A casework key, a statistics key for each period, and what signs cards, calls and releases.

    Without statistics keys there is nothing to release.
    """

    casework: PrivateKey
    statistics: tuple[PrivateKey, ...]
    card: SigningKey
    courier: SigningKey
    release: SigningKey | None


def new_desk_keys(
    today: date, *, kind: PeriodKind = PeriodKind.QUARTER, counts: bool = True
) -> DeskKeys:
    """Draw all keys; those of statistics for the period of `today` and the two after it.

    Without `counts` there are none of statistics: of an intake's organisations only one counts.
    """
    periods = _periods(today, kind) if counts else ()
    return DeskKeys(
        PrivateKey.new(Purpose.CASEWORK),
        tuple(PrivateKey.new(Purpose.STATISTICS, str(one)) for one in periods),
        SigningKey.new(CARD),
        SigningKey.new(COURIER),
        SigningKey.new(RELEASE) if counts else None,
    )


def due_keys(card: Card, today: date, kind: PeriodKind) -> tuple[PrivateKey, ...]:
    """Draw the keys that `card` lacks for `today` and what follows; none when it lacks none.

    A casework key when no key of the card lasts 30 days more; a statistics key for each period up
    to the second one ahead, unless the organisation does not count.
    """
    lasts = any(key.valid_on(today + EARLY) for key in card.casework)
    casework = () if lasts else (PrivateKey.new(Purpose.CASEWORK),)
    missing = [one for one in _periods(today, kind) if card.statistics_key(one) is None]
    periods = missing if card.statistics else ()
    return casework + tuple(PrivateKey.new(Purpose.STATISTICS, str(one)) for one in periods)


def _periods(today: date, kind: PeriodKind) -> Iterator[Period]:
    period = Period.of(today, kind)
    for _ in range(1 + PERIODS_AHEAD):
        yield period
        period = period.next()
