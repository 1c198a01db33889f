"""Seal a payload so that only the holder of one private key can read it.

    envelope = seal({"edition": "2026-1", "mark": "..."}, Purpose.STATISTICS, key)

Specification: `docs/envelope-format.md`, section Envelope.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.envelope.plain import SMALLEST_BUCKET, canonical, pad
from grievance.envelope.xwing import SUITE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.keys import PublicKey

MAGIC = b"GRV1"
INFO = b"grievance/v1/envelope"


def seal(
    payload: Mapping[str, object],
    purpose: Purpose,
    key: PublicKey,
    *,
    at_least: int = SMALLEST_BUCKET,
) -> bytes:
    """Seal `payload`, adding its `purpose`, to `key`.

    `at_least` is the bucket (bytes of plain text) to fill even when less would do: a withdrawal
    fills the bucket of what it withdraws. Statistics always fill 4 KiB.
    Raises `NotJSON` and `TooLong` for what cannot be sealed.
    """
    header = MAGIC + bytes((purpose,)) + key.id
    body = canonical({**payload, "purpose": purpose.word})
    at_most = SMALLEST_BUCKET if purpose is Purpose.STATISTICS else None
    # HPKE draws a fresh encapsulation for each call: two envelopes never share a key or a nonce.
    return header + SUITE.encrypt(pad(body, at_least, at_most), key.hpke, INFO + header)
