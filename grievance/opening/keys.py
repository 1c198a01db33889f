"""Private keys: what opens an envelope, and what signs a card."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from grievance.envelope.keys import KEY_ID_SIZE, PublicKey, Purpose
from grievance.envelope.xwing import expand
from grievance.opening.keyfile import CARD, BadKeyFile, KeyFile

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """An X-Wing private key with its one purpose and, for statistics, its period."""

    public: PublicKey
    purpose: Purpose
    period: str | None
    seed: bytes = field(repr=False, compare=False)
    hpke: MLKEM768X25519PrivateKey = field(repr=False, compare=False)

    @classmethod
    def from_seed(cls, seed: bytes, purpose: Purpose, period: str | None = None) -> Self:
        """Expand a 32-byte seed; raises `BadSeed`."""
        expanded = expand(seed)
        public = PublicKey.from_bytes(expanded.public_raw())
        return cls(public, purpose, period, seed, expanded.private())

    @classmethod
    def from_file(cls, file: KeyFile) -> Self:
        """Take the key out of a file that was read; raises `BadKeyFile`."""
        purposes = {purpose.word: purpose for purpose in (Purpose.STATISTICS, Purpose.CASEWORK)}
        if file.purpose not in purposes:
            raise BadKeyFile(
                "This key signs cards; it opens nothing.",
                "Give a file whose name begins with casework or statistics.",
            )
        private = cls.from_seed(file.seed, purposes[file.purpose], file.period)
        if private.id != file.key_id:
            raise BadKeyFile("This key file names another key than it holds.", "Recover it.")
        return private

    @property
    def id(self) -> bytes:
        """The 8 bytes by which envelopes name this key."""
        return self.public.id

    def file(self) -> KeyFile:
        """Give what is to be written to this key's file."""
        return KeyFile(self.purpose.word, self.period, self.id, self.seed)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The Ed25519 key that signs an organisation's cards; `public` has 32 bytes."""

    public: bytes
    seed: bytes = field(repr=False, compare=False)

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Take the 32 bytes of RFC 8032, section 5.1.5."""
        key = Ed25519PrivateKey.from_private_bytes(seed)
        return cls(key.public_key().public_bytes_raw(), seed)

    def sign(self, message: bytes) -> bytes:
        """Give the 64 bytes of a signature."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def file(self) -> KeyFile:
        """Give what is to be written to this key's file."""
        return KeyFile(CARD, None, hashlib.sha256(self.public).digest()[:KEY_ID_SIZE], self.seed)
