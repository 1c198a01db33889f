"""Corrections and withdrawals: a later revision that takes the place of what was sealed before.

    sealed = seal_correction(code, before, Account(testimony, edition, coded), recipients, left)
    sealed = seal_withdrawal(code, before, "2026-1", statistics, {organisation: keys})

A reader keeps the highest revision for each mark. `before` is the receipt record, `NOTHING` where
there is none: then as much is sealed, so that the work does not tell, but nothing in it is counted
or read: only what is sent for the first time passes the limits of an intake. An organisation's keys
are those on its card, first the one to seal to. Specification: `docs/envelope-format.md`, section
"Revisions".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grievance.envelope.message import MOST
from grievance.envelope.plain import SMALLEST_BUCKET
from grievance.envelope.record import Record, SealedTo, seal_record
from grievance.envelope.testimony import Reader, SealedTestimony, seal_account, seal_withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from grievance.envelope.keys import PublicKey
    from grievance.envelope.receipt import ReceiptCode
    from grievance.envelope.testimony import Account, Recipients, SealedEnvelope

    Cards = Mapping[str, Sequence[PublicKey]]

LEAP = 1000
"""Withdrawals have revisions that are multiples of it, each above all revisions before: so one
wins over a correction sealed at the same moment, and over those that a receipt record restored
from a backup does not know of."""


def seal_correction(
    code: ReceiptCode, before: Record, account: Account, recipients: Recipients, left: Cards
) -> SealedTestimony:
    """Seal the next revision; `left` read the one before and are not to read this one.

    They get a withdrawal, and stand in the record as readers until that is on disk (`settled`):
    whoever is cut off before finds them there and withdraws from them again. Without a statistics
    key what was counted stays as it is. Where nothing was ever told under the number, withdrawals
    of the same size take the place of the account. Raises `TooLong`.
    """
    revision = before.revision + 1
    testimony = account.testimony
    withdrawn = _withdrawals(code, before, testimony.edition, left)
    told = seal_account(code, account, recipients, revision)
    # Sealed for every number, so that neither takes longer.
    empty = _as_large(code, before, testimony.edition, recipients, told)
    envelopes = (*(told if before.told else empty), *withdrawn)
    settled = Record(
        revision=max(revision, _next_leap(before)) if withdrawn else revision,
        edition=testimony.edition if before.told else "",
        keys=_keys(before, envelopes),
        counted=before.counted or recipients.statistics is not None,
        read_by=tuple(recipients.casework),
        digest=testimony.digest,
    )
    replaced = [tag for reader in recipients.casework for tag in _old_tags(code, before, reader)]
    erase = (*replaced, *_all_tags(code, before, left))
    record = replace(settled, read_by=(*settled.read_by, *left))
    revised = _revised(code, envelopes, record, erase)
    return replace(revised, settled=seal_record(code, settled.as_json())) if left else revised


def seal_withdrawal(
    code: ReceiptCode,
    before: Record,
    edition: str,
    statistics: PublicKey | None,
    casework: Cards,
) -> SealedTestimony:
    """Seal a withdrawal to each organisation of `casework` and to the key that counts.

    Without a statistics key only fewer people read. Where `before` was counted under a key that
    has closed, the withdrawal from counting finds nothing to withdraw.
    """
    envelopes = _withdrawals(code, before, edition, casework)
    if statistics:
        counting = Reader(None, statistics)
        bucket = SMALLEST_BUCKET
        sealed = seal_withdrawn(code, edition, counting, _next_leap(before), bucket)
        envelopes = (sealed, *envelopes)
    counted = before.counted and statistics is None
    read_by = tuple(reader for reader in before.read_by if reader not in casework)
    live = counted or bool(read_by)
    record = Record(
        revision=_next_leap(before),
        edition=before.edition,
        keys=_keys(before, envelopes),
        counted=counted,
        read_by=read_by,
        digest=before.digest if live else "",
        withdrawn=not live,
    )
    return _revised(code, envelopes, record, tuple(_all_tags(code, before, casework)))


def _as_large(
    code: ReceiptCode,
    before: Record,
    edition: str,
    recipients: Recipients,
    told: Sequence[SealedEnvelope],
) -> tuple[SealedEnvelope, ...]:
    """Seal a withdrawal to each of `recipients`, as large as what `told` holds for them."""
    counting = [Reader(None, recipients.statistics)] if recipients.statistics else []
    readers = (*counting, *(Reader(*one) for one in recipients.casework.items()))
    return tuple(
        seal_withdrawn(code, edition, reader, _next_leap(before), one.sealed_to.bucket)
        for reader, one in zip(readers, told, strict=True)
    )


def withdrawn_since(revision: int, now: Record) -> bool:
    """Tell whether there was a withdrawal, from anybody, between `revision` and `now`."""
    return now.revision // LEAP > revision // LEAP


def _withdrawals(
    code: ReceiptCode, before: Record, edition: str, casework: Cards
) -> tuple[SealedEnvelope, ...]:
    revision = _next_leap(before)
    return tuple(
        seal_withdrawn(code, edition, Reader(one, keys[0]), revision, before.bucket(one))
        for one, keys in casework.items()
    )


def _next_leap(before: Record) -> int:
    return (before.revision // LEAP + 1) * LEAP


def _keys(before: Record, envelopes: Iterable[SealedEnvelope]) -> tuple[SealedTo, ...]:
    """Note the newest key of each reader; of counting the first, whose period is the account's."""
    known: dict[str | None, SealedTo] = {key.organisation: key for key in before.keys}
    for envelope in envelopes:
        if envelope.organisation is not None or None not in known:
            known[envelope.organisation] = envelope.sealed_to
    return tuple(known.values())


def _old_tags(code: ReceiptCode, before: Record, reader: str) -> Iterator[bytes]:
    for key_id in before.key_ids(reader):
        yield code.erase_tag_hash(key_id)


def _all_tags(code: ReceiptCode, before: Record, casework: Cards) -> Iterator[bytes]:
    """Yield the tags of whatever may wait for these readers, messages too.

    Under every key on their cards, used or not: the number of tags does not tell what was sent.
    """
    for reader, keys in casework.items():
        for key_id in dict.fromkeys((*(key.id for key in keys), *before.key_ids(reader))):
            yield code.erase_tag_hash(key_id)
            for number in range(1, MOST + 1):
                yield code.message_tag_hash(key_id, number)


def _revised(
    code: ReceiptCode,
    envelopes: tuple[SealedEnvelope, ...],
    record: Record,
    erase: tuple[bytes, ...],
) -> SealedTestimony:
    sealed = seal_record(code, record.as_json())
    return SealedTestimony(envelopes, code.record_id, sealed, erase)
