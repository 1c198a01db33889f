"""Short forms by the hundred: every visitor is new, asks for the form and sends it."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from grievance.cli.walker import Walker
from grievance.clock import now
from scripts.load.line import Crowd, address_of

if TYPE_CHECKING:
    from scripts.load.line import Address

PATH = "/en/tell/short"
# Every question of the core answered, to be counted and to be read by the one organisation.
ANSWERS = [
    *(("start.adult", "yes"), ("start.agree", "yes")),
    *(("work.country", "KE"), ("work.employer", "sama"), ("work.role", "content_moderation")),
    *(("work.hired", "agency"), ("pay.month", "1"), ("pay.month", str(now().year - 1))),
    *(("pay.per", "month"), ("pay.amount", "30500"), ("pay.currency", "KES")),
    *(("pay.deductions_month", "1200"), ("pay.costs_month", "2500")),
    *(("hours.paid", "45"), ("hours.unpaid", "6"), ("health.agree", "answer")),
    *(("health.content", "daily"), ("health.effects", "sleep"), ("health.effects", "anger")),
    *(("health.daily_life", "a_lot"), ("wrong.codes", "harm.exposure")),
    *(("wrong.codes", "harm.no_support"), ("wrong.main", "harm.no_support")),
    ("union.read", "yes"),
]
GIVEN = {name: [value for other, value in ANSWERS if other == name] for name, _ in ANSWERS}
_FILLED_LATER = frozenset({"csrf_token"})
COOKIE = re.compile(rb"\r\nSet-Cookie: ([^;\r]+)")
# The page's token is a stored block, so it stands readable in the compressed bytes: a load
# generator that unpacked 50 KB for it would take its share of the two cores from the server.
TOKEN = re.compile(rb"I[jm][\w-]{40,}\.[\w-]{6}\.[\w-]{27}")


@dataclass
class Run:
    """How a number of submissions went: seconds of each GET and POST, and of all together."""

    gets: list[float] = field(default_factory=list)
    posts: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def a_second(self) -> float:
        """Submissions a second."""
        return len(self.posts) / self.seconds


def submit(base: str, count: int, at_once: int) -> Run:
    """Send `count` short forms, `at_once` at any moment; each must end in the page of a number."""
    visit = _Visit(base, count)
    began = time.perf_counter()
    for _ in range(at_once):
        visit.begin()
    visit.crowd.run()
    visit.run.seconds = time.perf_counter() - began
    return visit.run


class _Visit:
    """The bytes of both requests, made once from the real form, but for cookie and token."""

    def __init__(self, base: str, count: int) -> None:
        address: Address = address_of(base)
        self.crowd = Crowd(address)
        self.run = Run()
        self._left = count
        visitor = Walker(base)
        self._get = visitor.request("GET", PATH)
        form = visitor.get(PATH).form
        visitor.cookies = {"COOKIE": "x"}
        filled = [(name, value) for name, value in form.filled(GIVEN) if name not in _FILLED_LATER]
        head, _, self._body = visitor.request("POST", PATH, urlencode(filled).encode()).partition(
            b"\r\n\r\n"
        )
        self._head = re.sub(rb"\r\nContent-Length: \d+", b"", head)

    def begin(self) -> None:
        """Send the next visitor in, while there are any left."""
        if self._left:
            self._left -= 1
            self.crowd.send(self._get, self._fill_in)

    def _fill_in(self, page: bytes, seconds: float) -> None:
        self.run.gets.append(seconds)
        cookie, token = COOKIE.search(page), TOKEN.search(page.partition(b"\r\n\r\n")[2])
        if cookie is None or token is None:
            raise AssertionError(page[:600])
        body = b"%s&go=on&csrf_token=%s" % (self._body, quote(token[0]).encode())
        head = self._head.replace(b"COOKIE=x", cookie[1])
        request = b"%s\r\nContent-Length: %d\r\n\r\n%s" % (head, len(body), body)
        self.crowd.send(request, self._note)

    def _note(self, page: bytes, seconds: float) -> None:
        self.run.posts.append(seconds)
        # Only the page of the secret number is a 200: a form that is shown again is a 4xx. Whether
        # each is on the disk is counted there, once all are sent.
        if page[9:12] != b"200":
            raise AssertionError(page[:600])
        self.begin()
