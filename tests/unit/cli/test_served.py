"""gunicorn as we run it: answers whatever comes, and writes down nothing about who sent it."""

from __future__ import annotations

import re
import socket
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from grievance.cli.demo_intake import Folders, folders
from grievance.cli.demo_serving import listen_at, serving
from grievance.cli.walker import NotHere, Walker

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNKS = b"1\r\nx\r\n" * 2000


@pytest.fixture(scope="module")
def places() -> Iterator[Folders]:
    with folders() as made:
        yield made


@pytest.fixture(scope="module")
def base(places: Folders) -> Iterator[str]:
    with (
        listen_at(None) as listener,
        serving(places.environ(), places.log, listener) as address,
    ):
        yield address


def _status(base: str, request: bytes) -> bytes:
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname, parts.port)) as line:
        line.sendall(request)
        return line.makefile("rb").read().split(b" ", 2)[1]


def _is_whole(answer: bytes) -> bool:
    head, _, body = answer.partition(b"\r\n\r\n")
    (length,) = re.findall(rb"Content-Length: ([0-9]+)", head)
    return len(body) == int(length)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"\x16\x03\x01 not http\r\n\r\n", b"400"),
        (b"GET /en/ HTTP/1.1\r\nCanary words: x\r\n\r\n", b"400"),
        (b"GET /en/" + b"canary" * 1000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET /en/ HTTP/1.1\r\nCanary: " + b"x" * 9000 + b"\r\n\r\n", b"431"),
        (b"POST /en/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: canary\r\n\r\n", b"501"),
    ],
)
def test_what_cannot_be_read_is_answered_and_not_written_down(
    base: str, places: Folders, request_: bytes, status: bytes
) -> None:
    assert _status(base, request_) == status
    assert places.log.read_bytes() == b""


def test_a_visitor_who_does_not_let_go_keeps_nobody_waiting(base: str) -> None:
    parts = urlsplit(base)
    began = time.monotonic()
    with ExitStack() as open_lines:
        for _ in range(20):
            line = socket.create_connection((parts.hostname, parts.port))
            open_lines.enter_context(line)
            line.sendall(b"GET /en/ HTTP/1.1\r\nHost: x\r\n\r\n")
            assert _is_whole(b"".join(iter(partial(line.recv, 65_536), b"")))
    # gunicorn alone would wait for two seconds after each of them.
    assert time.monotonic() - began < 10


def test_lines_on_which_nothing_comes_hold_nobody_up(base: str) -> None:
    parts = urlsplit(base)
    with ExitStack() as idle_lines:
        for _ in range(10):
            idle_lines.enter_context(socket.create_connection((parts.hostname, parts.port)))
        assert Walker(base, seconds=10).get("/en/").status == 200


@pytest.mark.parametrize(
    ("sent", "then", "status"),
    [
        (b"POST /en/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", CHUNKS, b"411"),
        (b"GET /en/ HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n", CHUNKS, b"200"),
        (b"GET /en/ HTTP/1.1\r\nHost: x\r\n\r\n" + CHUNKS + CHUNKS, b"", b"200"),
        (b"GET /en/about/questions HTTP/1.1\r\nHost: x\r\n\r\n", b"\r\n", b"200"),
    ],
    ids=["chunks", "a body nobody reads", "more than a request", "more while the answer comes"],
)
def test_who_says_more_than_is_read_gets_the_whole_answer(
    base: str, sent: bytes, then: bytes, status: bytes
) -> None:
    parts = urlsplit(base)
    with socket.socket() as line:
        line.settimeout(20)
        # So little fits in here that most of the answer is with the server when it lets go.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        line.connect((parts.hostname, parts.port))
        line.sendall(sent)
        answer = line.recv(20)
        time.sleep(0.1)  # the server is at the end of what it does by itself
        line.sendall(then)
        time.sleep(0.2)  # by now the kernel would have taken back what was not read
        answer += b"".join(iter(partial(line.recv, 65_536), b""))
    assert answer.split(b" ", 2)[1] == status
    assert _is_whole(answer)


def test_pages_found_or_not_are_not_written_down(base: str, places: Folders) -> None:
    walker = Walker(base)
    assert walker.get("/en/").status == 200
    assert walker.get("/en/canary").status == 404
    assert places.log.read_bytes() == b""


def test_a_visitor_keeps_secure_cookies_on_loopback(base: str) -> None:
    walker = Walker(base)
    walker.get("/en/return")
    assert list(walker.cookies) == ["__Host-grievance"]
    assert walker.post_form({"number": ["x"]}).status == 422


def test_a_visitor_goes_nowhere_but_loopback() -> None:
    for stranger in ("http://192.0.2.1", "https://127.0.0.1"):
        with pytest.raises(ValueError, match="loopback"):
            Walker(stranger)


def test_a_button_that_is_not_there_cannot_be_pressed(base: str) -> None:
    walker = Walker(base)
    walker.get("/en/return")
    with pytest.raises(NotHere, match="no button 'fly'"):
        walker.post_form({}, "fly")


def test_the_bytes_on_the_wire_are_counted_compressed(base: str) -> None:
    walker = Walker(base)
    page = walker.get("/en/tell/short")
    assert walker.requests == 1
    assert 0 < walker.sent < 1000
    assert 500 < walker.received < len(page.text)


def test_nothing_of_the_server_stays_behind(places: Folders) -> None:
    with (
        listen_at(None) as listener,
        serving(places.environ(), places.log, listener) as address,
    ):
        Walker(address).get("/en/")
    with pytest.raises(ConnectionRefusedError):
        Walker(address).get("/en/")
    assert Path(places.data).is_dir()
