"""Read an envelope's header, strictly, without opening anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from grievance.envelope.keys import KEY_ID_SIZE, Purpose
from grievance.envelope.plain import SMALLEST_BUCKET, is_bucket
from grievance.envelope.refusals import BadLength, BadMagic, BadPurpose, UnknownKey
from grievance.envelope.seal import MAGIC
from grievance.envelope.xwing import ENCAPSULATED_SIZE, TAG_SIZE

if TYPE_CHECKING:
    from collections.abc import Collection

HEADER_SIZE = len(MAGIC) + 1 + KEY_ID_SIZE
_PURPOSES = {purpose.value: purpose for purpose in Purpose}
_WHOLE = "Fetch it again, and check that the whole file arrived."


class Parsed(NamedTuple):
    """An envelope whose outside is in order; `plain_size` is the bucket it fills, in bytes."""

    purpose: Purpose
    key_id: bytes
    header: bytes
    hpke: bytes
    plain_size: int


def parse(envelope: bytes, known: Collection[bytes] | None = None) -> Parsed:
    """Take an envelope apart.

    `known` are the key ids that the reader holds, None for any.
    Raises `BadMagic`, `BadLength`, `BadPurpose` and `UnknownKey`, in the specification's order.
    """
    header, hpke = envelope[:HEADER_SIZE], envelope[HEADER_SIZE:]
    purpose = _purpose(header)
    key_id = header[-KEY_ID_SIZE:]
    if known is not None and key_id not in known:
        raise UnknownKey(
            f"This envelope is for the key {key_id.hex()}, which is not here.",
            "Open it with that key, or report that it came to the wrong place.",
        )
    plain_size = len(hpke) - ENCAPSULATED_SIZE - TAG_SIZE
    too_large = purpose is Purpose.STATISTICS and plain_size != SMALLEST_BUCKET
    if too_large or not is_bucket(plain_size):
        raise BadLength("This envelope has a length that sealing never makes.", _WHOLE)
    return Parsed(purpose, key_id, header, hpke, plain_size)


def _purpose(header: bytes) -> Purpose:
    if not header.startswith(MAGIC):
        raise BadMagic("This is not an envelope: it does not begin with GRV1.", _WHOLE)
    if len(header) < HEADER_SIZE:
        raise BadLength("This envelope ends before its header does.", _WHOLE)
    purpose = _PURPOSES.get(header[len(MAGIC)])
    if purpose is None:
        raise BadPurpose(
            f"This envelope is for a purpose ({header[len(MAGIC)]}) that this version "
            "does not know.",
            "Install the newest version and open it again.",
        )
    return purpose
