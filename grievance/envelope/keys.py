"""Public keys: what an envelope can be sealed to, each for one purpose."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Self

from grievance.envelope.xwing import PUBLIC_SIZE, expand, load_public
from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey

KEY_ID_SIZE = 8


class BadPublicKey(GrievanceError):
    """These bytes are no public key, or one that nothing can be sealed to."""


class Purpose(IntEnum):
    """What an envelope is for: the fifth byte of its header."""

    STATISTICS = 1
    CASEWORK = 2
    MESSAGE = 3

    @property
    def word(self) -> str:
        """The purpose as a payload and a key file spell it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An X-Wing public key, loaded once; two are equal when their bytes are.

    `raw` is the ML-KEM-768 key (1184 bytes) followed by the X25519 key (32); `id` has 8 bytes;
    `hpke` is what the library seals to. It cannot be pickled: each worker loads its own.
    """

    raw: bytes
    id: bytes = field(repr=False, compare=False)
    hpke: MLKEM768X25519PublicKey = field(repr=False, compare=False)

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Load 1216 bytes; raises `BadPublicKey`."""
        if len(raw) != PUBLIC_SIZE:
            raise BadPublicKey(
                f"A public key has {PUBLIC_SIZE} bytes, this one has {len(raw)}.",
                "Ask the organisation for its card again.",
            )
        try:
            hpke = load_public(raw)
        except ValueError as error:
            raise BadPublicKey(
                "These bytes are not a public key.", "Ask the organisation for its card again."
            ) from error
        return cls(raw, key_id(raw), hpke)

    def __repr__(self) -> str:
        """Show the id: the key itself would fill the screen."""
        return f"PublicKey({self.id.hex()})"


def key_id(raw: bytes) -> bytes:
    """Give the 8 bytes by which an envelope names its key."""
    return hashlib.sha256(b"grievance/v1/key" + raw).digest()[:KEY_ID_SIZE]


def public_from_seed(seed: bytes) -> PublicKey:
    """Give the public half of a 32-byte seed; raises `BadSeed`."""
    return PublicKey.from_bytes(expand(seed).public_raw())
