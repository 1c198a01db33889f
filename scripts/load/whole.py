"""Whole testimonies by the dozen: each by a new visitor, every page asked for, filled in and sent.

One visitor walks first. What it asked for and typed is then done again, with the cookie and the
hidden fields of the pages that come back.
"""

from __future__ import annotations

import gzip
import re
import time
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from grievance.cli.walker import Walker
from scripts.load.line import Crowd, address_of
from scripts.load.short_forms import GIVEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grievance.cli.walker import Answered

STORY = "They promised us a contract after three months. It has been nine, and we still wait. "
CORE = {**GIVEN, "union.read": ["no"]}
"""Every question of the core, to be counted only: nothing more is asked then."""
STORY_TOO = {**GIVEN, "story.text": [STORY * 3], "story.repeat": ["other_words"]}
"""The same to be read by the one organisation, with a story."""
START = "/en/tell/start"
MOST_PAGES = 40

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_COOKIE = re.compile(rb"\r\nSet-Cookie: ([^=;\r]+)=([^;\r]*)")
_LOCATION = re.compile(rb"\r\nLocation: ([^\r]+)")


@dataclass(frozen=True)
class Stop:
    """One page of the way: its address, where its form is sent, and what is typed into it.

    A page that is only read has no `action`.
    """

    path: str
    action: str = ""
    typed: tuple[tuple[str, str], ...] = ()


@dataclass
class Run:
    """How many testimonies were sent, with how many requests, in how many seconds."""

    sent: int = 0
    requests: int = 0
    seconds: float = 0.0
    took: list[float] = field(default_factory=list)


def way(
    base: str, answers: Mapping[str, Sequence[str]], read_first: Sequence[str] = ()
) -> list[Stop]:
    """Walk from the first step to the secret number, giving `answers`; return every page there is.

    The pages of `read_first` are asked for before.
    """
    walker = Walker(base)
    stops = [Stop(path) for path in read_first]
    for stop in stops:
        walker.get(stop.path)
    page = walker.get(START)
    while not page.page.secret:
        if page.status != 200 or len(stops) > MOST_PAGES:
            raise AssertionError(f"{page} is not on the way")
        hidden = {name for name, _ in _HIDDEN.findall(page.text)}
        pairs = [pair for pair in page.form.filled(answers) if pair[0] not in hidden]
        stops.append(Stop(page.path, page.form.action, (*pairs, ("go", onwards(page)))))
        page = walker.post_form(answers, onwards(page))
    return [*stops, Stop(page.path)]


def onwards(page: Answered) -> str:
    """Return which button leads on within the core: what only casework uses is passed over."""
    return "enough" if "enough" in page.form.buttons else "on"


def submit(base: str, stops: Sequence[Stop], count: int, at_once: int) -> Run:
    """Let `count` visitors walk the `stops`, `at_once` at any moment, each to its own number."""
    visits = _Visits(base, stops, count)
    began = time.perf_counter()
    for _ in range(at_once):
        visits.begin()
    visits.crowd.run()
    visits.run.seconds = time.perf_counter() - began
    return visits.run


class _Visits:
    def __init__(self, base: str, stops: Sequence[Stop], count: int) -> None:
        self.crowd = Crowd(address_of(base))
        self.run = Run()
        self.base, self.stops, self._left = base, stops, count

    def begin(self) -> None:
        """Send the next visitor in, while there are any left."""
        if self._left:
            self._left -= 1
            _Visitor(self).ask()


class _Visitor:
    """One new visitor on the way."""

    def __init__(self, visits: _Visits) -> None:
        self._visits = visits
        self._walker = Walker(visits.base)
        self._left = list(visits.stops)
        self._began = time.perf_counter()

    def ask(self) -> None:
        """Ask for the next page."""
        self._send("GET", self._left[0].path, b"", self._read)

    def _send(
        self, method: str, path: str, body: bytes, then: Callable[[bytes, float], None]
    ) -> None:
        self._visits.run.requests += 1
        self._visits.crowd.send(self._walker.request(method, path, body), then)

    def _read(self, answer: bytes, _: float) -> None:
        page = self._page(answer)
        stop = self._left.pop(0)
        if stop.action:
            pairs = [(name, unescape(value)) for name, value in _HIDDEN.findall(page)]
            body = urlencode([*stop.typed, *pairs]).encode()
            self._send("POST", stop.action, body, self._go_on)
        elif self._left:
            self.ask()
        elif 'class="secret"' in page:
            self._finish()
        else:
            raise AssertionError(page)

    def _go_on(self, answer: bytes, _: float) -> None:
        self._keep_cookies(answer)
        to = _LOCATION.search(answer)
        if answer[9:12] != b"303" or to is None or to[1].decode() != self._left[0].path:
            raise AssertionError(answer[:600])
        self.ask()

    def _finish(self) -> None:
        run = self._visits.run
        run.sent += 1
        run.took.append(time.perf_counter() - self._began)
        self._visits.begin()

    def _page(self, answer: bytes) -> str:
        self._keep_cookies(answer)
        if answer[9:12] != b"200":
            raise AssertionError(answer[:600])
        return gzip.decompress(answer.partition(b"\r\n\r\n")[2]).decode()

    def _keep_cookies(self, answer: bytes) -> None:
        cookies: Mapping[bytes, bytes] = dict(_COOKIE.findall(answer))
        self._walker.cookies |= {name.decode(): value.decode() for name, value in cookies.items()}
