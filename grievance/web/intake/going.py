"""Going on to another page of the intake after a form was taken (303 See Other, RFC 9110)."""

from __future__ import annotations

from flask import Response, make_response, redirect, url_for


def go_to(endpoint: str, language: str, **values: str) -> Response:
    """Return the redirect to the page `endpoint` in `language`."""
    return go_to_address(
        url_for(
            endpoint,
            language=language,
            _anchor=None,
            _method=None,
            _scheme=None,
            _external=None,
            **values,
        )
    )


def go_to_address(address: str) -> Response:
    """Return the redirect to `address`, one of our own or the operator's neutral page."""
    return make_response(redirect(address, 303))
