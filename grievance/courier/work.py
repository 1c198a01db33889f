"""What an action of a courier works on, and what an address of one takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from grievance.envelope.card import Card
    from grievance.store.main import Store

KIB = 1024
MIB = 1024 * KIB

Answer = bytes | dict[str, object]


@dataclass(frozen=True)
class Work:
    """What an action works on: the store, the intake's `moment`, whose card calls.

    `moment` is in UTC; `query` is what follows the question mark, `body` what was sent.
    """

    store: Store
    moment: datetime
    card: Card
    query: str
    body: bytes

    @property
    def today(self) -> date:
        """The intake's day."""
        return self.moment.date()

    @property
    def reading(self) -> list[bytes]:
        """The ids of the organisation's casework keys: a courier collects what they open."""
        return [key.public.id for key in self.card.casework]

    @property
    def counted(self) -> list[bytes]:
        """The ids of its frozen statistics keys: until it is frozen, nobody collects for a key."""
        return [key.key_id for key in self.store.frozen(self.card.organisation)]


@dataclass(frozen=True)
class Action:
    """An address: its method, what a body must be, how large at most (bytes), what is done."""

    method: str
    content_type: str | None
    largest: int
    run: Callable[[Work], Answer]
