"""The listener that only tor calls: nothing that a visitor claims about an address holds there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_CLAIMS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")


class OnionListener:
    """WSGI middleware, outside whatever believes a proxy."""

    def __init__(self, app: WSGIApplication, listens: tuple[str, int]) -> None:
        """Answer for `app`; `listens` is the address and port at which tor calls."""
        self._app = app
        self._listens = listens

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Take away the claims of a visitor who came through tor; pass the request on."""
        line = environ.get("gunicorn.socket")
        if line is not None and line.getsockname()[:2] == self._listens:
            for claim in _CLAIMS:
                environ.pop(claim, None)
        return self._app(environ, start_response)
