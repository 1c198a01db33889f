"""Every page but the sign-in is behind this: a living session and the right the route names."""

from __future__ import annotations

import base64
import binascii
import secrets
from typing import TYPE_CHECKING

from flask import Response, g, request, session

from grievance.casebook.people import sessions
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.people.locked import locked

if TYPE_CHECKING:
    from collections.abc import Callable

    from grievance.casebook.permissions import Actor, Right

_COOKIE = "desk"
SECRET_SIZE = 32


def guarded(view: Callable[..., Response], right: Right) -> Callable[..., Response]:
    """Return `view` as it may be reached: by somebody signed in who has `right`."""

    def answer(language: str, **arguments: object) -> Response:
        actor = signed_in()
        if actor is None:
            # What was typed is not lost: see `locked`.
            return locked(language) if request.method == "POST" else go_to("sign_in", language)
        actor.require(right)
        return view(actor, language, **arguments)

    answer.__doc__ = view.__doc__
    return answer


def signed_in() -> Actor | None:
    """Return whoever this browser's session belongs to, while it lives."""
    if "actor" not in g:
        secret = session_secret()
        here = desk()
        g.actor = sessions.actor(here.database, secret, here.clock()) if secret else None
    found: Actor | None = g.actor
    return found


def session_secret() -> bytes | None:
    """Return the secret in this browser's cookie."""
    text = session.get(_COOKIE)
    if not isinstance(text, str):
        return None
    try:
        secret = base64.urlsafe_b64decode(text.encode("ascii", "replace"))
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == SECRET_SIZE else None


def begin_session() -> bytes:
    """Empty the cookie and put a new secret into it: nobody can have fixed it before."""
    session.clear()
    g.pop("actor", None)
    g.pop("csrf_token", None)
    secret = secrets.token_bytes(SECRET_SIZE)
    session[_COOKIE] = base64.urlsafe_b64encode(secret).decode()
    return secret


def end_session() -> None:
    """Empty the cookie."""
    session.clear()
    g.pop("actor", None)
