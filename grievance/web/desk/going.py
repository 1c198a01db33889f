"""Going on to another page of the desk after a form was taken (303 See Other, RFC 9110)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect, url_for

if TYPE_CHECKING:
    from flask import Response


def go_to(endpoint: str, language: str, **values: object) -> Response:
    """Return the redirect to one of our own pages; no address comes from a request."""
    address = url_for(endpoint, language=language, _external=None, **values)  # type: ignore[arg-type]
    return make_response(redirect(address, 303))
