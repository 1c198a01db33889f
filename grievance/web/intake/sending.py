"""Sending: from a draft to sealed envelopes on disk. The one place where a testimony leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from grievance.coding.coded import code as coded_from
from grievance.envelope.drafts import saved_draft_id
from grievance.envelope.period import Quarter
from grievance.envelope.record import open_record
from grievance.envelope.testimony import Recipients, SealedTestimony, seal_testimony
from grievance.errors import GrievanceError
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import one, several
from grievance.store.errors import StoreError
from grievance.store.rows import NewEnvelope, NewReceipt
from grievance.store.week import week_of
from grievance.web.intake import draft as drafts
from grievance.web.intake.intake import Intake, intake
from grievance.web.intake.reading import Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.receipt import ReceiptCode
    from grievance.questionnaire.testimony import Testimony
    from grievance.web.intake.draft import Draft


class NobodyCouldOpen(GrievanceError):
    """No key is valid today for a reader this testimony needs; nothing was taken."""

    status = 503


def send(language: str, draft: Draft, told: Told) -> bool:
    """Seal and store; mark the draft as sent, empty but for its code. Return whether that is kept.

    `told` has no problems. Sending the same draft twice stores nothing twice. Raises
    `NobodyCouldOpen` and `StoreError`: then nothing is stored and the draft is as it was. Once it
    is stored, trouble with the draft is no reason to say that it is not.
    """
    here = intake()
    testimony = told.testimony(language)
    # 1. Seal, each envelope to its one reader.
    sealed = _seal(draft, testimony, here)
    # 2. On disk before anything is acknowledged.
    if not here.store.keep(week_of(here.today), *_rows(sealed)):
        # It was there already: say what those envelopes hold, not what this page held.
        return _mark_as_recorded(draft, here.store.receipt(sealed.record_id), testimony.digest)
    # 3. Only then does the draft lose its words.
    read = one(told.answers, "union.read") == "yes"
    return _mark_sent(draft, testimony.digest, read=read)


def sent_before(draft: Draft) -> bool:
    """Tell whether the draft's number belongs to a stored testimony; if so, the draft is sent.

    A worker process may have died between storing and marking, or the same saved answers were
    sent from elsewhere.
    """
    if draft.sent or draft.code is None:
        return draft.sent
    body = intake().store.receipt(draft.receipt_code().record_id)
    if body is not None:
        holds = Told(draft.typed, intake()).testimony("").digest
        _mark_as_recorded(draft, body, holds)
    return draft.sent


def was_sent(code: ReceiptCode) -> bool:
    """Tell whether a number belongs to a stored testimony, and touch no draft."""
    return intake().store.receipt(code.record_id) is not None


def _mark_as_recorded(draft: Draft, body: bytes | None, holds: str) -> bool:
    """Mark the draft as its receipt record says; `holds` is the digest of what it held."""
    record = open_record(draft.receipt_code(), body or b"")
    consents = cast("Mapping[str, object]", record["consents"])
    draft.later = holds != record["digest"]
    return _mark_sent(draft, str(record["digest"]), read=bool(consents["read_by"]))


def _mark_sent(draft: Draft, digest: str, *, read: bool) -> bool:
    was_saved = draft.saved_until is not None
    draft.typed, draft.seen, draft.sent, draft.saved_until = {}, [], True, None
    draft.digest, draft.read = digest, read
    try:
        drafts.keep(draft)
        if was_saved:
            intake().store.delete_saved_draft(saved_draft_id(draft.receipt_code()))
    except StoreError:  # what stays is sealed, expires, and sends nothing twice
        return False
    return True


def forget_saved(draft: Draft | None) -> None:
    """Delete what was saved of `draft`, and the draft itself."""
    if draft and draft.saved_until:
        intake().store.delete_saved_draft(saved_draft_id(draft.receipt_code()))
    drafts.forget()


def _seal(draft: Draft, testimony: Testimony, here: Intake) -> SealedTestimony:
    answers = testimony.answers
    coded = coded_from(
        answers, wages=here.facts.wages, employers=here.facts.employers, today=here.today
    )
    chosen = several(answers, "union.organisations")
    wanted = one(answers, "union.read") == "yes"
    recipients = _recipients(here, chosen, wanted=wanted)
    return seal_testimony(draft.receipt_code(), testimony, EDITION, coded, recipients)


def _recipients(here: Intake, chosen: tuple[str, ...], *, wanted: bool) -> Recipients:
    publisher, readers = here.publisher(), here.readers()
    counting = publisher.statistics_key(Quarter.at(here.clock())) if publisher else None
    reading = {id_: readers[id_].casework_key(here.today) for id_ in chosen if id_ in readers}
    keys = {id_: key.public for id_, key in reading.items() if key}
    if counting is None or len(keys) < len(chosen) or wanted > bool(chosen):
        raise NobodyCouldOpen(
            "No key that could open this testimony is valid today.",
            "Enrol the organisation's newest card: grievance intake enrol CARD.",
        )
    return Recipients(counting.public, keys)


def _rows(sealed: SealedTestimony) -> tuple[list[NewEnvelope], NewReceipt]:
    envelopes = [
        NewEnvelope(one.key_id, one.purpose, one.erase_tag_hash, one.body)
        for one in sealed.envelopes
    ]
    return envelopes, NewReceipt(sealed.record_id, sealed.record)
