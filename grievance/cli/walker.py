"""A visitor without a browser, for the demo, the figures and the journeys that are tested.

    walker = Walker("http://127.0.0.1:8080")
    page = walker.get("/en/tell/start")
    page = walker.post_form({"start.adult": ["yes"], "start.agree": ["yes"]})

Python's HTTP clients drop Secure cookies on plain http; browsers keep them on loopback, and so
does this one, which therefore goes nowhere else. It sends what a telephone's browser sends, so
`sent` and `received`, counted at the socket, are what a visitor's line carries below TLS.
"""

from __future__ import annotations

import gzip
import io
import socket
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPMessage, HTTPResponse
from http.cookies import SimpleCookie
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from grievance.cli.pages import Form, PageReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_AGENT = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)
_REDIRECTS = 5
_ONE_READ = 65_536  # bytes


class NotHere(Exception):
    """The page has no such form, button or link, or the site sends visitors in a circle."""


@dataclass(frozen=True)
class Answered:
    """What came back: the address it was read at, its status, headers and decompressed text."""

    path: str
    status: int
    headers: HTTPMessage
    text: str

    @cached_property
    def page(self) -> PageReader:
        """The page, read."""
        return PageReader(self.text)

    @property
    def form(self) -> Form:
        """The page's first form; raises `NotHere`."""
        if self.page.form is None:
            raise NotHere(f"{self} has no form")
        return self.page.form

    def form_with(self, go: str, to: str) -> Form:
        """Return the first form that has the button `go` and whose address ends with `to`.

        Raises `NotHere`.
        """
        for form in self.page.forms:
            if go in form.buttons and form.action.endswith(to):
                return form
        raise NotHere(f"there is no button {go!r} for {to or 'anything'} on {self}")

    def link(self, part: str) -> str:
        """Return the first address on the page that has `part` in it; raises `NotHere`."""
        for to in self.page.links:
            if part in to:
                return to
        raise NotHere(f"there is no link to {part} on {self}")

    def __str__(self) -> str:
        """Name the page, for who reads what went wrong."""
        return f"{self.path} ({self.status}, {self.page.title})"


class Walker:
    """One visitor with cookies, on loopback; `requests`, `sent`, `received` count the traffic."""

    encodings = "gzip, deflate, br"  # what a browser says; ours send nothing but the first
    schemes: tuple[str, ...] = ("http",)

    def __init__(self, base: str, *, seconds: float = 30.0) -> None:
        """Visit the site at `base`; give up a request after `seconds`."""
        parts = urlsplit(base)
        host = parts.hostname or ""
        here = host == "localhost" or ip_address(host).is_loopback
        if parts.scheme not in self.schemes or not here:
            raise ValueError("a walker carries Secure cookies over loopback http only")
        usual = 443 if parts.scheme == "https" else 80
        self._scheme, self._host, self._port = parts.scheme, host, parts.port or usual
        self._seconds = seconds
        self.cookies: dict[str, str] = {}
        self.last: Answered | None = None
        self.requests = self.sent = self.received = 0

    def get(self, path: str) -> Answered:
        """Ask for a page, and for where it leads."""
        return self._follow("GET", path, b"")

    def follow(self, part: str) -> Answered:
        """Take the first link of the last page that has `part` in its address; raises `NotHere`."""
        return self.get(urljoin(self.here.path, self.here.link(part)))

    def post_form(
        self, answers: Mapping[str, Sequence[str]], go: str = "on", to: str = ""
    ) -> Answered:
        """Fill in a form of the last page, press its button `go`, follow; raises `NotHere`.

        Of several forms it is the first that has the button and whose address ends with `to`.
        """
        form = self.here.form_with(go, to)
        pairs = [*form.filled(answers), ("go", go)]
        return self._follow("POST", urljoin(self.here.path, form.action), urlencode(pairs).encode())

    @property
    def here(self) -> Answered:
        """The last page; raises `NotHere` before the first."""
        if self.last is None:
            raise NotHere("no page was asked for yet")
        return self.last

    def request(self, method: str, path: str, body: bytes = b"") -> bytes:
        """Return the bytes of a request as they go over the line."""
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self._host}:{self._port}",
            "Connection: close",
            "Upgrade-Insecure-Requests: 1",
            f"User-Agent: {_AGENT}",
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            f"Sec-Fetch-Site: {'same-origin' if self.last else 'none'}",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-User: ?1",
            "Sec-Fetch-Dest: document",
            f"Accept-Encoding: {self.encodings}",
            "Accept-Language: en-GB,en;q=0.9",
        ]
        if self.cookies:
            pairs = (f"{name}={value}" for name, value in self.cookies.items())
            head.append(f"Cookie: {'; '.join(pairs)}")
        if method == "POST":
            head.append("Content-Type: application/x-www-form-urlencoded")
            head.append(f"Origin: {self._scheme}://{self._host}:{self._port}")
            head.append(f"Content-Length: {len(body)}")
        return "\r\n".join((*head, "", "")).encode() + body

    def _follow(self, method: str, path: str, body: bytes) -> Answered:
        for _ in range(_REDIRECTS):
            answer = self._exchange(method, path, body)
            self.last = answer
            if answer.status not in {301, 302, 303}:
                return answer
            method, path, body = "GET", urljoin(path, answer.headers["Location"]), b""
        raise NotHere(f"{path} leads in a circle")

    def _exchange(self, method: str, path: str, body: bytes) -> Answered:
        request = self.request(method, path, body)
        with self._connected() as line:
            line.sendall(request)
            answer = b"".join(iter(lambda: line.recv(_ONE_READ), b""))
        self.requests += 1
        self.sent += len(request)
        self.received += len(answer)
        response = HTTPResponse(_Line(answer), method=method)  # type: ignore[arg-type]
        response.begin()
        self._take_cookies(response.headers)
        return Answered(path, response.status, response.headers, _text(response))

    def _connected(self) -> socket.socket:
        return socket.create_connection((self._host, self._port), self._seconds)

    def _take_cookies(self, headers: HTTPMessage) -> None:
        for line in headers.get_all("Set-Cookie", ()):
            for name, cookie in SimpleCookie(line).items():
                self.cookies.pop(name, None)
                if cookie["max-age"] != "0":
                    self.cookies[name] = cookie.coded_value


class _Line:
    """What `HTTPResponse` wants of a socket: bytes that arrived already."""

    def __init__(self, arrived: bytes) -> None:
        self._arrived = arrived

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._arrived)


def _text(response: HTTPResponse) -> str:
    body = response.read()
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode(errors="replace")  # an image, say, is counted and not read
