"""Requests as cheap as they get, because who measures shares the cores with what is measured.

One process, ready bytes, plain sockets; a response is read to its end and looked at once.
"""

from __future__ import annotations

import selectors
import socket
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

Address = tuple[str, int]
_ONE_READ = 262_144  # bytes


def address_of(base: str) -> Address:
    """Return host and port of http://host:port."""
    parts = urlsplit(base)
    return parts.hostname or "", parts.port or 80


def exchange(address: Address, request: bytes) -> bytes:
    """Send one request on a line of its own; return the whole answer."""
    with socket.socket() as line:
        line.connect(address)
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(_ONE_READ), b""))


@dataclass
class Crossing:
    """One request under way."""

    line: socket.socket
    began: float
    then: Callable[[bytes, float], None]
    parts: list[bytes] = field(default_factory=list)


class Crowd:
    """Any number of requests at once, over one selector."""

    def __init__(self, address: Address) -> None:
        """Send everything to `address`."""
        self._address = address
        self._selector = selectors.DefaultSelector()
        self._under_way = 0

    def send(self, request: bytes, then: Callable[[bytes, float], None]) -> None:
        """Send `request`; call `then` with the answer and its seconds once it is whole."""
        began = time.perf_counter()
        line = socket.socket()
        line.connect(self._address)
        line.sendall(request)
        line.settimeout(0)
        self._under_way += 1
        self._selector.register(line, selectors.EVENT_READ, Crossing(line, began, then))

    def run(self) -> None:
        """Work until no request is under way; `then` may send more."""
        while self._under_way:
            for key, _ in self._selector.select():
                self._read(key.data)
        self._selector.close()

    def _read(self, crossing: Crossing) -> None:
        part = crossing.line.recv(_ONE_READ)
        if part:
            crossing.parts.append(part)
            return
        self._selector.unregister(crossing.line)
        crossing.line.close()
        self._under_way -= 1
        crossing.then(b"".join(crossing.parts), time.perf_counter() - crossing.began)
