"""Private keys: what opens an envelope, and what signs cards and calls."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from grievance.envelope.keys import KEY_ID_SIZE, PublicKey, Purpose
from grievance.envelope.xwing import SEED_SIZE, BadSeed, expand
from grievance.opening.held import CARD, OPENS, SIGNS, HeldKey, WrongKey

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
    def new(cls, purpose: Purpose, period: str | None = None) -> Self:
        """Draw a key from the operating system."""
        return cls.from_seed(secrets.token_bytes(SEED_SIZE), purpose, period)

    @classmethod
    def from_seed(cls, seed: bytes, purpose: Purpose, period: str | None = None) -> Self:
        """Expand a 32-byte seed; raises `BadSeed`."""
        expanded = expand(seed)
        public = PublicKey.from_bytes(expanded.public_raw())
        return cls(public, purpose, period, seed, expanded.private())

    @classmethod
    def from_held(cls, held: HeldKey) -> Self:
        """Take the key out of a file or a grant; raises `WrongKey` and `BadSeed`."""
        if held.purpose not in OPENS:
            raise WrongKey(
                "This key signs; it opens nothing.", "Give a casework or a statistics key."
            )
        private = cls.from_seed(held.seed, Purpose[held.purpose.upper()], held.period)
        _is_the_one_named(private.id, held)
        return private

    @property
    def id(self) -> bytes:
        """The 8 bytes by which envelopes name this key."""
        return self.public.id

    def held(self) -> HeldKey:
        """Give what is to be kept of this key."""
        return HeldKey(self.purpose.word, self.period, self.id, self.seed)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The Ed25519 key that signs an organisation's cards, its courier's calls, or its releases.

    `public` has 32 bytes, `purpose` is `card`, `courier` or `release`.
    """

    public: bytes
    purpose: str
    seed: bytes = field(repr=False, compare=False)

    @classmethod
    def new(cls, purpose: str = CARD) -> Self:
        """Draw a key from the operating system."""
        return cls.from_seed(secrets.token_bytes(SEED_SIZE), purpose)

    @classmethod
    def from_seed(cls, seed: bytes, purpose: str = CARD) -> Self:
        """Take the 32 bytes of RFC 8032, section 5.1.5; raises `BadSeed`."""
        if len(seed) != SEED_SIZE:
            raise BadSeed(
                "The seed of a signing key must have 32 bytes.",
                "Make it again, or recover it.",
            )
        key = Ed25519PrivateKey.from_private_bytes(seed)
        return cls(key.public_key().public_bytes_raw(), purpose, seed)

    @classmethod
    def from_held(cls, held: HeldKey, purpose: str = CARD) -> Self:
        """Take the key for `purpose` out of a file or a grant; raises `WrongKey` and `BadSeed`."""
        if held.purpose != purpose or purpose not in SIGNS:
            raise WrongKey(
                f"This is a key for {held.purpose}, not the one for {purpose}.",
                f"Give the {purpose} key.",
            )
        signing = cls.from_seed(held.seed, purpose)
        _is_the_one_named(signing.id, held)
        return signing

    @property
    def id(self) -> bytes:
        """The 8 bytes by which files and grants name this key."""
        return hashlib.sha256(self.public).digest()[:KEY_ID_SIZE]

    def sign(self, message: bytes) -> bytes:
        """Give the 64 bytes of a signature."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def held(self) -> HeldKey:
        """Give what is to be kept of this key."""
        return HeldKey(self.purpose, None, self.id, self.seed)


def _is_the_one_named(key_id: bytes, held: HeldKey) -> None:
    # Anyone can write a file or seal a grant: without this a key could pass for another.
    if key_id != held.key_id:
        raise WrongKey("This is another key than the one it is named after.", "Recover it.")
