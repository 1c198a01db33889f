"""Sending: from a draft to sealed envelopes on disk. The one place where a testimony leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import NOTHING
from grievance.envelope.testimony import Recipients, seal_first
from grievance.questionnaire.question import one, several
from grievance.sending import NobodyCouldOpen, account_of, counting_key, keep
from grievance.store.errors import KeyFrozen, StoreError
from grievance.web.intake import draft as drafts
from grievance.web.intake import readers, records
from grievance.web.intake.intake import intake
from grievance.web.intake.reading import COPY, Told
from grievance.web.intake.revising import TakenBack, correct
from grievance.web.intake.slips import slip_hash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.keys import PublicKey
    from grievance.envelope.record import Record
    from grievance.envelope.testimony import Account
    from grievance.questionnaire.testimony import Testimony
    from grievance.web.intake.draft import Draft


def send(language: str, draft: Draft, told: Told) -> bool:
    """Seal and store; mark the draft as sent, empty but for its code. Return whether that is kept.

    `told` has no problems, and a slip typed with it is well formed. Sending the same draft twice
    stores nothing twice. Raises `NobodyCouldOpen`, `TakenBack`, `SlipSpent` and other errors of
    `StoreError`: then nothing is stored and the draft is as it was. Once it is stored, trouble with
    the draft is no reason to say that it is not.
    """
    testimony = told.testimony(language)
    reading = _reading(testimony)
    first = draft.corrects is None
    if first and draft.saved_until and _nothing_is_left(records.find(draft.receipt_code())):
        _take_new_code(draft)
    _keep_copy(draft, told)
    # Only after it is on disk does the draft lose its words.
    if draft.corrects is not None:
        _correct(draft, draft.corrects, testimony, reading)
    elif not _keep_first(draft, testimony, reading):
        # It was there already: say what those envelopes hold, not what this page held.
        record = records.find(draft.receipt_code())
        return _mark_as_recorded(draft, record, testimony.digest)
    return _mark_sent(draft, testimony.digest, read=bool(reading))


def sent_before(draft: Draft) -> bool:
    """Tell whether the draft's number belongs to a stored testimony; if so, the draft is sent.

    A worker process may have died between storing and marking, or the same saved answers were
    sent from elsewhere. What was taken back under the number is told anew, under another one.
    """
    if draft.sent or draft.code is None or draft.corrects is not None:
        return draft.sent
    record = records.find(draft.receipt_code())
    if _nothing_is_left(record):
        _take_new_code(draft)
        drafts.keep(draft)
    elif record is not NOTHING:
        holds = Told(draft.typed, intake()).testimony("").digest
        _mark_as_recorded(draft, record, holds)
    return draft.sent


def forget_saved(draft: Draft | None) -> None:
    """Delete what was saved of `draft`, and the draft itself."""
    if draft and draft.saved_until:
        records.forget_saved(draft.receipt_code())
    drafts.forget()


def _reading(testimony: Testimony) -> Mapping[str, PublicKey]:
    chosen = several(testimony.answers, "union.organisations")
    if one(testimony.answers, "union.read") == "yes" and not chosen:
        raise NobodyCouldOpen
    return readers.reading_keys(chosen)


def _account(testimony: Testimony) -> Account:
    return account_of(testimony, intake().facts, intake().today)


def _correct(
    draft: Draft, replaces: int, testimony: Testimony, reading: Mapping[str, PublicKey]
) -> None:
    try:
        correct(draft.receipt_code(), _account(testimony), reading, replaces)
    except TakenBack:
        # With everything else the copy was deleted, and nothing was sent that it would be one of.
        draft.copied_until = None
        records.forget_copy(draft.receipt_code())
        raise


def _keep_first(draft: Draft, testimony: Testimony, reading: Mapping[str, PublicKey]) -> bool:
    here = intake()
    to = Recipients(counting_key(here.cards(), here.today), reading)
    sealed = seal_first(draft.receipt_code(), _account(testimony), to)
    try:
        return keep(here.store, here.today, sealed, slip_hash(draft.typed))
    except KeyFrozen as problem:  # only where a clock was set back: today was closed already
        here.look_again()
        raise NobodyCouldOpen from problem


def _keep_copy(draft: Draft, told: Told) -> None:
    """Keep a copy where the worker asked for one; one of earlier answers is out of date."""
    draft.copied_until = None
    if draft.typed.get(COPY):
        draft.copied_until = records.keep_copy(draft.receipt_code(), told).isoformat()
    elif draft.corrects is not None:
        records.forget_copy(draft.receipt_code())


def _nothing_is_left(record: Record) -> bool:
    """Tell whether something was done under a number, and nothing told under it is there."""
    return record is not NOTHING and (record.withdrawn or not record.told)


def _take_new_code(draft: Draft) -> None:
    draft.take_code(ReceiptCode.new())
    draft.saved_until = None


def _mark_as_recorded(draft: Draft, record: Record, holds: str) -> bool:
    """Mark the draft as its receipt record says; `holds` is the digest of what it held."""
    draft.later = holds != record.digest
    return _mark_sent(draft, record.digest, read=bool(record.read_by))


def _mark_sent(draft: Draft, digest: str, *, read: bool) -> bool:
    was_saved = draft.saved_until is not None
    draft.typed, draft.seen, draft.passed_over = {}, [], []
    draft.sent, draft.saved_until = True, None
    draft.digest, draft.read = digest, read
    try:
        drafts.keep(draft)
        if was_saved:
            records.forget_saved(draft.receipt_code())
    except StoreError:  # what stays is sealed, expires, and sends nothing twice
        return False
    return True
