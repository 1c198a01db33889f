"""The intake with two mistakes of ours, to see what a mistake of ours tells: `gunicorn` serves it.

gunicorn --config python:grievance.web.serving tests.broken_app:app
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from wsgi import app as intake

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment


class Mistake(Exception):
    """What no line of ours expects."""


def _inside(language: str) -> str:
    """Fail in a view, with what was typed in the message."""
    raise Mistake(language, request.get_data(as_text=True), dict(request.headers))


intake.add_url_rule("/<language>/broken", "broken", _inside, methods=["GET", "POST"])


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Serve the intake; fail before it for one address."""
    if environ["PATH_INFO"] == "/broken-outside":
        raise Mistake(environ)
    return intake(environ, start_response)
