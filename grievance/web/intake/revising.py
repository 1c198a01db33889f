"""After sending: a later revision takes the place of what was sent under a number.

As much is sealed and stored whether or not anything was ever sent under it. Where nothing was, none
of it is counted or read: a made-up number is no way around what a first sending has to pass.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from grievance.envelope.record import NOTHING
from grievance.envelope.revisions import seal_correction, seal_withdrawal, withdrawn_since
from grievance.envelope.testimony import Recipients
from grievance.errors import GrievanceError
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.sending import NobodyCouldOpen
from grievance.store.errors import KeyFrozen, RecordChanged
from grievance.web.intake import readers, records
from grievance.web.intake.floods.floods import HELD
from grievance.web.intake.intake import intake
from grievance.web.intake.storing import keep_revision

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from grievance.envelope.keys import PublicKey
    from grievance.envelope.receipt import ReceiptCode
    from grievance.envelope.record import Record
    from grievance.envelope.testimony import Account, SealedTestimony


@contextmanager
def _in_equal_time() -> Iterator[None]:
    """Last as long whether or not anything was there: erasing takes longer than finding nothing.

    Several times what the work needs on an ordinary disk. It holds this worker, so views ask first
    whether it may be done now (`gate.admit_erasing`).
    """
    end = time.monotonic() + HELD
    yield
    time.sleep(max(0.0, end - time.monotonic()))


class TakenBack(GrievanceError):
    """From somebody it was taken back after this correction was begun; `revision` is there now.

    Asked for every number alike: how much is left after it must not tell.
    """

    status = 409

    def __init__(self, revision: int) -> None:
        """Say so."""
        self.revision = revision
        super().__init__(
            "These answers were taken back after this correction was begun.",
            "Send them only if somebody is to read them again.",
        )


@_in_equal_time()
def correct(
    code: ReceiptCode, account: Account, reading: Mapping[str, PublicKey], replaces: int
) -> None:
    """Seal and store the next revision for those who are to read it.

    `replaces` is the revision that was there when the correction was begun. Raises `TakenBack`,
    `NobodyCouldOpen` and `StoreError`. Sent twice it is one account all the same.
    """

    def seal(record: Record) -> SealedTestimony:
        if withdrawn_since(replaces, record):
            raise TakenBack(record.revision)
        to = Recipients(_counting(record), reading)
        left = readers.keys_of(set(record.read_by) - reading.keys())
        return seal_correction(code, record, account, to, left)

    _revise(code, seal)


@_in_equal_time()
def let_fewer_read(code: ReceiptCode, organisations: Collection[str]) -> None:
    """Take what was sent back from these organisations; raises `StoreError`."""
    keys = readers.keys_of(organisations)
    _revise(code, lambda record: seal_withdrawal(code, record, EDITION.id, None, keys))


@_in_equal_time()
def take_back(code: ReceiptCode) -> None:
    """Take everything back from everybody, and delete what was saved; raises `StoreError`.

    Interrupted, the same once more completes it.
    """
    # 1. From every organisation that has a card, and from the statistics of this period.
    organisations = [card.organisation for card in intake().cards()]
    keys = readers.keys_of(organisations)

    def seal(record: Record) -> SealedTestimony:
        # Where its own period has closed, the newest is sealed to: the work is the same for all.
        counting = readers.open_period_key(record) or readers.counting_key()
        return seal_withdrawal(code, record, EDITION.id, counting, keys)

    _revise(code, seal)
    # 2. What lies here under the number alone.
    for organisation in organisations:
        intake().store.empty(code.casework(organisation).mailbox)
    records.forget_copy(code)
    records.forget_saved(code)


def _revise(code: ReceiptCode, seal: Callable[[Record], SealedTestimony]) -> None:
    """Store what `seal` makes of the record; of what was quicker meanwhile, once more."""
    while True:
        record, before = records.find_stored(code)
        try:
            return keep_revision(seal(record), before)
        except RecordChanged:
            continue
        except KeyFrozen:
            # Its period was closed since it was sealed: what is counted stays, all else is done.
            intake().look_again()


def _counting(record: Record) -> PublicKey | None:
    """Return the key to count under; None once the period of the first sending has closed."""
    if record is not NOTHING:
        return readers.open_period_key(record)
    key = readers.counting_key()
    if key is None:
        raise NobodyCouldOpen
    return key
