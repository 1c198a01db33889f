"""The session cookie is Flask's own: what one signs the other takes, and nothing forged."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeTimedSerializer

from grievance.web.common.signing import SessionCookies

HELD = {"draft": "A" * 43, "csrf_token": "66aabbcc.00"}


def _of(interface: SecureCookieSessionInterface, key: bytes) -> URLSafeTimedSerializer:
    app = Flask("signing")
    app.secret_key = key
    serializer = interface.get_signing_serializer(app)
    assert serializer is not None
    return serializer


@pytest.fixture
def ours() -> URLSafeTimedSerializer:
    return _of(SessionCookies(), b"k" * 32)


def test_flask_takes_what_we_sign_and_we_take_what_flask_signs(
    ours: URLSafeTimedSerializer,
) -> None:
    flasks = _of(SecureCookieSessionInterface(), b"k" * 32)
    for _ in range(2):
        assert flasks.loads(ours.dumps(HELD)) == HELD
        assert ours.loads(flasks.dumps(HELD)) == HELD


def test_another_key_and_changed_words_are_refused(ours: URLSafeTimedSerializer) -> None:
    foreign = _of(SessionCookies(), b"x" * 32).dumps(HELD)
    words, _, signature = ours.dumps(HELD).partition(".")
    for forged in (foreign, f"{words[:-1]}A.{signature}", words, "", "..", signature):
        with pytest.raises(BadSignature):
            ours.loads(forged)


def test_an_app_without_a_key_signs_nothing() -> None:
    assert SessionCookies().get_signing_serializer(Flask("signing")) is None
