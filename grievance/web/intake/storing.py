"""From what was sealed to rows on disk: nothing is acknowledged before the store has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.rows import NewEnvelope, NewReceipt
from grievance.store.week import week_of
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from grievance.envelope.testimony import SealedEnvelope, SealedTestimony


def keep_first(sealed: SealedTestimony, slip: bytes | None) -> bool:
    """Store a first revision, redeeming `slip`; return whether it is new.

    Raises `SlipSpent`, then nothing is stored, and other errors of `StoreError`.
    """
    here = intake()
    record = NewReceipt(sealed.record_id, sealed.record)
    return here.store.keep(week_of(here.today), _rows(sealed), record, slip)


def keep_revision(sealed: SealedTestimony, before: bytes) -> None:
    """Put a revision in the place of what it erases; `before` is the record it was sealed from.

    Raises `RecordChanged` where that is not the record any more, and other errors of `StoreError`.
    Interrupted, the same once more completes it.
    """
    here = intake()
    week = week_of(here.today)
    record = NewReceipt(sealed.record_id, sealed.record, before)
    here.store.revise(week, sealed.erase, _rows(sealed), record)
    if sealed.settled is not None:
        # Only now: a record must not forget whom to withdraw from before that is on disk.
        settled = NewReceipt(sealed.record_id, sealed.settled, sealed.record)
        here.store.revise(week, (), (), settled)


def new_envelope(one: SealedEnvelope) -> NewEnvelope:
    """Return the row of an envelope; whose key it is, is not stored."""
    return NewEnvelope(one.key_id, one.purpose, one.erase_tag_hash, one.body)


def _rows(sealed: SealedTestimony) -> list[NewEnvelope]:
    return [new_envelope(one) for one in sealed.envelopes]
