"""The key of one user of the desk, kept only wrapped: under a password, or under a session.

    user = UserKey.new()
    stored = user.wrap(kek, wrap_context("17", Use.PASSWORD))
    UserKey.unwrap(stored, kek, wrap_context("17", Use.PASSWORD)) == user

Who derives `kek` from a password is the desk; `session_kek` derives it from a cookie's secret.
Specification: `docs/keys.md`, section "A user's key".
"""

from __future__ import annotations

import secrets
from enum import Enum
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from grievance.envelope.xwing import SEED_SIZE, TAG_SIZE
from grievance.errors import GrievanceError
from grievance.opening.pair import KeyPair

MAGIC = b"GRU1"
CONTEXT = b"grievance/v1/user key"
SESSION_SALT = b"grievance/v1/session"
SESSION_LABEL = b"session key"
NONCE_SIZE = 12
KEK_SIZE = 32
WRAPPED_SIZE = len(MAGIC) + NONCE_SIZE + SEED_SIZE + TAG_SIZE


class WrongSecret(GrievanceError):
    """The user's key does not open: why is not said, not even to the program."""

    status = 403

    def __init__(self) -> None:
        """Say the one thing that is ever said."""
        super().__init__("This does not open the key.", "Sign in again.")


class Use(Enum):
    """What a wrapped key is opened with; the same bytes never serve the other."""

    PASSWORD = "password"  # noqa: S105 - the word for a use, not a password
    SESSION = "session"


class UserKey(KeyPair):
    """The X-Wing pair that grants to one user are sealed to."""

    __slots__ = ()

    def wrap(self, kek: bytes, context: bytes) -> bytes:
        """Seal the seed under `kek` (32 bytes), bound to `context`; 64 bytes. See `wrap_context`.

        Raises `WrongSecret` for a `kek` of another size.
        """
        # 96 random bits: a key-encrypting key wraps once for each password or session.
        nonce = secrets.token_bytes(NONCE_SIZE)
        return MAGIC + nonce + _cipher(kek).encrypt(nonce, self.seed, _bound(context))

    @classmethod
    def unwrap(cls, wrapped: bytes, kek: bytes, context: bytes) -> Self:
        """Open what `wrap` sealed with the same `kek` and `context`; raises `WrongSecret`."""
        if len(wrapped) != WRAPPED_SIZE or not wrapped.startswith(MAGIC):
            raise WrongSecret
        nonce, sealed = wrapped[len(MAGIC) :][:NONCE_SIZE], wrapped[len(MAGIC) + NONCE_SIZE :]
        try:
            seed = _cipher(kek).decrypt(nonce, sealed, _bound(context))
        except InvalidTag:
            raise WrongSecret from None
        return cls.from_seed(seed)


def wrap_context(user_id: str, use: Use) -> bytes:
    """Give the context that binds a wrapped key to one user and one use."""
    return f"{use.value}/{user_id}".encode()


def session_kek(secret: bytes) -> bytes:
    """Give the key-encrypting key (32 bytes) of a cookie's secret (32); raises `WrongSecret`."""
    if len(secret) != KEK_SIZE:
        raise WrongSecret
    return HKDF(SHA256(), KEK_SIZE, SESSION_SALT, SESSION_LABEL).derive(secret)


def _cipher(kek: bytes) -> AESGCM:
    # AES-GCM would take 16 or 24 bytes as well: a shortened key is refused, not used.
    if len(kek) != KEK_SIZE:
        raise WrongSecret
    return AESGCM(kek)


def _bound(context: bytes) -> bytes:
    return CONTEXT + b"/" + context
