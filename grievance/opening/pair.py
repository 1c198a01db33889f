"""An X-Wing pair that other keys are sealed to: a user's, or the one of recovery.

It opens no envelope; what opens envelopes is `grievance.opening.keys.PrivateKey`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from grievance.envelope.keys import PublicKey
from grievance.envelope.xwing import SEED_SIZE, expand

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Public half, seed (32 bytes), and what the library opens with.

    It cannot be pickled: whoever needs it in another process loads it there from the seed.
    """

    public: PublicKey
    seed: bytes = field(repr=False, compare=False)
    hpke: MLKEM768X25519PrivateKey = field(repr=False, compare=False)

    @classmethod
    def new(cls) -> Self:
        """Draw a pair from the operating system."""
        return cls.from_seed(secrets.token_bytes(SEED_SIZE))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Expand a 32-byte seed; raises `BadSeed`."""
        expanded = expand(seed)
        return cls(PublicKey.from_bytes(expanded.public_raw()), seed, expanded.private())

    @property
    def id(self) -> bytes:
        """The 8 bytes by which what is sealed to this pair names it."""
        return self.public.id
