"""Seal and open with a key that only a receipt code or a draft cookie yields.

Steps as in `docs/envelope-format.md`, section "What a receipt or a cookie seals".
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from grievance.envelope.plain import canonical, is_bucket, load, pad, unpad
from grievance.envelope.refusals import BadLength, NotAuthentic

if TYPE_CHECKING:
    from collections.abc import Mapping

NONCE_SIZE = 12
TAG_SIZE = 16


def lock(key: bytes, context: bytes, value: Mapping[str, object]) -> bytes:
    """Seal `value` under a 32-byte key, bound to `context`, padded to a bucket.

    Raises `NotJSON` when it cannot be written.
    """
    # 96 random bits: one key seals a few hundred times at most, far below the 2^32 of SP 800-38D.
    nonce = secrets.token_bytes(NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, pad(canonical(value)), context)


def unlock(key: bytes, context: bytes, sealed: bytes) -> dict[str, object]:
    """Open what `lock` sealed; raises `BadLength`, `NotAuthentic` and the refusals of `plain`."""
    if not is_bucket(len(sealed) - NONCE_SIZE - TAG_SIZE):
        raise BadLength(
            "What is kept here has a length that sealing never makes.",
            "Restore it from a backup, or begin again.",
        )
    try:
        plain = AESGCM(key).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], context)
    except InvalidTag as error:
        raise NotAuthentic(
            "What is kept here was changed, or belongs to another code.",
            "Check the code; if it is right, begin again.",
        ) from error
    return load(unpad(plain))
