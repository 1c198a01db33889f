"""The X-Wing hybrid: one 32-byte seed is two private keys, of which both must be broken.

The only place where a seed is expanded (draft-connolly-cfrg-xwing-kem, section 5.2), and the one
HPKE suite of this product (RFC 9180 with KEM 0x647a).
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from grievance.errors import GrievanceError

SEED_SIZE = 32
MLKEM_SEED_SIZE = 64
MLKEM_PUBLIC_SIZE = 1184
PUBLIC_SIZE = 1216
ENCAPSULATED_SIZE = 1120
TAG_SIZE = 16

# A Suite holds no state between calls, so one serves every thread and every forked worker.
SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class BadSeed(GrievanceError):
    """The seed of a private key does not have 32 bytes."""


class Expanded(NamedTuple):
    """The two private keys that one seed stands for."""

    mlkem: MLKEM768PrivateKey
    x25519: X25519PrivateKey

    def private(self) -> MLKEM768X25519PrivateKey:
        """Give the key that HPKE opens with."""
        return MLKEM768X25519PrivateKey(self.mlkem, self.x25519)

    def public_raw(self) -> bytes:
        """Give the public key: ML-KEM-768 encapsulation key, then X25519; 1216 bytes."""
        return (
            self.mlkem.public_key().public_bytes_raw() + self.x25519.public_key().public_bytes_raw()
        )


def expand(seed: bytes) -> Expanded:
    """Expand a 32-byte seed; raises `BadSeed`."""
    if len(seed) != SEED_SIZE:
        raise BadSeed(
            "The seed of a private key must have 32 bytes.", "Make the key again, or recover it."
        )
    expanded = hashlib.shake_256(seed).digest(MLKEM_SEED_SIZE + SEED_SIZE)
    return Expanded(
        MLKEM768PrivateKey.from_seed_bytes(expanded[:MLKEM_SEED_SIZE]),
        X25519PrivateKey.from_private_bytes(expanded[MLKEM_SEED_SIZE:]),
    )


def load_public(raw: bytes) -> MLKEM768X25519PublicKey:
    """Load the 1216 bytes of a public key; raises `ValueError` where ML-KEM or X25519 does."""
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(raw[:MLKEM_PUBLIC_SIZE]),
        X25519PublicKey.from_public_bytes(raw[MLKEM_PUBLIC_SIZE:]),
    )
