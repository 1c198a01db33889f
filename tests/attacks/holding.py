"""Many lines held open at an nginx: idle ones, and ones on which bytes drip.

    with idle(front, 5000) as lines:
        assert still_open(lines) == 5000

They come from many addresses of loopback, as from many visitors.
"""

from __future__ import annotations

import select
import socket
from contextlib import contextmanager, suppress
from ssl import SSLSocket, SSLWantReadError
from threading import Event, Thread
from typing import TYPE_CHECKING

from tests.attacks.visitor import PATIENCE
from tests.proxy import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.proxy import Front

HANDSHAKES = 10
"""Of so many idle lines one has gone through the handshake of TLS, the others have not begun."""
SERVED = 50
"""Of so many one has got a page, and is kept open for the next."""
PAGE = (
    f"GET /en/tell/short HTTP/1.1\r\nHost: {NAME}\r\nAccept-Encoding: identity\r\n"
    "Connection: keep-alive\r\n\r\n"
).encode()
HALF_HEADERS = f"GET /en/ HTTP/1.1\r\nHost: {NAME}\r\nX-Slow: ".encode()
HALF_FORM = (
    f"POST /en/tell/short HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 9000\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\nstart.adult=yes&x="
).encode()


@contextmanager
def idle(front: Front, count: int) -> Iterator[list[socket.socket]]:
    """Hold `count` lines open on which nobody asks for anything."""
    lines: list[socket.socket] = []
    try:
        top_up(front, lines, count)
        yield lines
    finally:
        _close(lines)


def top_up(front: Front, lines: list[socket.socket], count: int) -> None:
    """Open as many lines as are missing, and forget those that were closed."""
    alive = [line for line in lines if _is_open(line)]
    _close([line for line in lines if line not in set(alive)])
    lines[:] = alive
    while len(lines) < count:
        lines.append(_opened(front, len(lines)))


def still_open(lines: Sequence[socket.socket]) -> int:
    """Count the lines that the other end has not closed."""
    return sum(map(_is_open, lines))


def _opened(front: Front, number: int) -> socket.socket:
    address = source(number)
    if number % HANDSHAKES:
        return front.bare_line(address)
    line = front.line(address)
    if number % SERVED == 0:
        line.sendall(PAGE)
        with line.makefile("rb") as answer:
            assert answer.readline().split()[1] == b"200"
            size = next(int(head.split()[1]) for head in answer if head.startswith(b"Content-Le"))
            while answer.readline() != b"\r\n":
                pass
            assert len(answer.read(size)) == size
    return line


def source(number: int) -> str:
    """Return one of some hundred addresses of loopback."""
    return f"127.0.{1 + number % 8}.{1 + number % 25}"


def _is_open(line: socket.socket) -> bool:
    ready, _, _ = select_one(line)
    if not ready:
        return True
    line.settimeout(0)
    try:
        # Of TLS 1.3 a ticket may wait; the end of the line is an empty read.
        return bool(line.recv(65_536))
    except (BlockingIOError, SSLWantReadError):
        return True
    except OSError:
        return False
    finally:
        with suppress(OSError):
            line.settimeout(PATIENCE)


def select_one(line: socket.socket) -> tuple[list[int], list[int], list[int]]:
    """Look whether something can be read, also where files have numbers above 1024."""
    poll = select.poll()
    poll.register(line, select.POLLIN)
    ready = [descriptor for descriptor, _ in poll.poll(0)]
    return ready, [], []


@contextmanager
def slow(front: Front, headers: int, forms: int, readers: int) -> Iterator[None]:
    """Let so many visitors send headers, send a form, and read a page, each a byte at a time.

    All of them are still at it at the end of the block.
    """
    lines = [front.line(source(number)) for number in range(headers + forms + readers)]
    senders, reading = lines[: headers + forms], lines[headers + forms :]
    for line in senders[:headers]:
        line.sendall(HALF_HEADERS)
    for line in senders[headers:]:
        line.sendall(HALF_FORM)
    for line in reading:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        line.sendall(PAGE)
    enough = Event()
    dripping = Thread(target=_drip, args=(senders, reading, enough))
    dripping.start()
    try:
        yield
    finally:
        enough.set()
        dripping.join()
        went_on = still_open(lines)
        _close(lines)
    assert went_on == len(lines)


def _drip(senders: Sequence[SSLSocket], reading: Sequence[SSLSocket], enough: Event) -> None:
    """Send and take a byte on each line in turn; the pause keeps the cores for the others."""
    while not enough.wait(0.2):
        for line in senders:
            line.sendall(b"a")
        for line in reading:
            assert line.recv(1)


def _close(lines: Sequence[socket.socket]) -> None:
    for line in lines:
        line.close()
