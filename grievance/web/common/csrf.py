"""Only our own pages may change something: a token in the form, and the browser's Fetch Metadata.

The token is 128 random bits that stand in the session cookie, which we sign and which no page and
no other site can read or set (`__Host-`, HttpOnly, SameSite=Strict), and again in each form: the
synchronizer token of OWASP's cheat sheet. A state-changing request that a browser marks as coming
from elsewhere (`Sec-Fetch-Site`, W3C Fetch Metadata) is refused before that.

A token begins with the second in which this browser got its first form: the cookie is signed, so
nobody makes it older. Nothing else about the visitor is in it.
"""

from __future__ import annotations

import hmac
import secrets
import time
from typing import TYPE_CHECKING, cast

from flask import current_app, request, session

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

FIELD = "csrf_token"
_OURS = frozenset({"same-origin", "none"})
_CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})
_NOW = "grievance-csrf-now"
_RANDOM = 16  # bytes


class CrossSite(GrievanceError):
    """Another site tried to send a form here."""

    status = 403


def install(app: Flask, now: Callable[[], float] = time.time) -> None:
    """Refuse cross-site changes on every route of `app`; routes check the token themselves.

    `now` gives the seconds since 1970.
    """
    app.extensions[_NOW] = now
    app.before_request(_refuse_cross_site)


def token() -> str:
    """Return this session's token for a form; the session gets one if it had none."""
    if FIELD not in session:
        session[FIELD] = f"{int(_now()):x}.{secrets.token_hex(_RANDOM)}"
    return str(session[FIELD])


def holds() -> bool:
    """Tell whether the posted form carries this session's token."""
    sent, kept = request.form.get(FIELD, ""), session.get(FIELD, "")
    return bool(kept) and hmac.compare_digest(sent.encode(), str(kept).encode())


def age() -> float | None:
    """Return how many seconds ago this browser got its first form; ask once the token `holds`.

    None where its token does not tell: one of an earlier release, or of a clock that was set back.
    """
    begun, dot, _ = str(session.get(FIELD, "")).partition(".")
    seconds = _now() - int(begun, 16) if dot else -1
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
