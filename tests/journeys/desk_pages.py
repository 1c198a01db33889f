"""Every page of the desk that somebody signed in can open, found by following links from the start.

The routes of the app say which pages there are; that each is reached says that none is forgotten.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, cast

from werkzeug.routing import Map, Rule

from grievance.web.desk.app import routes
from grievance.web.desk.numbers import RowNumber

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.journeys.browsing import Worker

SIGNED_OUT = {"sign_in", "join"}
NO_PAGES = {"calendar", "export", "release_copy", "home"}
"""What is downloaded, and what only leads on from an address that is typed."""
_HREFS = """language => [...document.querySelectorAll(`a[href^="/${language}/"]`)]
  .map(link => link.getAttribute("href").split("#")[0].slice(language.length + 2))"""


def every_page() -> set[str]:
    """Return the endpoints of all pages of somebody who is signed in."""
    found = {one.endpoint for one in routes() if one.get is not None}
    return found - SIGNED_OUT - NO_PAGES


def addresses(window: Worker, first: Iterable[str]) -> dict[str, str]:
    """Follow links from the `first` addresses on; return one address of each page, by endpoint.

    Addresses are without the language. A page is opened once, whatever it is about.
    """
    endpoint_of, found = _Matcher(), dict[str, str]()
    waiting = deque(first)
    always = set(waiting)
    while waiting:
        address = waiting.popleft()
        endpoint = endpoint_of(address)
        again = endpoint in found and address not in always
        if again or endpoint in SIGNED_OUT | NO_PAGES:
            continue
        always.discard(address)
        found.setdefault(endpoint, address)
        window.open(address)
        waiting.extend(cast("list[str]", window.page.evaluate(_HREFS, window.language)))
    return found


class _Matcher:
    """Tells which page an address is of."""

    def __init__(self) -> None:
        rules = [Rule(one.path, endpoint=one.endpoint) for one in routes() if one.get]
        self._urls = Map(rules, converters={"int": RowNumber}).bind("desk")

    def __call__(self, address: str) -> str:
        endpoint, _ = self._urls.match("/" + address.partition("?")[0])
        return str(endpoint)
