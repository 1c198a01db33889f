"""The common base of the web apps: templates of one zone, headers, CSRF, assets, session cookie."""

from __future__ import annotations

import logging
import time
import traceback
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, abort, redirect, request
from jinja2 import FileSystemLoader, PrefixLoader, StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import RequestRedirect

from grievance.web.common import assets, csrf, headers, options, pages
from grievance.web.common.in_memory import RequestInMemory
from grievance.web.common.kept_secret import kept_secret
from grievance.web.common.session_cookie import SessionCookie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from flask.typing import ResponseReturnValue
    from werkzeug.exceptions import HTTPException

    ExcInfo = (
        tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    )

TEMPLATES = Path(__file__).parents[2] / "templates"
_TAKEN_IN = 2 * 1024 * 1024  # bytes of a body that is refused
_PIECE = 64 * 1024


class QuietFlask(Flask):
    """Flask whose error log says where something broke, never what somebody had typed."""

    def log_exception(self, exc_info: ExcInfo) -> None:
        """Log type and place. No message, no path, no values: any of them can carry an answer."""
        kind, _, trace = exc_info
        places = (f"{place.filename}:{place.lineno}" for place in traceback.extract_tb(trace))
        self.logger.error("%s at %s", kind.__name__ if kind else "error", " > ".join(places))

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return `func`: none of ours is a coroutine, so Flask need not look again at each call."""
        return func

    def handle_http_exception(self, e: HTTPException) -> HTTPException | ResponseReturnValue:
        """Lead on within this site; werkzeug would repeat whatever host the request named."""
        if isinstance(e, RequestRedirect):
            return redirect(urlsplit(e.new_url).path, e.code)
        return super().handle_http_exception(e)


def create(
    zone: str,
    asset_names: Iterable[str],
    cookie_key: Path,
    *,
    cookie: str = "__Host-grievance",
    now: Callable[[], float] = time.time,
) -> Flask:
    """Return an app that sees the templates of `zone`, `shared` and `release` and no others.

    `cookie` is the name of its one cookie: both apps of a demo share a host, and ports do not
    keep cookies apart. `cookie_key` is a file, made at the first start and shared by all workers;
    it belongs on a memory file system, so that it dies with the drafts it protects. `now` gives the
    seconds since 1970.
    """
    app = QuietFlask(f"grievance.{zone}", static_folder=None, template_folder=None)
    app.logger.handlers = [_log_without_times()]
    app.request_class = RequestInMemory
    app.secret_key = kept_secret(cookie_key)
    app.session_interface = SessionCookie()
    app.config.update(
        SESSION_COOKIE_NAME=cookie,
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH="/",
    )
    # Charts of figures are the same on a page and in a release's files.
    zones = {name: FileSystemLoader(TEMPLATES / name) for name in ("shared", "release", zone)}
    app.jinja_loader = PrefixLoader(zones)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    headers.install(app)
    app.before_request(_refuse_chunks)
    app.before_request(_take_in_what_is_refused)
    csrf.install(app, now)
    pages.install(app)
    options.install(app)
    assets.install(app, tuple(asset_names))
    return app


def trust_one_proxy(app: Flask, *, addresses: bool = False) -> None:
    """Believe X-Forwarded-Proto of exactly one proxy; X-Forwarded-For only where `addresses` says.

    Of several addresses in it the last counts, which is the one that the proxy itself wrote.
    """
    behind = ProxyFix(app.wsgi_app, x_for=int(addresses), x_proto=1, x_host=0)
    app.wsgi_app = behind  # type: ignore[method-assign]


def _log_without_times() -> logging.Handler:
    """Return a handler to stderr whose lines do not tell when somebody's request failed."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    return handler


def _refuse_chunks() -> None:
    """Refuse a body of unknown length: no form sends one, and it can break while it is read."""
    if "HTTP_TRANSFER_ENCODING" in request.environ:
        abort(411)


def _take_in_what_is_refused() -> None:
    """Take in a body that is too large, so that the page that says so arrives.

    An address may have set a limit of its own by now.
    """
    if "CONTENT_LENGTH" not in request.environ:
        return
    length, most = request.content_length, request.max_content_length
    if length and most is not None and length > most:
        take_in(request.environ["wsgi.input"])


def take_in(body: IO[bytes]) -> None:
    """Read what comes of a body that is refused, and keep nothing of it.

    Who hangs up with bytes unread resets the line, and the answer may be lost (RFC 9112, section
    9.6). Bounded: beyond that the line is cut.
    """
    left = min(request.content_length or 0, _TAKEN_IN)
    while left > 0 and (piece := body.read(min(left, _PIECE))):
        left -= len(piece)
