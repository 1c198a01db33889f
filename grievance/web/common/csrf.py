"""Only our own pages may change something: Flask-WTF's token and the browser's Fetch Metadata.

Flask-WTF's strict HTTPS check wants a Referer, which our `no-referrer` policy never sends, so it
is off; instead a state-changing request that a browser marks as coming from elsewhere
(`Sec-Fetch-Site`, W3C Fetch Metadata) is refused.

Beside the token the session keeps it signed, as forms carry it, so that it is signed once and not
for each page, and the second in which this browser got its first form: the cookie is signed, so
nobody makes it older. Nothing else about the visitor is in it.
"""

from __future__ import annotations

import time
from hmac import compare_digest
from typing import TYPE_CHECKING, cast

from flask import current_app, request, session
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

FIELD = "csrf_token"
_OURS = frozenset({"same-origin", "none"})
_CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})
_NOW = "grievance-csrf-now"
_BEGUN = "begun"
_SIGNED = "form"


class CrossSite(GrievanceError):
    """Another site tried to send a form here."""

    status = 403


def install(app: Flask, now: Callable[[], float] = time.time) -> None:
    """Refuse cross-site changes on every route of `app`; routes check the token themselves.

    `now` gives the seconds since 1970.
    """
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    app.extensions[_NOW] = now
    app.before_request(_refuse_cross_site)


def token() -> str:
    """Return this session's token for a form; the session gets one if it had none."""
    if _BEGUN not in session:
        session[_BEGUN] = int(_now())
    if _SIGNED not in session:
        session[_SIGNED] = generate_csrf()
    return str(session[_SIGNED])


def holds() -> bool:
    """Tell whether the posted form carries this session's token."""
    posted, ours = request.form.get(FIELD), session.get(_SIGNED)
    if posted and ours and compare_digest(posted.encode(), ours.encode()):
        return True  # the very one that was signed for this session
    try:
        validate_csrf(posted)
    except ValidationError:
        return False
    return True


def age() -> float | None:
    """Return how many seconds ago this browser got its first form.

    None where its session does not tell: one of an earlier release, or of a clock set back.
    """
    begun = session.get(_BEGUN)
    seconds = _now() - begun if isinstance(begun, int) else -1
    return seconds if seconds >= 0 else None


def is_cross_site() -> bool:
    """Tell whether the browser says that another site made this request."""
    came_from = request.headers.get("Sec-Fetch-Site")
    return bool(came_from) and came_from not in _OURS


def _refuse_cross_site() -> None:
    if request.method not in _CHANGES_NOTHING and is_cross_site():
        raise CrossSite(
            "This form was sent from another website.", "Open this site directly and try again."
        )


def has_cookie() -> bool:
    """Tell whether the browser sent a session at all."""
    return "csrf_token" in session


def _now() -> float:
    return cast("Callable[[], float]", current_app.extensions[_NOW])()
