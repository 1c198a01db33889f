"""What a person signs in with, as it is kept: nothing of it opens without the password.

    chosen = Credentials.choose(password, totp_secret)
    connection.execute(update(person), chosen.columns(person_id))
    opened = open_credentials(row, password)         # raises WrongSecret

The password yields a key (Argon2id); under it lie the seed of the person's own key and the secret
of the app that shows codes. Both are bound to the person's number: they cannot change places.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from grievance.casebook.people import passwords
from grievance.envelope.locked import lock, unlock
from grievance.opening.user_keys import Use, UserKey, wrap_context

if TYPE_CHECKING:
    from sqlalchemy import Row

_TOTP_CONTEXT = b"grievance/v1/totp/"
NEVER = 0
"""No step was used yet."""


@dataclass(frozen=True)
class Credentials:
    """A user's key and TOTP secret, with the key and salt that a password yields."""

    user: UserKey
    secret: str = field(repr=False)
    kek: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @classmethod
    def choose(cls, password: str, secret: str, user: UserKey | None = None) -> Self:
        """Derive from a new password (some 0.1 s); without `user`, draw a new key."""
        salt = os.urandom(passwords.SALT_SIZE)
        kek = passwords.key_of(password, salt)
        return cls(user or UserKey.new(), secret, kek, salt)

    def columns(self, person_id: int) -> dict[str, bytes]:
        """Return the columns of `person` that hold this."""
        wrapped = self.user.wrap(self.kek, wrap_context(str(person_id), Use.PASSWORD))
        return {
            "public_key": self.user.public.raw,
            "salt": self.salt,
            "wrapped_key": wrapped,
            "wrapped_totp": lock(self.kek, _totp_context(person_id), {"secret": self.secret}),
        }


def open_credentials(row: Row[Any], password: str) -> Credentials:
    """Open a row of `person` with its password (some 0.1 s); raises `WrongSecret`."""
    kek = passwords.key_of(password, row.salt)
    user = UserKey.unwrap(row.wrapped_key, kek, wrap_context(str(row.id), Use.PASSWORD))
    secret = unlock(kek, _totp_context(row.id), row.wrapped_totp)["secret"]
    return Credentials(user, str(secret), kek, row.salt)


def _totp_context(person_id: int) -> bytes:
    return _TOTP_CONTEXT + str(person_id).encode()
