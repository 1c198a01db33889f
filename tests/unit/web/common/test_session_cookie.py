"""The session cookie is Flask's own: what one signs the other takes, and nothing forged."""

from __future__ import annotations

import pytest
from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeTimedSerializer

from grievance.web.common.session_cookie import SessionCookie

HELD = {"draft": "A" * 64, "csrf_token": "66aabbcc.00"}


def _of(interface: SecureCookieSessionInterface, key: bytes) -> URLSafeTimedSerializer:
    app = Flask("signing")
    app.secret_key = key
    serializer = interface.get_signing_serializer(app)
    assert serializer is not None
    return serializer


def test_flask_takes_what_we_sign_and_we_take_what_flask_signs() -> None:
    ours = _of(SessionCookie(), b"k" * 32)
    flasks = _of(SecureCookieSessionInterface(), b"k" * 32)
    assert flasks.loads(ours.dumps(HELD)) == HELD
    assert ours.loads(flasks.dumps(HELD)) == HELD


def test_each_app_signs_under_its_own_key() -> None:
    with pytest.raises(BadSignature):
        _of(SessionCookie(), b"k" * 32).loads(_of(SessionCookie(), b"x" * 32).dumps(HELD))


def test_an_app_without_a_key_signs_nothing() -> None:
    assert SessionCookie().get_signing_serializer(Flask("signing")) is None


def test_an_answer_depends_on_the_cookie_whether_it_is_set_or_only_read() -> None:
    app = Flask("signing")
    app.secret_key = b"k" * 32
    app.session_interface = SessionCookie()

    @app.get("/set")
    def _set() -> str:
        session["draft"] = "A"
        return ""

    @app.get("/read")
    def _read() -> str:
        return str(session.get("draft"))

    @app.get("/clear")
    def _clear() -> str:
        session.clear()
        return ""

    @app.get("/neither")
    def _neither() -> str:
        return ""

    browser = app.test_client()
    answers = {path: browser.get(path) for path in ("/set", "/read", "/neither", "/clear")}
    assert answers["/read"].text == "A"
    sets = {path for path, one in answers.items() if "Set-Cookie" in one.headers}
    assert sets == {"/set", "/clear"}
    depends = {path for path, one in answers.items() if "Cookie" in one.headers.getlist("Vary")}
    assert depends == {"/set", "/read", "/clear"}
    assert browser.get("/read").text == "None"
