"""A visitor over bare HTTP, recognisable by everything that a visitor brings along."""

from __future__ import annotations

import gzip
import re
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from grievance.cli.pages import PageReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.cli.pages import Form
    from tests.telling import Filled, Move

PATIENCE = 20.0  # seconds
REDIRECTS = 5


@dataclass
class Visitor:
    """Comes from `address` with `headers`; `path`, `status` and `text` are of the last answer."""

    base: str
    address: str = "127.0.0.1"
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    path: str = ""
    status: int = 0
    text: str = ""

    def get(self, path: str) -> None:
        """Open a page, and where it leads."""
        self._follow("GET", path, b"")

    def send(self, path: str, fields: Sequence[tuple[str, str]]) -> None:
        """Post `fields` as they are."""
        self._follow("POST", path, urlencode(fields).encode())

    def press(self, fill: Filled, go: str = "on") -> None:
        """Fill in the open page's form and press a button."""
        self.send(urljoin(self.path, self.form.action), [*self.form.filled(fill), ("go", go)])

    def tell(self, language: str, moves: Sequence[Move]) -> None:
        """Walk along `moves`, each on its page."""
        self.get(f"/{language}/tell/start")
        for move in moves:
            assert self.path == f"/{language}/tell/{move.at}", f"not {move.at}: {self.said}"
            self.press(move.fill)
            assert (self.status >= 400) == move.mistake, f"{move.at}: {self.said}"

    @property
    def form(self) -> Form:
        """The open page's form."""
        form = PageReader(self.text).form
        assert form is not None, self.said
        return form

    @property
    def number(self) -> str:
        """The secret number that the page shows."""
        return " ".join(PageReader(self.text).secret)

    @property
    def said(self) -> str:
        """The open page's title and errors, for who reads that something went wrong."""
        errors = re.findall(r'class="error"[^>]*>(.*?)</p>', self.text)
        return f"{self.status} {self.path} {PageReader(self.text).title} {errors}"

    def line(self) -> HTTPConnection:
        """Return a line of its own for each request."""
        parts = urlsplit(self.base)
        return HTTPConnection(
            parts.hostname or "", parts.port, timeout=PATIENCE, source_address=(self.address, 0)
        )

    def _follow(self, method: str, path: str, body: bytes) -> None:
        for _ in range(REDIRECTS):
            to = self._exchange(method, path, body)
            if to is None:
                return
            method, path, body = "GET", urljoin(path, to), b""
        raise AssertionError(f"{path} leads in a circle")

    def _exchange(self, method: str, path: str, body: bytes) -> str | None:
        headers = {"Accept-Encoding": "gzip", **self.headers}
        pairs = [f"{name}={value}" for name, value in self.cookies.items()]
        if "Cookie" in headers:
            pairs.append(headers["Cookie"])
        if pairs:
            headers["Cookie"] = "; ".join(pairs)
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(self.line()) as line:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            written = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        packed = answer.headers.get("Content-Encoding") == "gzip"
        self.path, self.status = path, answer.status
        self.text = (gzip.decompress(written) if packed else written).decode()
        return answer.headers.get("Location") if answer.status in {302, 303} else None
