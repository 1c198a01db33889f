"""Security headers of every response, set in one place.

The policy allows our own stylesheet and script and nothing else: no inline code or style, no
frame, no connection elsewhere. `data:` images serve one purpose: an empty icon, so that browsers
do not ask for `/favicon.ico`. A file that is no page of ours comes with `SANDBOX` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

SANDBOX = "sandbox; default-src 'none'"
"""The policy of a drawing that is served as a file: opened by itself, it runs and loads nothing."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_POLICY = "Content-Security-Policy"
_EVERYWHERE = list(HEADERS.items())
# For what is `SANDBOX`ed already, which is stricter: no other policy takes the place of ours.
_WITHOUT_POLICY = [(name, value) for name, value in HEADERS.items() if name != _POLICY]

TWO_YEARS = 63_072_000  # seconds, the value the HSTS preload list asks for
_STRICT = ("Strict-Transport-Security", f"max-age={TWO_YEARS}; includeSubDomains")
_NO_STORE = ("Cache-Control", "no-store")


class SecurityHeaders:
    """WSGI middleware: the headers on every response, whatever made it."""

    def __init__(self, app: WSGIApplication) -> None:
        """Answer for `app`."""
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on and add the headers to the answer."""

        def start(
            status: str,
            headers: list[tuple[str, str]],
            *failed: Any,  # noqa: ANN401 - exc_info, if any, as PEP 3333 passes it
        ) -> Callable[[bytes], object]:
            given = {name.lower(): value for name, value in headers}
            is_sandboxed = given.get(_POLICY.lower()) == SANDBOX
            added = list(_WITHOUT_POLICY if is_sandboxed else _EVERYWHERE)
            if "cache-control" not in given:
                added.append(_NO_STORE)
            if environ["wsgi.url_scheme"] == "https":
                added.append(_STRICT)
            return start_response(status, headers + added, *failed)

        return self._app(environ, start)


def install(app: Flask) -> None:
    """Add the headers to every response of `app`, error pages and static files included."""
    app.wsgi_app = SecurityHeaders(app.wsgi_app)  # type: ignore[method-assign]
