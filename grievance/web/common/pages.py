"""Rendering: a template, a language, and nothing of the visitor kept.

`Page` is what a view returns; `respond` turns it into bytes, compressed when the browser takes
that. A page that differs between visitors only by its CSRF token is rendered once a process.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import Response, current_app, request

from grievance.web.common import compression, csrf
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from flask import Flask

CACHED_PAGES = 512
_TOKEN = csrf.FIELD
_PLACE = secrets.token_hex(16)


@dataclass(frozen=True)
class Page:
    """A template of the app's zone with what it needs, in one language."""

    template: str
    language: str
    values: Mapping[str, object] = field(default_factory=dict)
    country: str | None = None
    status: int = 200


def install(app: Flask) -> None:
    """Give `app` its own cache of rendered pages."""
    app.extensions["grievance-pages"] = OrderedDict()


def respond(page: Page) -> Response:
    """Render `page` for this visitor."""
    body = _render(page, csrf.token).encode()
    return _response(page.status, lambda: body, lambda: compression.compress(body))


def rendered(page: Page) -> bytes:
    """Return a page that is the same for everybody; raises `ValueError` where it has a token."""
    return _render(page, _no_token).encode()


def respond_cached(
    key: Hashable, make: Callable[[Mapping[str, str]], Page], **slots: str
) -> Response:
    """Return the page that `make` gives, rendered once for `key`, with this visitor's `slots`.

    Whatever else the page depends on is in `key`. `make` gets a placeholder for each slot to put
    in its values; the CSRF token of a form is a slot of its own.
    """
    cache: OrderedDict[Hashable, compression.Frozen] = current_app.extensions["grievance-pages"]
    frozen = cache.get(key)
    if frozen is None:
        places = {name: f"{name}-{_PLACE}" for name in (*slots, _TOKEN)}
        page = _render(make(places), lambda: places[_TOKEN])
        frozen = cache[key] = compression.Frozen.cut(page, places)
        if len(cache) > CACHED_PAGES:
            cache.popitem(last=False)
    # No form, no token, no cookie: a visitor who only reads gets none.
    values = {**slots, _TOKEN: csrf.token()} if _TOKEN in frozen.slots else slots
    return _response(200, lambda: frozen.body(values), lambda: frozen.compressed(values))


def _render(page: Page, token: Callable[[], str]) -> str:
    tongue = speaker(page.language, page.country)
    template = current_app.jinja_env.get_template(page.template)
    return template.render(
        {**_words(tongue), "csrf_token": token, "status": page.status, **page.values}
    )


def _no_token() -> str:
    raise ValueError("a page that everybody sees alike has no form that changes something")


def _words(tongue: Speaker) -> dict[str, object]:
    return {
        "speaker": tongue,
        "language": tongue.language,
        "_": tongue.gettext,
        "pgettext": tongue.pgettext,
        "ngettext": tongue.ngettext,
    }


def _response(status: int, body: Callable[[], bytes], compressed: Callable[[], bytes]) -> Response:
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    headers = {"Vary": "Accept-Encoding"}
    if takes_gzip:
        headers["Content-Encoding"] = "gzip"
    return Response(compressed() if takes_gzip else body(), status, headers, mimetype="text/html")
