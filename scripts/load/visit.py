"""One visit to a platform on this machine, as a driver of `scripts/bench --peer` makes it.

A driver is a Python file with `submit(visit)`, which sends one submission as a new visitor does
who has no JavaScript, and perhaps `FIRST_VIEW`, the page whose weight is measured ("/" without):

    def submit(visit):
        visit.get("/submit")                        # the form
        visit.post({"message": "They pay late."})   # its hidden fields and cookies go along
        visit.confirm("Thank you")                  # else the submission did not arrive

What stands in a form already, hidden fields and a CSRF token among it, is sent as it stands.
Redirects are followed, on this machine only. Forms are sent urlencoded.
"""

from __future__ import annotations

import re
import ssl
import time
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from grievance.cli.walker import NotHere, Walker

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping, Sequence

    from grievance.cli.walker import Answered

_TAG = re.compile(r"<(link|script|img)\b([^>]*)>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_FETCHED = re.compile(
    r"\brel\s*=\s*[\"']?[^\"'>]*\b(stylesheet|icon|preload|modulepreload)\b", re.IGNORECASE
)


class PeerFailed(Exception):
    """A platform could not be measured; the message says what happened and what to look at."""


class Visit(Walker):
    """A new visitor, without JavaScript; `requests`, `sent`, `received` count below TLS.

    `waited` is seconds from connecting to the last byte, of all requests together.
    """

    encodings = "gzip"
    schemes = ("http", "https")

    def __init__(self, base: str, *, seconds: float) -> None:
        """Visit the platform at `base`; give up a request after `seconds`."""
        try:
            super().__init__(base, seconds=seconds)
        except ValueError:
            raise PeerFailed(
                f"{base} is not on this machine. Only http(s) addresses of loopback are measured, "
                "for example http://127.0.0.1:8080: elsewhere this would be an attack."
            ) from None
        self.confirmed = False
        self.waited = 0.0

    def get(self, path: str) -> Answered:
        """Ask for a page; raises `PeerFailed` unless it comes."""
        return self._ask("GET", path)

    def post(
        self,
        answers: Mapping[str, str | Sequence[str] | None],
        *,
        button: tuple[str, str] | None = None,
        form: int = 0,
    ) -> Answered:
        """Fill in a form of the last page, the first unless `form` counts on, and send it.

        `None` leaves out a field, as an empty box or another button would. `button` is the name
        and the value of the one pressed.
        """
        try:
            chosen = self.here.page.forms[form]
        except IndexError:
            raise PeerFailed(f"{self.here} has no form number {form}.") from None
        unknown = answers.keys() - chosen.names
        if unknown:
            raise PeerFailed(f"The form of {self.here} has no field {', '.join(sorted(unknown))}.")
        given = {name: _texts(answer) for name, answer in answers.items()}
        pairs = [*chosen.filled(given), *([button] if button else [])]
        body = urlencode(pairs).encode()
        return self._ask("POST", urljoin(self.here.path, chosen.action), body)

    def confirm(self, words: str) -> None:
        """Raise `PeerFailed` unless the last page says `words`: only then something was taken."""
        if words not in self.here.text:
            raise PeerFailed(f"{words!r} is not on {self.here}: nothing was confirmed.")
        self.confirmed = True

    def view(self, path: str) -> int:
        """Ask for a page and for what it names, as a browser does that keeps nothing.

        Return how many further things it names elsewhere, which are not asked for. What a
        stylesheet or a script asks for in turn is not seen.
        """
        page = self.get(path)
        elsewhere = 0
        for address in dict.fromkeys(_named(page.text)):
            parts = urlsplit(urljoin(page.path, address))
            if parts.scheme not in {"", "http", "https"}:
                continue
            if parts.netloc not in {"", self._authority}:
                elsewhere += 1
                continue
            self._ask("GET", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")
        return elsewhere

    def request(self, method: str, path: str, body: bytes = b"") -> bytes:
        """Return the bytes of a request; a whole address has to be of this platform."""
        parts = urlsplit(path)
        if parts.netloc not in {"", self._authority}:
            raise PeerFailed(f"{self.here} leads to {parts.netloc}, which is another place.")
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, f"{parts.path or '/'}{query}", body)

    def _ask(self, method: str, path: str, body: bytes = b"") -> Answered:
        try:
            answer = self._follow(method, path, body)
        except TimeoutError:
            raise PeerFailed(
                f"{method} {path} took longer than {self._seconds:g} seconds."
            ) from None
        except (OSError, HTTPException) as problem:
            raise PeerFailed(f"{method} {path} at {self._authority} failed: {problem}.") from None
        except NotHere as problem:
            raise PeerFailed(f"{problem}.") from None
        if answer.status >= 400:
            raise PeerFailed(f"{method} {path} was refused: {answer}.")
        return answer

    def _exchange(self, method: str, path: str, body: bytes) -> Answered:
        began = time.perf_counter()
        answer = super()._exchange(method, path, body)
        self.waited += time.perf_counter() - began
        return answer

    @property
    def _authority(self) -> str:
        return f"{self._host}:{self._port}"

    def _connected(self) -> socket.socket:
        line = super()._connected()
        if self._scheme == "http":
            return line
        # Nothing secret travels, and a certificate for a test on loopback signs itself.
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context.wrap_socket(line, server_hostname=self._host)


def _texts(answer: str | Sequence[str] | None) -> Sequence[str]:
    return () if answer is None else [answer] if isinstance(answer, str) else answer


def _named(text: str) -> Iterator[str]:
    for tag, attributes in _TAG.findall(text):
        found = _ADDRESS.search(attributes)
        if found and (tag.lower() != "link" or _FETCHED.search(attributes)):
            address = next(filter(None, found.groups()), "")
            if address:
                yield address
