"""Pages and tables that everybody sees alike and that proxies may keep.

A page is drawn once a process for each state of the releases, and kept compressed: a day on which
everybody looks at figures must not slow down those who tell.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import TYPE_CHECKING

from flask import current_app, request

from grievance.web.common.compression import compress
from grievance.web.common.conditional import shared, shared_packed
from grievance.web.common.pages import rendered
from grievance.web.intake.intake import intake
from grievance.web.intake.statistics.published import all_published, damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from flask import Flask, Response

    from grievance.web.common.pages import Page

HTML = "text/html; charset=utf-8"
KEPT_PAGES = 512
"""Three languages of a period with all its rows and questions; about six kilobytes each."""
_CACHE = "grievance-statistics-pages"


def install(app: Flask) -> None:
    """Give `app` its own cache of pages."""
    app.extensions[_CACHE] = OrderedDict()


def respond_to_all(make: Callable[[], Page]) -> Response:
    """Return the page that `make` gives for this address, drawn once for a state of the releases.

    It has no token, so it sets no cookie.
    """
    cache: OrderedDict[Hashable, bytes] = current_app.extensions[_CACHE]
    key = (request.path, _state())
    packed = cache.get(key)
    if packed is None:
        packed = cache[key] = compress(rendered(make()))
        if len(cache) > KEPT_PAGES:
            cache.popitem(last=False)
    return shared_packed(packed, HTML)


def respond_anew(page: Page) -> Response:
    """Return a page that depends on more than its address: not kept, there are too many."""
    return shared(rendered(page), HTML)


def send_json(value: Mapping[str, object]) -> Response:
    """Return figures as JSON (RFC 8259)."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    return shared(body.encode(), "application/json")


def _state() -> Hashable:
    """Return all that a page of figures depends on, but its address."""
    counting = intake().counting_key()
    whole = tuple(one.newest.sha256 for one in all_published())
    return whole, damaged(), counting and counting.period
