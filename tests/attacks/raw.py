"""Requests written byte by byte, and what must hold for every answer."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from grievance.web.common.headers import HEADERS

if TYPE_CHECKING:
    from tests.machine import Intake

Answer = tuple[int, dict[str, str], bytes]

PATIENCE = 20.0  # seconds
# In the words of Python, Flask and gunicorn; a token of a form may hold any few letters.
_PROGRAM = re.compile(
    rb"Traceback \(|File \"/|\.py\b[^\w]|, line \d|[Ww]erkzeug/|[Ff]lask|[Pp]ython|gunicorn/"
)


def a_line(served: Intake) -> socket.socket:
    """Connect, and send nothing yet."""
    host = urlsplit(served.base)
    return socket.create_connection((host.hostname or "", host.port or 0), PATIENCE)


def ask(served: Intake, sent: bytes) -> Answer:
    """Send these bytes and nothing more; return status, headers by lower-case names, and body.

    No answer may speak of the program that made it.
    """
    with a_line(served) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {
        name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest)
    }
    assert not _PROGRAM.search(answer), answer[:500]
    return int(first.split(" ")[1]), headers, body


def request(first: str, *headers: str, body: bytes = b"") -> bytes:
    """Return a request with this first line."""
    return "\r\n".join((first, *headers, "", "")).encode("latin-1") + body


def get(path: str, *headers: str) -> bytes:
    """Return a GET."""
    return request(f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers)


def post(path: str, body: bytes, *headers: str) -> bytes:
    """Return a POST of a form; its length is among the headers, or is not."""
    form = "Content-Type: application/x-www-form-urlencoded"
    return request(f"POST {path} HTTP/1.1", "Host: 127.0.0.1", form, *headers, body=body)


def is_our_page(answer: Answer, status: int) -> None:
    """Assert that the app itself answered, with this status and all its headers."""
    assert answer[0] == status, answer[0]
    assert {name: answer[1].get(name.lower()) for name in HEADERS} == HEADERS
    assert answer[1]["cache-control"] == "no-store"
    assert b'<html lang="' in answer[2]
