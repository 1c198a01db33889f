"""One testimony, sealed apart for each reader and purpose: nothing in one envelope joins another.

    sealed = seal_testimony(code, testimony, edition, coded, Recipients(statistics, {org: key}))

The statistics envelope holds bins; a casework envelope holds the answers that casework uses. They
share no mark, and no organisation sees another's. Specification: `docs/envelope-format.md`.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.envelope.record import seal_record
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
    """To whom a testimony goes: one statistics key, and the casework key of each chosen union."""

    statistics: PublicKey
    casework: Mapping[str, PublicKey]


@dataclass(frozen=True)
class SealedEnvelope:
    """An envelope with what stands beside it: its key's id, its purpose, its erase tag's hash."""

    key_id: bytes
    purpose: Purpose
    erase_tag_hash: bytes
    body: bytes


@dataclass(frozen=True)
class SealedTestimony:
    """Everything one testimony leaves behind: its envelopes and its receipt record."""

    envelopes: tuple[SealedEnvelope, ...]
    record_id: bytes
    record: bytes


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
    counted = _statistics(code, testimony, coded, recipients.statistics)
    read = [
        _casework(code, testimony, edition, organisation, key)
        for organisation, key in recipients.casework.items()
    ]
    envelopes = (counted, *read)
    record = {
        "revision": FIRST_REVISION,
        "edition": testimony.edition,
        "keys": [envelope.key_id.hex() for envelope in envelopes],
        "consents": {"counted": True, "read_by": list(recipients.casework)},
        "digest": testimony.digest,
    }
    return SealedTestimony(envelopes, code.record_id, seal_record(code, record))


def _statistics(
    code: ReceiptCode, testimony: Testimony, coded: Coded, key: PublicKey
) -> SealedEnvelope:
    payload = {
        "edition": testimony.edition,
        "mark": code.statistics_mark(key.id).hex(),
        "revision": FIRST_REVISION,
        "plan": coded.plan,
        "wages": coded.wages_version,
        "employer": coded.employer,
        "country": coded.country,
        "bins": dict(coded.bins),
    }
    return _sealed(code, payload, Purpose.STATISTICS, key)


def _casework(
    code: ReceiptCode, testimony: Testimony, edition: Edition, organisation: str, key: PublicKey
) -> SealedEnvelope:
    own = code.casework(organisation)
    payload = {
        "edition": testimony.edition,
        "mark": own.mark.hex(),
        "revision": FIRST_REVISION,
        "mailbox": own.mailbox.hex(),
        "inbox": base64.b64encode(expand(own.inbox_seed).public_raw()).decode(),
        "language": testimony.language,
        "answers": testimony.for_casework(edition),
    }
    return _sealed(code, payload, Purpose.CASEWORK, key)


def _sealed(
    code: ReceiptCode, payload: Mapping[str, object], purpose: Purpose, key: PublicKey
) -> SealedEnvelope:
    tag_hash = code.erase_tag_hash(key.id)
    return SealedEnvelope(key.id, purpose, tag_hash, seal(payload, purpose, key))
