"""One testimony, sealed apart for each reader and purpose: nothing in one envelope joins another.

    sealed = seal_testimony(code, testimony, edition, coded, Recipients(statistics, {org: key}))

The statistics envelope holds bins; a casework envelope holds the answers that casework uses. They
share no mark, and no organisation sees another's. Specification: `docs/envelope-format.md`.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from grievance.envelope.keys import Purpose
from grievance.envelope.kind import Kind
from grievance.envelope.parse import parse
from grievance.envelope.plain import SMALLEST_BUCKET
from grievance.envelope.record import Record, SealedTo, seal_record
from grievance.envelope.seal import seal
from grievance.envelope.xwing import expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.coding.coded import Coded
    from grievance.envelope.keys import PublicKey
    from grievance.envelope.receipt import ReceiptCode
    from grievance.questionnaire.edition import Edition
    from grievance.questionnaire.testimony import Testimony

FIRST_REVISION = 1


@dataclass(frozen=True)
class Recipients:
    """To whom a testimony goes: a statistics key, and the casework key of each chosen union.

    Without a statistics key nothing is counted anew: its period has closed.
    """

    statistics: PublicKey | None
    casework: Mapping[str, PublicKey]


class Reader(NamedTuple):
    """Whom one envelope is for: an organisation's casework key; None: a key that counts."""

    organisation: str | None
    key: PublicKey


@dataclass(frozen=True)
class Account:
    """What is told, as a union reads it and as it is counted; its prose is masked.

    `numbered`: somebody was given its secret number, so a union can answer. An imported account has
    none: then a casework payload names neither mailbox nor inbox.
    """

    testimony: Testimony
    edition: Edition
    coded: Coded
    numbered: bool = True


@dataclass(frozen=True)
class SealedEnvelope:
    """An envelope with what stands beside it: its key's id, its purpose, its erase tag's hash.

    `organisation` holds the key and reads; None: the key counts. It is stored nowhere.
    """

    key_id: bytes
    purpose: Purpose
    erase_tag_hash: bytes
    body: bytes
    organisation: str | None

    @property
    def sealed_to(self) -> SealedTo:
        """What a receipt record notes of it."""
        return SealedTo(self.key_id, self.organisation, parse(self.body).plain_size)


@dataclass(frozen=True)
class SealedTestimony:
    """Everything one testimony, or one revision of it, leaves behind.

    `erase` are the hashes of the erase tags of what it takes the place of. `settled` takes the
    place of `record` once all of it is on disk, where that says more; None: `record` stays.
    """

    envelopes: tuple[SealedEnvelope, ...]
    record_id: bytes
    record: bytes
    erase: tuple[bytes, ...] = ()
    settled: bytes | None = None


def seal_testimony(
    code: ReceiptCode,
    testimony: Testimony,
    edition: Edition,
    coded: Coded,
    recipients: Recipients,
) -> SealedTestimony:
    """Seal the first revision of `testimony`; its prose must be masked already.

    Raises `TooLong` where a payload exceeds what an envelope carries.
    """
    return seal_first(code, Account(testimony, edition, coded), recipients)


def seal_first(code: ReceiptCode, account: Account, recipients: Recipients) -> SealedTestimony:
    """Seal the first revision of an account; raises `TooLong`."""
    testimony = account.testimony
    envelopes = seal_account(code, account, recipients, FIRST_REVISION)
    record = Record(
        revision=FIRST_REVISION,
        edition=testimony.edition,
        keys=tuple(envelope.sealed_to for envelope in envelopes),
        counted=recipients.statistics is not None,
        read_by=tuple(recipients.casework),
        digest=testimony.digest,
    )
    return SealedTestimony(envelopes, code.record_id, seal_record(code, record.as_json()))


def seal_account(
    code: ReceiptCode, account: Account, recipients: Recipients, revision: int
) -> tuple[SealedEnvelope, ...]:
    """Seal one revision to all its recipients; raises `TooLong`."""
    counting = recipients.statistics
    counted = [_statistics(code, account, Reader(None, counting), revision)] if counting else []
    read = [
        _casework(code, account, Reader(organisation, key), revision)
        for organisation, key in recipients.casework.items()
    ]
    return (*counted, *read)


def seal_withdrawn(
    code: ReceiptCode, edition: str, reader: Reader, revision: int, bucket: int
) -> SealedEnvelope:
    """Seal a revision without answers; it fills `bucket` bytes, as what it withdraws does."""
    organisation, key = reader
    mark = code.casework(organisation).mark if organisation else code.statistics_mark(key.id)
    payload = {
        "edition": edition,
        "kind": Kind.WITHDRAWAL,
        "mark": mark.hex(),
        "revision": revision,
    }
    return _sealed(code, payload, reader, bucket)


def _statistics(
    code: ReceiptCode, account: Account, reader: Reader, revision: int
) -> SealedEnvelope:
    coded = account.coded
    payload = {
        "edition": account.testimony.edition,
        "kind": Kind.ACCOUNT,
        "mark": code.statistics_mark(reader.key.id).hex(),
        "revision": revision,
        "plan": coded.plan,
        "wages": coded.wages_version,
        "employer": coded.employer,
        "country": coded.country,
        "bins": dict(coded.bins),
    }
    return _sealed(code, payload, reader)


def _casework(code: ReceiptCode, account: Account, reader: Reader, revision: int) -> SealedEnvelope:
    own = code.casework(reader.organisation or "")
    testimony = account.testimony
    payload: dict[str, object] = {
        "edition": testimony.edition,
        "kind": Kind.ACCOUNT,
        "mark": own.mark.hex(),
        "revision": revision,
        "language": testimony.language,
        "answers": testimony.for_casework(account.edition),
    }
    if account.numbered:
        payload["mailbox"] = own.mailbox.hex()
        payload["inbox"] = base64.b64encode(expand(own.inbox_seed).public_raw()).decode()
    return _sealed(code, payload, reader)


def _sealed(
    code: ReceiptCode,
    payload: Mapping[str, object],
    reader: Reader,
    bucket: int = SMALLEST_BUCKET,
) -> SealedEnvelope:
    organisation, key = reader
    purpose = Purpose.CASEWORK if organisation else Purpose.STATISTICS
    tag_hash = code.erase_tag_hash(key.id)
    body = seal(payload, purpose, key, at_least=bucket)
    return SealedEnvelope(key.id, purpose, tag_hash, body, organisation)
