"""A flood: junk from many networks, in a process of its own, for as long as somebody else is busy.

    with flood(base, Junk(networks, count)) as running:
        running.wait_for(0.1)            # a tenth of it was sent
        ...
    running.answered                     # how many got which status

Of ten, seven are whole short forms, got and sent as a browser would; one guesses a slip; one fills
in the field that nobody sees; one has neither cookie nor token.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from grievance.cli.walker import Walker
from grievance.envelope.slip import SlipCode
from scripts.load.line import Crowd, address_of
from scripts.load.short_forms import COOKIE, GIVEN, PATH, TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

AGENT = "Mozilla/5.0 (JunkSender 4711)"
PATIENCE = 600.0  # seconds
_BARE, _SLIP, _TRAP = 7, 8, 9  # of ten


@dataclass(frozen=True)
class Junk:
    """At least `count` forms from `networks` (beginnings of addresses), so many `at_once`.

    Each waits `thinking` seconds after it was got.
    """

    networks: Sequence[str]
    count: int
    thinking: float
    at_once: int = 16

    def address(self, number: int) -> str:
        """Return the address that the form with this `number` comes from."""
        network = self.networks[number % len(self.networks)]
        return f"{network}{number // len(self.networks) % 250 + 1}"


@dataclass
class Flooding:
    """One flood under way; `answered` counts the answers to forms by status, at the end."""

    sent: Synchronized[int]
    junk: Junk
    answered: Mapping[int, int] = field(default_factory=dict)

    def wait_for(self, share: float) -> None:
        """Return once this share of the flood was sent."""
        end = time.monotonic() + PATIENCE
        while self.sent.value < share * self.junk.count:
            assert time.monotonic() < end, f"{self.sent.value} forms in {PATIENCE} seconds"
            time.sleep(0.01)


@contextmanager
def flood(base: str, junk: Junk) -> Iterator[Flooding]:
    """Send `junk`; when the block ends, and all of it is sent, stop."""
    fork = get_context("fork")
    sent, is_over = fork.Value("i", 0), fork.Event()
    hears, tells = fork.Pipe(duplex=False)
    form = _form(base)
    process = fork.Process(target=_send, args=(base, junk, form, sent, is_over, tells))
    process.start()
    flooding = Flooding(sent, junk)
    try:
        yield flooding
        is_over.set()
        assert hears.poll(PATIENCE), "the flood does not end"
        flooding.answered = hears.recv()
    finally:
        process.terminate()
        process.join()


def _form(base: str) -> bytes:
    visitor = Walker(base)
    form = visitor.get(PATH).form
    told = {**GIVEN, "union.read": ["no"]}
    return urlencode([one for one in form.filled(told) if one[0] != "csrf_token"]).encode()


def _send(  # noqa: PLR0913, PLR0917 - what a process is handed
    base: str,
    junk: Junk,
    form: bytes,
    sent: Synchronized[int],
    is_over: object,
    tells: Connection,
) -> None:
    sending = _Sending(base, junk, form, sent, is_over)
    for _ in range(junk.at_once):
        sending.go_on()
    sending.crowd.run()
    tells.send(dict(sending.answered))


class _Sending:
    """The flood's own process: forms that were got wait until they are old enough to be sent."""

    def __init__(
        self, base: str, junk: Junk, form: bytes, sent: Synchronized[int], is_over: object
    ) -> None:
        self._address = address_of(base)
        self.crowd = Crowd(self._address)
        self.answered: Counter[int] = Counter()
        self._junk, self._form, self._sent, self._is_over = junk, form, sent, is_over
        self._number = self._got = 0
        self._waiting: deque[tuple[float, bytes, bytes]] = deque()

    def go_on(self) -> None:
        """Send the next form, or get one, until somebody says that it is over."""
        if self._number >= self._junk.count and self._is_over.is_set():  # type: ignore[attr-defined]
            return
        kind = self._number % 10
        if kind == _BARE:
            self._post(b"", self._form + b"&go=on")
        elif self._waiting and self._waiting[0][0] <= time.monotonic():
            _, cookie, token = self._waiting.popleft()
            self._post(cookie, _filled(self._form, kind) + b"&go=on&csrf_token=" + token)
        else:
            head = self._head(b"GET", self._junk.address(self._got), b"")
            self._got += 1
            self.crowd.send(head + b"\r\n", self._keep)

    def _post(self, cookie: bytes, body: bytes) -> None:
        head = self._head(b"POST", self._junk.address(self._number), cookie)
        kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
        self._number += 1
        size = b"Content-Length: %d\r\n\r\n" % len(body)
        self.crowd.send(head + kind + size + body, self._note)

    def _head(self, method: bytes, address: str, cookie: bytes) -> bytes:
        return (
            b"%s %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: %s\r\nAccept-Encoding: gzip\r\n"
            b"X-Forwarded-For: %s\r\nConnection: close\r\n%s"
            % (
                method,
                PATH.encode(),
                self._address[0].encode(),
                self._address[1],
                AGENT.encode(),
                address.encode(),
                b"Cookie: %s\r\n" % cookie if cookie else b"",
            )
        )

    def _keep(self, page: bytes, _seconds: float) -> None:
        cookie, token = COOKIE.search(page), TOKEN.search(page.partition(b"\r\n\r\n")[2])
        assert cookie, page[:300]
        assert token, page[:300]
        ready = time.monotonic() + self._junk.thinking + 1  # the server counts whole seconds
        self._waiting.append((ready, cookie[1], quote(token[0]).encode()))
        self.go_on()

    def _note(self, page: bytes, _seconds: float) -> None:
        self.answered[int(page[9:12])] += 1
        self._sent.value += 1
        self.go_on()


def _filled(form: bytes, kind: int) -> bytes:
    if kind == _SLIP:
        return form.replace(b"slip=", b"slip=" + SlipCode.new().text.encode())
    if kind == _TRAP:
        return form.replace(b"website=", b"website=https%3A%2F%2Fexample.org")
    return form
