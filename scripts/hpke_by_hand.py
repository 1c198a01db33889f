"""HPKE sealing written out from RFC 9180, for vectors that can be made again byte for byte.

The library draws a fresh encapsulation at every call and cannot be given one. But whoever holds the
private key learns the shared secret of an encapsulated key, and can seal anything under it again.
That is what this module does, so it is also a second opinion on the library's key schedule.
**Only for test vectors**: it uses one AES-GCM key and nonce for many plain texts.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from grievance.envelope.xwing import Expanded

XWING_LABEL = b"\\.//^\\"
MLKEM_CIPHERTEXT = 1088
SUITE_ID = b"HPKE" + bytes.fromhex("647a00010002")
MODE_BASE = b"\x00"


def shared_secret(keys: Expanded, encapsulated: bytes) -> bytes:
    """Decapsulate as X-Wing does (draft-connolly-cfrg-xwing-kem, section 5.4); 32 bytes."""
    point = encapsulated[MLKEM_CIPHERTEXT:]
    from_mlkem = keys.mlkem.decapsulate(encapsulated[:MLKEM_CIPHERTEXT])
    from_x25519 = keys.x25519.exchange(X25519PublicKey.from_public_bytes(point))
    own_point = keys.x25519.public_key().public_bytes_raw()
    return hashlib.sha3_256(from_mlkem + from_x25519 + point + own_point + XWING_LABEL).digest()


def seal(keys: Expanded, encapsulated: bytes, info: bytes, plain: bytes) -> bytes:
    """Seal in base mode under a given encapsulation: encapsulated key, ciphertext, tag."""
    # RFC 9180 section 5.1, KeySchedule with mode_base and no pre-shared key.
    context = (
        MODE_BASE
        + _labeled_extract(b"", b"psk_id_hash", b"")
        + _labeled_extract(b"", b"info_hash", info)
    )
    secret = _labeled_extract(shared_secret(keys, encapsulated), b"secret", b"")
    key = _labeled_expand(secret, b"key", context, 32)
    nonce = _labeled_expand(secret, b"base_nonce", context, 12)
    # RFC 9180 section 5.2: the first message of a context uses the base nonce as it is.
    return encapsulated + AESGCM(key).encrypt(nonce, plain, None)


def _labeled_extract(salt: bytes, label: bytes, material: bytes) -> bytes:
    # RFC 9180 section 4; an empty salt is 32 zero bytes, which HMAC treats alike (RFC 5869).
    return hmac.digest(salt, b"HPKE-v1" + SUITE_ID + label + material, "sha256")


def _labeled_expand(secret: bytes, label: bytes, info: bytes, size: int) -> bytes:
    labeled = size.to_bytes(2, "big") + b"HPKE-v1" + SUITE_ID + label + info
    # RFC 5869 section 2.3: one block is enough for at most 32 bytes.
    return hmac.digest(secret, labeled + b"\x01", "sha256")[:size]
