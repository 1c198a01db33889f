"""Where pages of the intake are, and going on there after a form was taken (303, RFC 9110)."""

from __future__ import annotations

from functools import cache

from flask import Response, url_for


@cache
def address(endpoint: str, **values: str) -> str:
    """Return the address of a page within this site, worked out once: all visitors have the same.

    `values` are names of ours, never what stood in an address that somebody asked for.
    """
    return url_for(endpoint, _anchor=None, _method=None, _scheme=None, _external=None, **values)


def go_to(endpoint: str, language: str, **values: str) -> Response:
    """Return the redirect to the page `endpoint` in `language`."""
    return go_to_address(address(endpoint, language=language, **values))


def go_to_address(address: str) -> Response:
    """Return the redirect to `address`, one of our own or the operator's neutral page."""
    return Response(status=303, headers={"Location": address})
