"""What a worker sends: envelopes and a receipt record, kept whole, and replaced when corrected."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from grievance.store.errors import (
    EraseTagTaken,
    KeyFrozen,
    PerhapsStored,
    RecordChanged,
    SlipSpent,
    StoreError,
)
from grievance.store.postgresql import partitions
from grievance.store.week import checked_week

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from grievance.store.frozen import FrozenKeys
    from grievance.store.postgresql.database import Database
    from grievance.store.rows import Brought, NewEnvelope, NewReceipt
    from grievance.store.slips import Slips

NEW_ENVELOPE = """
    INSERT INTO envelope (id, week, key_id, purpose, erase_tag_hash, body, vouched)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_NEW_RECEIPT = "INSERT INTO receipt (id, week, body) VALUES (?, ?, ?)"
_RECEIPT = "SELECT body FROM receipt WHERE id = ?"
_KNOWN = "SELECT id FROM receipt WHERE id = ANY (?::bytea[])"
_REPLACE = "UPDATE receipt SET body = ? WHERE id = ? RETURNING week"
_TAKEN = "SELECT 1 FROM envelope WHERE erase_tag_hash = ANY (?::bytea[]) LIMIT 1"
_LOOK = f"""
    SELECT EXISTS (SELECT FROM receipt WHERE id = ?), EXISTS ({_TAKEN}), ({partitions.HOW_MANY})
"""  # noqa: S608 - statements of ours
_ERASE = """
    DELETE FROM envelope WHERE erase_tag_hash = ANY (?::bytea[]) RETURNING week, key_id, vouched
"""


class WeekMissing(Exception):  # caught right here, never shown
    """The week has no partitions yet, and only who is alone may make them."""


