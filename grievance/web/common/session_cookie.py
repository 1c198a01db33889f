"""Flask's session cookie, signed as Flask signs it, with less work for each request.

Flask makes another serializer every time and derives the key again, tags types that plain JSON
has not, and looks up how to set a cookie that stays as it is. The key of an app of ours stays while
its process lives, its sessions hold texts and whole numbers and end with the browser.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flask.sessions import SecureCookieSessionInterface
from itsdangerous import Signer, URLSafeTimedSerializer

if TYPE_CHECKING:
    from flask import Flask, Response
    from flask.sessions import SessionMixin


class SessionCookie(SecureCookieSessionInterface):
    """Reads and writes the session of one app."""

    # Flask's default does the same behind a function of Python, for which `hmac` has no fast way.
    digest_method = staticmethod(hashlib.sha1)

    _serializer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs, made at the first call; None where the app has no key."""
        if self._serializer is None and app.secret_key:
            signer = Signer(
                app.secret_key,
                salt=self.salt,
                key_derivation=self.key_derivation,
                digest_method=self.digest_method,
            )
            self._serializer = URLSafeTimedSerializer(
                signer.derive_key(),
                signer_kwargs={"key_derivation": "none", "digest_method": self.digest_method},
            )
        return self._serializer

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie where the session changed; else say only that the answer depends on it."""
        if session.modified or not session:
            super().save_session(app, session, response)
        elif session.accessed:
            response.headers.add("Vary", "Cookie")
