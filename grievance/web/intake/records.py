"""What a number finds: its receipt record, what was saved, the copy that was kept.

Whether a number was ever used is told neither by a page nor by the time it takes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from grievance.envelope.drafts import open_saved_draft, saved_draft_id
from grievance.envelope.kept_copy import copy_id, open_copy, seal_copy
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import NOTHING, Record, SealedTo, open_record, seal_record
from grievance.envelope.refusals import EnvelopeRefused
from grievance.web.intake.draft import Draft
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from datetime import date

    from grievance.web.intake.reading import Told

Typed = dict[str, list[str]]


def find(code: ReceiptCode) -> Record:
    """Return the record of a number, `NOTHING` where there is none."""
    return find_stored(code)[0]


def find_stored(code: ReceiptCode) -> tuple[Record, bytes]:
    """Return the record of a number as `find` does, and the bytes it was read from.

    Where there is none they are b"", and a record of nobody is opened, which is as long as most.
    """
    sealed = intake().store.receipt(code.record_id)
    decoy, of_nobody = _decoy()
    code, record = (decoy, of_nobody) if sealed is None else (code, sealed)
    opened = Record.from_json(open_record(code, record))
    return (NOTHING, b"") if sealed is None else (opened, sealed)


def keep_copy(code: ReceiptCode, told: Told) -> date:
    """Keep what was told, without health and with names hidden; return the last day it is shown."""
    here = intake()
    period = here.period
    copy = {"period": str(period), "typed": told.copy()}
    here.store.save_draft(copy_id(code), seal_copy(code, copy), period.last)
    return period.last


def copy_of(code: ReceiptCode) -> Typed | None:
    """Return what was kept under a number in this period, by field."""
    here = intake()
    sealed = here.store.saved_draft(copy_id(code), here.today)
    if sealed is None:
        return None
    copy = open_copy(code, sealed)
    # The store keeps whole weeks: what it still has in the new period is not shown any more.
    is_current = copy["period"] == str(here.period)
    return cast("Typed", copy["typed"]) if is_current else None


def forget_copy(code: ReceiptCode) -> None:
    """Delete the copy; not an error when there is none."""
    intake().store.delete_saved_draft(copy_id(code))


def saved_draft(code: ReceiptCode) -> Draft | None:
    """Return the draft that was saved under a number."""
    here = intake()
    sealed = here.store.saved_draft(saved_draft_id(code), here.today)
    if sealed is None:
        return None
    try:
        return Draft.from_json(open_saved_draft(code, sealed))
    except EnvelopeRefused:
        return None


def forget_saved(code: ReceiptCode) -> None:
    """Delete the saved draft; not an error when there is none."""
    intake().store.delete_saved_draft(saved_draft_id(code))


@cache
def _decoy() -> tuple[ReceiptCode, bytes]:
    code = ReceiptCode.new()
    keys = (SealedTo(bytes(8), None, 4096), SealedTo(bytes(8), "0" * 8, 4096))
    record = Record(1, "", keys, counted=True, read_by=("0" * 8,), digest="0" * 64)
    return code, seal_record(code, record.as_json())
