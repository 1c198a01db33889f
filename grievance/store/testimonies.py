"""What a worker sends: envelopes and a receipt record, kept whole, and replaced when corrected."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import nullcontext
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from grievance.store.changes import changing
from grievance.store.connections import row
from grievance.store.errors import (
    EraseTagTaken,
    RecordChanged,
    SlipSpent,
    finishing,
    translated,
)
from grievance.store.schema import envelope, receipt

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from grievance.store.folder import WeekFolder
    from grievance.store.frozen import FrozenKeys
    from grievance.store.rows import Brought, NewEnvelope, NewReceipt
    from grievance.store.slips import Slips

_NEW_ENVELOPES = insert(envelope)
_NEW_RECEIPT = insert(receipt)
_RECEIPT_BODY = "SELECT body FROM receipt WHERE id = ?"
_REPLACE_RECEIPT = (
    update(receipt).where(receipt.c.id == bindparam("known")).values(body=bindparam("new"))
)
_OF_TAGS = envelope.c.erase_tag_hash.in_(bindparam("tags", expanding=True))
_VOUCHED = select(envelope.c.key_id, envelope.c.vouched).where(_OF_TAGS)
_ERASE = delete(envelope).where(_OF_TAGS)


class Testimonies:
    """The envelopes and receipt records in all week files."""

    def __init__(self, folder: WeekFolder, slips: Slips, frozen: FrozenKeys) -> None:
        """Keep them in the files of `folder`; redeem `slips`, take nothing for keys of `frozen`."""
        self._folder = folder
        self._slips = slips
        self._frozen = frozen

    def keep(
        self, week: str, envelopes: Sequence[NewEnvelope], record: NewReceipt, slip: bytes | None
    ) -> bool:
        """Store one testimony whole, or nothing; return whether it is new.

        Returns only when the disk has it. Raises `EraseTagTaken`, `SlipSpent`, `KeyFrozen`,
        `NotFinished` where it is stored and its slip still waits, or any other `StoreError`.
        """
        path = self._folder.path(week)
        if not envelopes:
            raise ValueError("a testimony has at least one envelope")
        with self._folder.lock.held():
            # 1. Sent before, in this week or an earlier one: nothing to store.
            is_new = self.receipt(record.id) is None
            if is_new:
                # 2. Behind the lock that freezing takes: what is stored here will be collected.
                self._frozen.refuse(one.key_id for one in envelopes)
                # 3. A slip is redeemed once.
                if slip is not None and not self._slips.wait(slip):
                    raise SlipSpent
                # 4. The first testimony of a week makes the file.
                self._folder.make(path)
                # 5. All rows in one transaction.
                rows = [row_of(one, vouched=slip is not None) for one in envelopes]
                with translated(path):
                    _insert(self._folder.to(path), rows, [record])
            # 6. Last: who dies before this sends again and comes by here.
            if slip is not None:
                with finishing():
                    self._slips.forget(slip)
        return is_new

    def keep_many(self, week: str, brought: Sequence[Brought]) -> int:
        """Store testimonies that came together, all or none of them; return how many are new.

        One wait for the disk serves them all. Raises as `keep` does.
        """
        path = self._folder.path(week)
        with self._folder.lock.held():
            fresh = [one for one in brought if self.receipt(one.receipt.id) is None]
            envelopes = [envelope for one in fresh for envelope in one.envelopes]
            if envelopes:
                self._frozen.refuse({one.key_id for one in envelopes})
                self._folder.make(path)
                rows = [row_of(one, vouched=False) for one in envelopes]
                with translated(path):
                    _insert(self._folder.to(path), rows, [one.receipt for one in fresh])
        return len(fresh)

    def receipt(self, receipt_id: bytes) -> bytes | None:
        """Return the record under `receipt_id`. Every file is looked at, whatever is found."""
        found = self._receipt(receipt_id)
        return None if found is None else found[1]

    def revise(
        self,
        week: str,
        erase: Collection[bytes],
        envelopes: Sequence[NewEnvelope],
        record: NewReceipt | None,
    ) -> None:
        """Put `envelopes` in the place of those with the erase tag hashes `erase`, if any are left.

        A new envelope takes the place of one with its own erase tag too, so the same once more
        changes nothing but their bytes. Raises `RecordChanged`, `KeyFrozen` and other errors of
        `StoreError`, then nothing is stored; `NotFinished` once the record is.
        """
        path = self._folder.path(week)
        tags = sorted({*erase, *(one.erase_tag_hash for one in envelopes)})
        with self._folder.lock.held():
            # 1. Before anything is changed: what is being counted stays as it is.
            self._frozen.refuse(one.key_id for one in envelopes)
            # 2. The record first: who dies after this finds its revision and sends it again.
            if record is not None:
                self._replace_record(path, record)
            with finishing() if record is not None else nullcontext():
                self._replace(week, tags, envelopes)

    def _replace(self, week: str, tags: Sequence[bytes], envelopes: Sequence[NewEnvelope]) -> None:
        path = self._folder.path(week)
        # 3. Vouched stays what was: never a bit more, which would join one key's to another's.
        old = {one: found for one in self._folder.paths() if (found := self._old(one, tags))}
        vouched = {key for found in old.values() for key, bit in found.items() if bit}
        rows = [row_of(one, vouched=one.key_id in vouched) for one in envelopes]
        # 4. The new before the old goes from another file: there is always one of them.
        if rows:
            self._folder.make(path)
            self._exchange(path, tags, rows)
            old.pop(path, None)
        for one in old:
            self._exchange(one, tags, [])

    def _receipt(self, receipt_id: bytes) -> tuple[Path, bytes] | None:
        found = None
        for path in self._folder.paths():
            with translated(path):
                here = row(self._folder.to(path), _RECEIPT_BODY, receipt_id)
            found = found if here is None else (path, here[0])
        return found

    def _replace_record(self, path: Path, record: NewReceipt) -> None:
        found = self._receipt(record.id)
        # What was sealed from another record may be older than what waits: it must not replace it.
        if record.replaces not in {None, b"" if found is None else found[1]}:
            raise RecordChanged
        place = path if found is None else found[0]
        self._folder.make(place)
        with translated(place):
            connection = self._folder.to(place)
            with changing(connection):
                if found is None:
                    connection.execute(_NEW_RECEIPT, {"id": record.id, "body": record.body})
                else:
                    values = {"known": record.id, "new": record.body}
                    connection.execute(_REPLACE_RECEIPT, values)

    def _old(self, path: Path, tags: Sequence[bytes]) -> dict[bytes, int]:
        """Return by key id whether any envelope of `path` that is to go was vouched for.

        A key may have several: an account and the messages that wait behind it.
        """
        with translated(path):
            rows = self._folder.to(path).execute(_VOUCHED, {"tags": tags}).all()
        return {row.key_id: row.vouched for row in sorted(rows, key=lambda row: row.vouched)}

    def _exchange(self, path: Path, tags: Sequence[bytes], rows: list[dict[str, object]]) -> None:
        with translated(path):
            connection = self._folder.to(path)
            with changing(connection):
                connection.execute(_ERASE, {"tags": tags})
                if rows:
                    connection.execute(_NEW_ENVELOPES, rows)


def row_of(one: NewEnvelope, *, vouched: bool) -> dict[str, object]:
    """Return the row of one envelope, under a random id."""
    return {
        "id": secrets.randbits(63),
        "key_id": one.key_id,
        "purpose": one.purpose,
        "erase_tag_hash": one.erase_tag_hash,
        "body": one.body,
        "vouched": int(vouched),
    }


def _insert(
    connection: Connection, rows: list[dict[str, object]], records: Sequence[NewReceipt]
) -> None:
    try:
        with changing(connection):
            connection.execute(_NEW_ENVELOPES, rows)
            connection.execute(_NEW_RECEIPT, [{"id": one.id, "body": one.body} for one in records])
    except IntegrityError as problem:
        if getattr(problem.orig, "sqlite_errorcode", 0) != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
            raise
        raise EraseTagTaken from problem
