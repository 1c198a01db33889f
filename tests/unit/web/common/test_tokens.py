"""Which tokens a form may carry: the session's own, and what Flask-WTF signed for that session."""

from __future__ import annotations

import pytest
from flask import Flask, session
from itsdangerous import URLSafeTimedSerializer

from grievance.web.common import csrf

KEY = b"k" * 32


@pytest.fixture
def app() -> Flask:
    made = Flask("tokens")
    made.secret_key = KEY
    csrf.install(made)
    return made


def _holds(app: Flask, token: str | None, held: dict[str, str]) -> bool:
    data = {} if token is None else {csrf.FIELD: token}
    with app.test_request_context("/", method="POST", data=data):
        session.update(held)
        return csrf.holds()


def _begun(app: Flask) -> tuple[str, dict[str, str]]:
    """Return the token of a new session, and what the session holds."""
    with app.test_request_context("/"):
        return csrf.token(), dict(session)


def test_the_token_that_the_session_keeps_is_taken(app: Flask) -> None:
    token, held = _begun(app)
    assert _holds(app, token, held)


def test_a_session_that_keeps_no_signed_one_takes_what_flask_wtf_signs(app: Flask) -> None:
    """A session of an earlier release has the token alone."""
    token, held = _begun(app)
    assert _holds(app, token, {csrf.FIELD: held[csrf.FIELD]})
    other = URLSafeTimedSerializer(KEY, salt="wtf-csrf-token").dumps(held[csrf.FIELD])
    assert _holds(app, other, held)


@pytest.mark.parametrize("token", [None, "", "forged", "\N{SNOWMAN}", "a" * 100_000])
def test_anything_else_is_refused(app: Flask, token: str | None) -> None:
    _, held = _begun(app)
    assert not _holds(app, token, held)
    assert not _holds(app, token, {})


def test_another_session_has_another_token(app: Flask) -> None:
    token, _ = _begun(app)
    _, held = _begun(app)
    assert not _holds(app, token, held)


def test_half_a_token_is_none(app: Flask) -> None:
    token, held = _begun(app)
    assert not _holds(app, token[:-1], held)
