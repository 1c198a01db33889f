"""A revision onto the disk: nothing is acknowledged before the store has it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from grievance.sending import new_envelopes
from grievance.store.errors import StoreError
from grievance.store.rows import NewReceipt
from grievance.store.week import week_of
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from grievance.envelope.testimony import SealedTestimony


def keep_revision(sealed: SealedTestimony, before: bytes) -> None:
    """Put a revision in the place of what it erases; `before` is the record it was sealed from.

    Raises `RecordChanged` where that is not the record any more, and other errors of `StoreError`.
    Interrupted, the same once more completes it.
    """
    here = intake()
    week = week_of(here.today)
    record = NewReceipt(sealed.record_id, sealed.record, before)
    here.store.revise(week, sealed.erase, new_envelopes(sealed), record)
    if sealed.settled is not None:
        # Only now: a record must not forget whom to withdraw from before that is on disk. One that
        # still remembers withdraws once more with the next revision; nothing else depends on it.
        settled = NewReceipt(sealed.record_id, sealed.settled, sealed.record)
        with suppress(StoreError):
            here.store.revise(week, (), (), settled)
