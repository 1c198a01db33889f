"""The store of an intake: takes sealed testimonies, and gives back what their readers ask for.

    store = Store.open(Path("/var/lib/grievance"))
    store.keep("2026-W48", envelopes, receipt)   # True: on disk; False: was there already

It learns nothing but what `schema` shows, and opens nothing. A folder holds `weeks/`, with a
file for each ISO week, `intake.db` for cards and saved drafts, and `writer.lock`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from grievance.store.cards import Cards
from grievance.store.connections import Connections
from grievance.store.files import private_folder, ready
from grievance.store.lock import WriterLock
from grievance.store.saved_drafts import SavedDrafts
from grievance.store.schema import INTAKE, WEEK
from grievance.store.weeks import WeekFiles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from grievance.store.rows import NewEnvelope, NewReceipt, StoredCard, StoredEnvelope, Waiting


class Store:
    """One folder, used by any number of threads and processes at once, also over a fork.

    Every method raises a `StoreError` when the disk or another program is in the way; then
    nothing was changed, and the same store works again once the cause is gone.
    """

    def __init__(self, folder: Path, busy_seconds: float) -> None:
        """Use `Store.open`, which makes what is missing."""
        connections = Connections(busy_seconds=busy_seconds)
        lock = WriterLock(folder / "writer.lock", busy_seconds)
        self._connections = connections
        self._lock = lock
        self._weeks = WeekFiles(folder / "weeks", connections, lock)
        self._cards = Cards(folder / "intake.db", connections, lock)
        self._saved_drafts = SavedDrafts(folder / "intake.db", connections, lock)

    @classmethod
    def open(cls, folder: Path, *, busy_seconds: float = 5.0) -> Self:
        """Open the store in `folder`; make it, or bring its files up to date, where needed.

        Wait at most `busy_seconds` for other writers. No connection is open on return, so a
        process may fork then.
        """
        private_folder(private_folder(folder) / "weeks")
        store = cls(folder, busy_seconds)
        with store._lock.held():
            ready(folder / "intake.db", INTAKE)
            for path in store._weeks.paths():
                ready(path, WEEK)
        return store

    def close(self) -> None:
        """Let go of every file this process opened."""
        self._connections.close()

    def keep(self, week: str, envelopes: Sequence[NewEnvelope], receipt: NewReceipt) -> bool:
        """Store a testimony's envelopes and receipt record whole; return whether it is new.

        `week` is the ISO week it arrived in. The same receipt again, in any week, changes
        nothing. Returns only when the disk has it. Raises `EraseTagTaken` when another receipt
        record already brought an envelope with one of these erase tags.
        """
        return self._weeks.keep(week, envelopes, receipt)

    def receipt(self, receipt_id: bytes) -> bytes | None:
        """Return a receipt record's body; the work is the same whether it is there or not."""
        return self._weeks.receipt(receipt_id)

    def envelopes(
        self, key_id: bytes | None = None, purpose: int | None = None
    ) -> Iterator[StoredEnvelope]:
        """Yield the envelopes for `key_id` and `purpose` (`None`: any), in order of id."""
        return self._weeks.envelopes(key_id, purpose)

    def counts(self) -> tuple[Waiting, ...]:
        """Count the waiting envelopes by week, purpose and key."""
        return self._weeks.counts()

    def put_card(self, organisation: str, serial: int, body: bytes) -> None:
        """Keep an organisation's newest card; raise `OlderCard` when it is not."""
        self._cards.put(organisation, serial, body)

    def cards(self) -> tuple[StoredCard, ...]:
        """Return the newest card of every organisation."""
        return self._cards.all()

    def cards_stamp(self) -> tuple[int, int]:
        """Return a value that differs after every enrolment, cheap enough for every page."""
        return self._cards.stamp()

    def save_draft(self, draft_id: bytes, body: bytes, expires: date) -> None:
        """Keep a sealed draft until the ISO week of `expires` is over."""
        self._saved_drafts.save(draft_id, body, expires)

    def saved_draft(self, draft_id: bytes, today: date) -> bytes | None:
        """Return a saved draft, unless its week is over."""
        return self._saved_drafts.get(draft_id, today)

    def delete_saved_draft(self, draft_id: bytes) -> None:
        """Forget a saved draft; not an error when there is none."""
        self._saved_drafts.delete(draft_id)

    def purge_saved_drafts(self, today: date) -> int:
        """Forget the saved drafts whose week is over; return how many."""
        return self._saved_drafts.purge(today)
