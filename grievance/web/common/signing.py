"""Flask's signed session cookies, the same bytes with less work, because every page checks one.

itsdangerous derives the key and sets up HMAC anew for each cookie; its key never changes here.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, cast

from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from itsdangerous.signer import SigningAlgorithm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


class _OneCall(SigningAlgorithm):
    """HMAC-SHA1 in one call of OpenSSL: what Flask signs cookies with (RFC 2104)."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return hmac.digest(key, value, "sha1")


class _OneKey(TimestampSigner):
    _derived: bytes | None = None

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        if self._derived is None:
            self._derived = super().derive_key(secret_key)
        return self._derived


class _OneSigner(URLSafeTimedSerializer):
    _made: TimestampSigner | None = None

    def make_signer(self, salt: str | bytes | None = None) -> TimestampSigner:
        if self._made is None:
            self._made = cast("TimestampSigner", super().make_signer(salt))
        return self._made

    def iter_unsigners(self, salt: str | bytes | None = None) -> Iterator[TimestampSigner]:
        yield self.make_signer(salt)


class SessionCookies(SecureCookieSessionInterface):
    """Signs and checks the session cookie of one app, whose key stays while the process lives."""

    _serializer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs; made once and not twice a request."""
        if self._serializer is None and app.secret_key:
            self._serializer = _OneSigner(
                app.secret_key,
                salt=self.salt,
                serializer=self.serializer,
                signer=_OneKey,
                signer_kwargs={
                    "key_derivation": self.key_derivation,
                    "digest_method": self.digest_method,
                    "algorithm": _OneCall(),
                },
            )
        return self._serializer
