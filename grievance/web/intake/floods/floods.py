"""What may be done now: asked before anything is looked up, so that the answer tells nothing.

    floods.admit(Action.RETURN, network)            # raises `TooMany`
    floods.admit_sending(network, vouched=False)    # raises `WeekFull` and `TooMany`
    floods.admit_erasing(network)                   # raises `TooMany` and `AtOnce`

A slip that waits passes all of it: slips are as many as a union printed, and each is good once, so
there is nothing to flood with. Who guesses slips tries 70 bits, one try for each ordinary sending.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from grievance.web.intake.floods.limits import Action, Limits
from grievance.web.intake.floods.networks import NOWHERE
from grievance.web.intake.floods.refusals import AtOnce, TooMany, TooManyBegun, WeekFull

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from grievance.store.main import Store
    from grievance.web.intake.floods.ceiling import Ceiling
    from grievance.web.intake.floods.counts import Counts
    from grievance.web.intake.floods.networks import Network

HELD = 0.05
"""Seconds of one worker that a step which erases something or nothing lasts, at least."""
AHEAD = 4
"""So many of those steps may be taken while one lasts; then each waits for the one before."""


@dataclass
class Floods:
    """The limits of one intake. `clock` returns the moment in UTC."""

    limits: Limits
    counts: Counts
    ceiling: Ceiling
    clock: Callable[[], datetime]

    def tidy(self) -> None:
        """Forget an hour that is over, whether or not anybody visits."""
        self.counts.turn(self.clock().timestamp())

    def admit(self, action: Action, network: Network) -> None:
        """Count `action` for `network`; raises `TooMany`."""
        self._count(action, self._room(action, network))

    def admit_erasing(self, network: Network) -> None:
        """Count a step that holds a worker for `HELD` seconds; raises `TooMany` and `AtOnce`.

        All of them together hold one worker of the machine: another is left to those who tell.
        """
        places = self._room(Action.KEEP, network)
        now = time.monotonic()
        begins = max(now, self.counts.busy_until)
        if begins - now > HELD * AHEAD:
            raise AtOnce(begins - now)
        self.counts.busy_until = begins + HELD
        self._count(Action.KEEP, places)

    def admit_sending(self, network: Network, store: Store) -> None:
        """Count a testimony without a slip; raises `WeekFull`, `TooMany` and `StoreError`."""
        moment = self.clock()
        used = self.ceiling.used(moment, store)
        if used >= 1:
            raise WeekFull(_left_of_week(moment))
        self._count(Action.SEND, self._room(Action.SEND, network, busy=used > 1 / 2))
        self.ceiling.take()

    def _room(
        self, action: Action, network: Network, *, busy: bool = False
    ) -> list[tuple[int, ...]]:
        """Return the cells to count in; raises `TooMany` when one of them has enough."""
        left = self.counts.turn(self.clock().timestamp())
        busy = busy or self.limits.is_busy(action, self.counts.total(action.number))
        found = []
        for name, most in self._names(action, network, busy=busy):
            places = self.counts.places(action.tag, name)
            if most and self.counts.at(places) >= most:
                raise TooManyBegun(left) if action is Action.DRAFT else TooMany(left)
            found.append(places)
        return found

    def _names(
        self, action: Action, network: Network, *, busy: bool
    ) -> Iterator[tuple[bytes, int]]:
        if network == NOWHERE:
            yield b"", self.limits.of_nowhere(action, busy=busy)
        else:
            yield network.near, self.limits.of_near(action, busy=busy)
            yield network.wide, self.limits.of_wide(action, busy=busy)

    def _count(self, action: Action, found: list[tuple[int, ...]]) -> None:
        for places in found:
            self.counts.add(places)
        self.counts.add_total(action.number)


def _left_of_week(moment: datetime) -> float:
    """Return the seconds until Monday, in UTC."""
    today = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return (today + timedelta(days=8 - moment.isoweekday()) - moment).total_seconds()
