"""Flask's session cookie, signed as Flask signs it, by one serializer a process.

Flask makes another one for every request; the key of an app of ours stays while its process lives.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flask.sessions import SecureCookieSessionInterface

if TYPE_CHECKING:
    from flask import Flask
    from itsdangerous import URLSafeTimedSerializer


class SessionCookie(SecureCookieSessionInterface):
    """Reads and writes the session of one app."""

    # Flask's default does the same behind a function of Python, for which `hmac` has no fast way.
    digest_method = staticmethod(hashlib.sha1)

    _serializer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs, made at the first call."""
        if self._serializer is None:
            self._serializer = super().get_signing_serializer(app)
        return self._serializer
