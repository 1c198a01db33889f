"""What a back end of the store has to bring: SQLite files (`sqlite`), or PostgreSQL.

What each method promises stands at the method of `grievance.store.main.Store` that calls it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from grievance.store.frozen import FrozenKeys
    from grievance.store.rows import (
        Brought,
        NewEnvelope,
        NewReceipt,
        StoredEnvelope,
        StoredMessage,
        Waiting,
    )
    from grievance.store.slips import Slips
    from grievance.store.swept import SweepReport
    from grievance.store.tables import Tables


class Testimonies(Protocol):
    """Envelopes and receipt records."""

    def keep(
        self, week: str, envelopes: Sequence[NewEnvelope], record: NewReceipt, slip: bytes | None
    ) -> bool:
        """See `Store.keep`."""

    def keep_many(self, week: str, brought: Sequence[Brought]) -> int:
        """See `Store.keep_many`."""

    def receipt(self, receipt_id: bytes) -> bytes | None:
        """See `Store.receipt`."""

    def revise(
        self,
        week: str,
        erase: Collection[bytes],
        envelopes: Sequence[NewEnvelope],
        record: NewReceipt | None,
    ) -> None:
        """See `Store.revise`."""


class Mailboxes(Protocol):
    """Messages to and from workers."""

    def post(self, week: str, mailbox: bytes, body: bytes, copy: NewEnvelope | None) -> bool:
        """See `Store.post`."""

    def messages(self, mailbox: bytes) -> tuple[StoredMessage, ...]:
        """See `Store.messages`."""

    def empty(self, mailbox: bytes) -> int:
        """See `Store.empty`."""

    def purge(self, oldest_week: str) -> int:
        """See `Store.purge_messages`."""


class Collecting(Protocol):
    """Envelopes on their way out."""

    def collect(
        self, key_ids: Collection[bytes], purpose: int, after: int, limit: int
    ) -> list[StoredEnvelope]:
        """See `Store.collect`."""

    def acknowledge(
        self, received: Collection[tuple[int, bytes]], key_ids: Collection[bytes]
    ) -> int:
        """See `Store.acknowledge`."""


class Weeks(Protocol):
    """All that waits, week by week."""

    def envelopes(self, key_id: bytes | None, purpose: int | None) -> Iterator[StoredEnvelope]:
        """See `Store.envelopes`."""

    def counts(self) -> tuple[Waiting, ...]:
        """See `Store.counts`."""

    def unvouched(self, week: str, purpose: int) -> int:
        """See `Store.unvouched`."""


class Keeper(Protocol):
    """What holds it all."""

    def close(self) -> None:
        """See `Store.close`."""

    def sweep(self, attempts: int, pause: float, busy_seconds: float) -> SweepReport:
        """See `Store.sweep`."""


@dataclass(frozen=True)
class Parts:
    """One back end, opened; `tables` are the intake's own rows, and `slips`, `frozen` lie there."""

    keeper: Keeper
    tables: Tables
    slips: Slips
    frozen: FrozenKeys
    testimonies: Testimonies
    mailboxes: Mailboxes
    collecting: Collecting
    weeks: Weeks