class Testimonies:
    """The envelopes and receipt records of a database."""

    def __init__(self, database: Database, slips: Slips, frozen: FrozenKeys) -> None:
        """Keep them in `database`; redeem `slips`, take nothing for keys of `frozen`."""
        self._database = database
        self._slips = slips
        self._frozen = frozen

    def keep(
        self, week: str, envelopes: Sequence[NewEnvelope], record: NewReceipt, slip: bytes | None
    ) -> bool:
        """Store one testimony whole, or nothing; return whether it is new.

        Others may be kept at the same moment. Returns only when the disk has it. Raises
        `EraseTagTaken`, `SlipSpent`, `KeyFrozen`, or any other `StoreError`.
        """
        checked_week(week)
        if not envelopes:
            raise ValueError("a testimony has at least one envelope")
        try:
            return self._in_its_week(week, envelopes, record, slip)
        except PerhapsStored:
            # Once more, over a new connection: if it was stored, it is found.
            try:
                return self._in_its_week(week, envelopes, record, slip)
            except (EraseTagTaken, KeyFrozen, SlipSpent):
                raise  # said only of what was looked for and is not stored
            except StoreError:
                raise PerhapsStored from None

    def _in_its_week(
        self, week: str, envelopes: Sequence[NewEnvelope], record: NewReceipt, slip: bytes | None
    ) -> bool:
        while True:
            try:
                return self._keep(week, envelopes, record, slip)
            except WeekMissing:
                with self._database.alone():
                    partitions.make(self._database, week)

    def _keep(
        self, week: str, envelopes: Sequence[NewEnvelope], record: NewReceipt, slip: bytes | None
    ) -> bool:
        tags = [one.erase_tag_hash for one in envelopes]
        partitions_of = partitions.names_of(week)
        with self._database.beside_others([record.id, *tags, *([slip] if slip else [])]):
            # 1. Sent before, in this week or an earlier one: nothing to store.
            look = self._database.rows(_LOOK, record.id, tags, partitions_of)
            ((is_known, is_taken, there),) = look
            if not is_known:
                # 2. Behind the lock that freezing takes: what is stored here will be collected.
                self._frozen.refuse(one.key_id for one in envelopes)
                # 3. A slip is redeemed once.
                if slip is not None and not self._slips.wait(slip):
                    raise SlipSpent
                # 4. The first testimony of a week makes its partitions.
                if there < len(partitions_of):
                    raise WeekMissing
                # 5. All rows. Looked for, not run into: the server would log such an error.
                if is_taken or len(set(tags)) < len(tags):
                    raise EraseTagTaken
                self._insert(week, envelopes, [record], vouched=slip is not None)
            # 6. In the same step.
            if slip is not None:
                self._slips.forget(slip)
        return not is_known

    def keep_many(self, week: str, brought: Sequence[Brought]) -> int:
        """Store testimonies that came together, all or none of them; return how many are new.

        Nobody else is let in: so many names are not locked one by one. Raises as `keep` does.
        """
        checked_week(week)
        with self._database.alone():
            known = self._known([one.receipt.id for one in brought])
            fresh = [one for one in brought if one.receipt.id not in known]
            envelopes = [envelope for one in fresh for envelope in one.envelopes]
            if envelopes:
                self._frozen.refuse({one.key_id for one in envelopes})
                tags = [one.erase_tag_hash for one in envelopes]
                if len(set(tags)) < len(tags) or self._database.row(_TAKEN, tags):
                    raise EraseTagTaken
                partitions.make(self._database, week)
                self._insert(week, envelopes, [one.receipt for one in fresh], vouched=False)
        return len(fresh)

    def receipt(self, receipt_id: bytes) -> bytes | None:
        """Return the record under `receipt_id`. Every partition is looked at, whatever is found."""
        found = self._database.row(_RECEIPT, receipt_id)
        return None if found is None else found[0]

    def revise(
        self,
        week: str,
        erase: Collection[bytes],
        envelopes: Sequence[NewEnvelope],
        record: NewReceipt | None,
    ) -> None:
        """Put `envelopes` in the place of those with the erase tag hashes `erase`, if any are left.

        One step: there is never neither the old nor the new. A new envelope takes the place of one
        with its own erase tag too, so the same once more changes nothing but their bytes. Raises
        `RecordChanged` and `KeyFrozen`, then nothing is stored.
        """
        checked_week(week)
        tags = sorted({*erase, *(one.erase_tag_hash for one in envelopes)})
        with self._database.alone():
            # 1. What is being counted stays as it is.
            self._frozen.refuse(one.key_id for one in envelopes)
            if envelopes or record is not None:
                partitions.make(self._database, week)
            # 2. What was sealed from another record may be older than what waits.
            changed = set() if record is None else {self._replace_record(week, record)}
            # 3. Vouched stays what was: never a bit more, which would join one key's to another's.
            old = self._database.rows(_ERASE, tags)
            vouched = {key_id for _, key_id, bit in old if bit}
            rows = [row_of(one, week, vouched=one.key_id in vouched) for one in envelopes]
            # 4. The new in place of the old.
            self._database.run_each(NEW_ENVELOPE, rows)
            changed |= {old_week for old_week, _, _ in old} | ({week} if rows else set())
            self._database.mark(changed)

    def _known(self, receipt_ids: Sequence[bytes]) -> set[bytes]:
        return {id_ for (id_,) in self._database.rows(_KNOWN, receipt_ids)}

    def _insert(
        self,
        week: str,
        envelopes: Sequence[NewEnvelope],
        records: Sequence[NewReceipt],
        *,
        vouched: bool,
    ) -> None:
        with self._database.at_once():
            rows = [row_of(one, week, vouched=vouched) for one in envelopes]
            self._database.run_each(NEW_ENVELOPE, rows)
            self._database.run_each(_NEW_RECEIPT, [(one.id, week, one.body) for one in records])
            self._database.mark([week])

    def _replace_record(self, week: str, record: NewReceipt) -> str:
        """Put `record` where the one under its id lies, or into `week`; return the week."""
        found = self.receipt(record.id)
        if record.replaces not in {None, b"" if found is None else found}:
            raise RecordChanged
        if found is None:
            self._database.run_each(_NEW_RECEIPT, [(record.id, week, record.body)])
            return week
        ((old_week,),) = self._database.rows(_REPLACE, record.body, record.id)
        return str(old_week)


def row_of(one: NewEnvelope, week: str, *, vouched: bool) -> tuple[object, ...]:
    """Return the row of one envelope, under a random id, for `NEW_ENVELOPE`."""
    id_ = secrets.randbits(63)
    return (id_, week, one.key_id, one.purpose, one.erase_tag_hash, one.body, int(vouched))
