"""Whose address counts: the connection's, what one proxy says, or nobody's for the onion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.web.intake.floods.onion import OnionListener
from tests.kit.site import Site, a_site
from tests.kit.stories import tell_short

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIEnvironment

    from tests.kit.browser import Page

HOME, AWAY = "203.0.113.5", "198.51.100.7"


def _tell(site: Site, address: str, claimed: str | None = None) -> Page:
    browser = site.browser(address=address)
    if claimed:
        browser.client.environ_base["HTTP_X_FORWARDED_FOR"] = claimed
    return tell_short(browser)


def test_without_a_proxy_nobody_is_believed_to_come_from_elsewhere(tmp_path: Path) -> None:
    with a_site(tmp_path, prefix_sends=1) as site:
        assert _tell(site, HOME).number
        assert _tell(site, HOME, AWAY).status == 429


def test_behind_a_proxy_the_address_that_it_wrote_counts(tmp_path: Path) -> None:
    with a_site(tmp_path, prefix_sends=1, behind_proxy=True) as site:
        assert _tell(site, "127.0.0.1", HOME).number
        assert _tell(site, "127.0.0.1", f"{AWAY}, {HOME}").status == 429, "the last is its own"
        assert _tell(site, "127.0.0.1", AWAY).number


def test_behind_a_proxy_that_says_nothing_all_share_one_limit(tmp_path: Path) -> None:
    with a_site(tmp_path, prefix_sends=1, onion_sends=2, behind_proxy=True) as site:
        for claimed in (None, "unknown"):
            assert _tell(site, "127.0.0.1", claimed).number
        assert _tell(site, "127.0.0.1").status == 429


class Line:
    """A line that came in where tor calls, or elsewhere."""

    def __init__(self, port: int) -> None:
        self._port = port

    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", self._port


@pytest.mark.parametrize(("port", "believed"), [(8082, False), (8080, True)])
def test_what_comes_through_tor_is_believed_nothing(port: int, *, believed: bool) -> None:
    seen: list[WSGIEnvironment] = []

    def app(environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
        seen.append(environ)
        return []

    claims = {"HTTP_X_FORWARDED_FOR": HOME, "HTTP_X_FORWARDED_PROTO": "https"}
    listening = OnionListener(app, ("127.0.0.1", 8082))
    listening({**claims, "gunicorn.socket": Line(port)}, lambda *_: lambda _: None)
    assert all((claim in seen[0]) == believed for claim in claims)
