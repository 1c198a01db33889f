"""What may be done now: asked before anything is looked up, so that the answer tells nothing.

    floods.admit(Action.RETURN, network)            # raises `TooMany`
    kept = floods.admit_sending(network, store)     # raises `WeekFull` and `TooMany`
    kept()                                          # once it is on disk: counts it
    floods.admit_erasing(network)                   # raises `TooMany` and `AtOnce`

Who sends with a slip that waits is not asked: slips are as many as a union printed, and each is
good once, so there is nothing to flood with. Who guesses slips tries 70 bits; no limit counts that.

Limits are up to a fifth higher or lower than was set, drawn for each network, action and hour: who
comes from the same network and is refused does not learn how often exactly others came.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.web.intake.floods.limits import Action, Limits
from grievance.web.intake.floods.networks import NOWHERE
from grievance.web.intake.floods.refusals import AtOnce, TooMany, TooManyBegun

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
        self._count(action, self._room(action, network, busy=self._is_busy(action)))

    def admit_erasing(self, network: Network) -> None:
        """Count a step that holds a worker for `HELD` seconds; raises `TooMany` and `AtOnce`.

        All of them together hold one worker of the machine: another is left to those who tell.
        """
        places = self._room(Action.KEEP, network, busy=self._is_busy(Action.KEEP))
        now = time.monotonic()
        begins = max(now, self.counts.busy_until)
        if begins - now > HELD * AHEAD:
            raise AtOnce(begins - now)
        self.counts.busy_until = begins + HELD
        self._count(Action.KEEP, places)

    def admit_sending(self, network: Network, store: Store) -> Callable[[], None]:
        """Let a testimony without a slip be sent; return what counts it once it is on disk.

        Raises `WeekFull`, `FewAnHour`, `TooMany` and `StoreError`.
        """
        moment = self.clock()
        # Asked first: it begins the hour whose draws hold.
        busy = self._is_busy(Action.SEND)
        busy = self.ceiling.admit(moment, store) or busy
        places = self._room(Action.SEND, network, busy=busy)
        busy_nowhere = busy and network == NOWHERE
        if busy_nowhere:
            self.ceiling.admit_nowhere(moment)

        def kept() -> None:
            self._count(Action.SEND, places)
            self.ceiling.take(busy_nowhere=busy_nowhere)

        return kept

    def _is_busy(self, action: Action) -> bool:
        self.counts.turn(self.clock().timestamp())
        total, drawn = self.counts.total(action.number), self.counts.drawn(action.tag)
        return self.limits.is_busy(action, total, drawn)

    def _room(self, action: Action, network: Network, *, busy: bool) -> list[tuple[int, ...]]:
        """Return the cells to count in; raises `TooMany` when one of them has enough."""
        left = self.counts.turn(self.clock().timestamp())
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
            drawn = self.counts.drawn(action.tag, b"nowhere")
            yield b"", self.limits.of_nowhere(action, drawn, busy=busy)
        else:
            near, wide = network.near, network.wide
            drawn = self.counts.drawn(action.tag, near)
            yield near, self.limits.of_near(action, drawn, busy=busy)
            drawn = self.counts.drawn(action.tag, wide)
            yield wide, self.limits.of_wide(action, drawn, busy=busy)

    def _count(self, action: Action, found: list[tuple[int, ...]]) -> None:
        for places in found:
            self.counts.add(places)
        self.counts.add_total(action.number)
