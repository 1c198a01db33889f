"""The store of an intake: takes sealed testimonies, and gives back what their readers ask for.

    store = Store.open(Path("/var/lib/grievance"))
    store.keep("2026-W48", envelopes, receipt)   # True: on disk; False: was there already

It learns nothing but what `schema` shows, and opens nothing. A folder holds `weeks/`, with a
file for each ISO week, `intake.db` for cards and saved drafts, `releases/`, and locks. With a
`database`, everything but `releases/` lies in PostgreSQL, see `grievance.store.postgresql`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from grievance.store import backends
from grievance.store.cards import Cards
from grievance.store.files import private_folder
from grievance.store.nonces import Nonces
from grievance.store.releases import Releases
from grievance.store.saved_drafts import SavedDrafts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from grievance.store.parts import Parts
    from grievance.store.rows import (
        Brought,
        FrozenKey,
        NewEnvelope,
        NewReceipt,
        NewRelease,
        StoredCard,
        StoredEnvelope,
        StoredMessage,
        StoredRelease,
        Waiting,
    )
    from grievance.store.swept import SweepReport


class Store:
    """One folder, or database, used by any number of threads and processes, also over a fork.

    Every method raises a `StoreError` when the disk, the database or another program is in the
    way; then nothing was changed, and the same store works again once the cause is gone.
    """

    def __init__(self, folder: Path, parts: Parts, busy_seconds: float) -> None:
        """Use `Store.open`, which makes what is missing."""
        self._keeper = parts.keeper
        self._slips = parts.slips
        self._frozen = parts.frozen
        self._testimonies = parts.testimonies
        self._mailboxes = parts.mailboxes
        self._collecting = parts.collecting
        self._weeks = parts.weeks
        self._nonces = Nonces(parts.tables)
        self._cards = Cards(parts.tables)
        self._saved_drafts = SavedDrafts(parts.tables)
        self._releases = Releases(folder, parts.tables, busy_seconds)

    @classmethod
    def open(cls, folder: Path, *, database: str | None = None, busy_seconds: float = 5.0) -> Self:
        """Open the store in `folder`, or in `database` (`postgresql://...`) beside it.

        Make it, or bring it up to date, where needed. Wait at most `busy_seconds` for other
        writers. No connection is open on return, so a process may fork then.
        """
        private_folder(private_folder(folder) / "releases")
        return cls(folder, backends.opened(folder, database, busy_seconds), busy_seconds)

    @staticmethod
    def require(folder: Path, database: str | None = None) -> None:
        """Raise `StoreMissing` where `open` would make a store."""
        backends.require_store(folder, database)

    def close(self) -> None:
        """Let go of everything this process opened. The next use opens it again."""
        self._keeper.close()

    def sweep(
        self, *, attempts: int = 5, pause: float = 0.2, busy_seconds: float = 1.0
    ) -> SweepReport:
        """Rewrite what changed, so that nothing shows in which order anything arrived.

        What is in use is tried `attempts` times, `pause` seconds apart, each waiting
        `busy_seconds`; then it is reported, not raised.
        """
        return self._keeper.sweep(attempts, pause, busy_seconds)

    def keep(
        self,
        week: str,
        envelopes: Sequence[NewEnvelope],
        receipt: NewReceipt,
        slip: bytes | None = None,
    ) -> bool:
        """Store a testimony's envelopes and receipt record whole; return whether it is new.

        `week` is the ISO week it arrived in; `slip` the SHA-256 of an invitation slip, which is
        redeemed with it and vouches for its envelopes. The same receipt again, in any week,
        changes nothing but that the slip is spent. Returns only when the disk has it. Raises
        `SlipSpent` when the slip is unknown or was redeemed, `KeyFrozen` when an envelope is for a
        period that is being closed, and `EraseTagTaken` when another receipt record already brought
        an envelope with one of these erase tags.
        """
        return self._testimonies.keep(week, envelopes, receipt, slip)

    def keep_many(self, week: str, brought: Sequence[Brought]) -> int:
        """Store testimonies that came together, all or none; return how many of them are new.

        Nobody vouches for them. A receipt that is here already changes nothing. Raises as `keep`.
        """
        return self._testimonies.keep_many(week, brought)

    def revise(
        self,
        week: str,
        erase: Collection[bytes],
        envelopes: Sequence[NewEnvelope],
        receipt: NewReceipt | None,
    ) -> None:
        """Correct or withdraw: new `envelopes` take the place of those with `erase`d tags.

        `week` is this ISO week, `erase` are hashes of erase tags; what waits under them, or under
        the erase tag of a new envelope, goes from every week. The body of `receipt` replaces the
        one under its id, where that lies (`None`: records stay); it is on disk before anything
        else is changed. A new envelope is vouched for if one that goes was. Where this was cut
        off, the same once more completes it. Raises `RecordChanged` where the record is not the
        one that `receipt` replaces, and `KeyFrozen`: then nothing was changed.
        """
        self._testimonies.revise(week, erase, envelopes, receipt)

    def receipt(self, receipt_id: bytes) -> bytes | None:
        """Return a receipt record's body; the work is the same whether it is there or not."""
        return self._testimonies.receipt(receipt_id)

    def post(self, week: str, mailbox: bytes, message: bytes, envelope: NewEnvelope | None) -> bool:
        """Put a sealed message into the worker's `mailbox` (16 bytes); return whether it is new.

        When the worker wrote it, `envelope` brings it to the organisation: both are stored, or
        neither. The same message again, or an envelope whose erase tag waits already, is not.
        """
        return self._mailboxes.post(week, mailbox, message, envelope)

    def messages(self, mailbox: bytes) -> tuple[StoredMessage, ...]:
        """Return what waits in `mailbox`, by week, then by hash; the work is always the same."""
        return self._mailboxes.messages(mailbox)

    def empty(self, mailbox: bytes) -> int:
        """Forget every message in `mailbox` (16 bytes); return how many there were."""
        return self._mailboxes.empty(mailbox)

    def purge_messages(self, oldest_week: str) -> int:
        """Forget the messages that came before the ISO week `oldest_week`; return how many."""
        return self._mailboxes.purge(oldest_week)

    def collect(
        self, key_ids: Collection[bytes], purpose: int, after: int, limit: int
    ) -> list[StoredEnvelope]:
        """Return the first `limit` envelopes for these keys whose id is above `after`, by id.

        -1 begins. A page ends early once it holds 4 MiB; one without envelopes is the last.
        """
        return self._collecting.collect(key_ids, purpose, after, limit)

    def acknowledge(
        self, received: Collection[tuple[int, bytes]], key_ids: Collection[bytes]
    ) -> int:
        """Delete the envelopes that somebody has now (id, SHA-256 of the body); return how many.

        Only where both fit and the envelope is for one of `key_ids`: the caller's own keys.
        """
        return self._collecting.acknowledge(received, key_ids)

    def spend_nonce(self, digest: bytes, tick: int) -> bool:
        """Remember a nonce by its SHA-256; return False when it was seen before.

        `tick` is the number of the five minutes since 1970 (`nonces.TICK`). Forgets those that
        are more than fifteen minutes old.
        """
        return self._nonces.spend(digest, tick)

    def purge_nonces(self, tick: int) -> None:
        """Forget the nonces of calls more than fifteen minutes before `tick`."""
        self._nonces.purge(tick)

    def add_slips(self, organisation: str, hashes: Collection[bytes]) -> int:
        """Let invitation slips be redeemed, by their SHA-256; return how many are new.

        None is where one of them waits already: then they all came before.
        """
        return self._slips.add(organisation, hashes)

    def slip_waits(self, digest: bytes) -> bool:
        """Tell whether the slip with this SHA-256 can be redeemed."""
        return self._slips.wait(digest)

    def slips_waiting(self, organisation: str) -> int:
        """Count the slips of `organisation` that nobody redeemed yet."""
        return self._slips.waiting(organisation)

    def envelopes(
        self, key_id: bytes | None = None, purpose: int | None = None
    ) -> Iterator[StoredEnvelope]:
        """Yield the envelopes for `key_id` and `purpose` (`None`: any), in order of id."""
        return self._weeks.envelopes(key_id, purpose)

    def counts(self) -> tuple[Waiting, ...]:
        """Count the waiting envelopes by week, purpose and key."""
        return self._weeks.counts()

    def unvouched(self, week: str, purpose: int) -> int:
        """Count the envelopes for `purpose` of an ISO week that no slip vouches for."""
        return self._weeks.unvouched(week, purpose)

    def freeze(self, key: FrozenKey) -> FrozenKey:
        """Let a statistics key take nothing more; return the key frozen for that period first.

        What is on disk by then can be collected; whoever is just storing gets `KeyFrozen`.
        """
        return self._frozen.freeze(key)

    def frozen(self, organisation: str) -> tuple[FrozenKey, ...]:
        """Return the frozen keys of an organisation, by period."""
        return self._frozen.of(organisation)

    def put_release(self, new: NewRelease) -> bool:
        """Publish a verified release; return whether it is new. Its files are on disk before.

        Raises `ReleaseTaken` where another one is published under its organisation, period and
        revision, and `ReleaseOutOfOrder` where it does not follow the newest.
        """
        return self._releases.put(new)

    def releases(self) -> tuple[StoredRelease, ...]:
        """Return every published release, by organisation, period and revision.

        Of a period the last revision counts; the earlier ones can still be had.
        """
        return self._releases.all()

    def releases_stamp(self) -> int:
        """Return a number that differs after every publication, cheap enough for every page."""
        return self._releases.stamp()

    def release_file(self, kept: StoredRelease, name: str) -> Path:
        """Return where the file `name` of a release lies; raise `ValueError` for an unsafe name."""
        return self._releases.file(kept, name)

    def release_archive(self, kept: StoredRelease) -> Path:
        """Return where the zip of a release lies."""
        return self._releases.archive(kept)

    def put_card(self, organisation: str, serial: int, body: bytes) -> None:
        """Keep an organisation's newest card; raise `OlderCard` when it is not."""
        self._cards.put(organisation, serial, body)

    def cards(self) -> tuple[StoredCard, ...]:
        """Return the newest card of every organisation."""
        return self._cards.all()

    def cards_stamp(self) -> tuple[int, int, int]:
        """Return a value that differs after every enrolment and freeze, cheap for every page."""
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
