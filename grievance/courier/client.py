"""The desk's side of the courier: makes signed calls, gives values back, keeps nothing.

    courier = Courier("https://intake.example.org", "a1b2c3d4", private.public, private.sign)
    page = courier.collect(Purpose.CASEWORK, after=-1)
    ...                                             # on disk first, then:
    courier.acknowledge(received, last=not page.more)

Each call has a signature and a nonce of its own and is made once. Whoever is told
`IntakeUnreachable` does not know whether it was heard, and may make any of them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from time import time
from typing import TYPE_CHECKING

import requests

from grievance.courier import frames
from grievance.courier.address import checked
from grievance.courier.errors import (
    ClockOff,
    CourierRefused,
    IntakeUnreachable,
    ReleaseTurnedDown,
    Unreadable,
)
from grievance.courier.frames import JSON, OCTETS, ZIP
from grievance.courier.signing import Call, key_name, sign
from grievance.courier.work import MIB
from grievance.envelope.plain import canonical, load
from grievance.envelope.refusals import NotJSON
from grievance.release.archive import LARGEST_ARCHIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from grievance.envelope.keys import Purpose

_DOWN = {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
"""What a proxy answers while the intake behind it does not."""
TIMEOUTS = (20.0, 120.0)  # seconds to connect, which Tor needs, and between two pieces of an answer
LARGEST_ANSWER = 16 * 1024 * 1024  # bytes; a page ends after 4 MiB and its last envelope
LONGEST_SAYING = 400
AT_ONCE = 1000
"""Ids or slips in one call: 40 KB, so that a call that is refused costs little."""


@dataclass(frozen=True)
class Courier:
    """Calls one intake for one organisation.

    `address` is https://, or http:// to an onion service or this machine; `organisation` the id on
    the card, `public` the courier's key on it, `sign` its Ed25519 signature over bytes. `proxy` is
    for instance socks5h://127.0.0.1:9050, and `clock` gives seconds since 1970. `before` are keys
    that the intake may know instead: asked where it does not take the first one.
    Making one raises `BadAddress` and `PlainHTTP`; every method `IntakeUnreachable`, `ClockOff`,
    `CourierRefused` and `Unreadable`: all are kinds of `CourierError`.
    """

    address: str
    organisation: str
    public: bytes
    sign: Callable[[bytes], bytes]
    proxy: str | None = None
    clock: Callable[[], float] = time
    before: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = ()

    def collect(self, purpose: Purpose, after: int) -> frames.Page:
        """Return the envelopes with the lowest ids above `after` (-1 begins).

        Those to be counted only once their key is frozen, and of every frozen key: look at each.
        """
        raw = self._call("GET", f"envelopes?purpose={purpose.word}&after={after}", b"", None)
        return frames.read_page(raw, after)

    def acknowledge(self, received: Collection[tuple[int, bytes]], *, last: bool) -> int:
        """Say what is on disk here (ids and SHA-256 of bodies); return how many were deleted there.

        `last`: nothing follows for now, so the intake hides where they lay.
        """
        pairs = sorted(received)
        parts = [pairs[at : at + AT_ONCE] for at in range(0, len(pairs), AT_ONCE)] or [[]]
        return sum(
            self._number(
                "acknowledge",
                frames.write_acknowledgement(part, last=last and part is parts[-1]),
                "deleted",
            )
            for part in parts
        )

    def reply(self, mailbox: bytes, envelope: bytes) -> bool:
        """Post a sealed message to a worker's mailbox (16 bytes); return whether it was new."""
        body = frames.write_reply(mailbox, envelope)
        return bool(self._number("replies", body, "kept"))

    def put_card(self, raw: bytes) -> bool:
        """Have the organisation's next card enrolled; return whether it was new."""
        return bool(self._number("card", raw, "enrolled", JSON))

    def put_slips(self, hashes: Sequence[bytes]) -> int:
        """Let invitation slips be redeemed, by SHA-256; return how many were new."""
        parts = [hashes[at : at + AT_ONCE] for at in range(0, len(hashes), AT_ONCE)]
        return sum(self._number("slips", frames.write_slips(part), "added") for part in parts)

    def freeze(self, period: str) -> frames.Frozen:
        """Let the key of a period that is over take nothing more; return which it was.

        From 48 hours after its end, by the intake's own clock.
        """
        asked = canonical({"period": period})
        return frames.read_frozen(_object(self._call("POST", "freeze", asked, JSON)))

    def releases(self) -> tuple[frames.Published, ...]:
        """Return what the organisation has published there, by period and revision."""
        return frames.read_releases(_object(self._call("GET", "releases", b"", None)))

    def publish(self, archive: bytes) -> bool:
        """Publish a release, as its zip (at most 64 MiB); return whether it was new."""
        if len(archive) > LARGEST_ARCHIVE:
            raise ReleaseTurnedDown(
                f"A release has at most {LARGEST_ARCHIVE // MIB} MiB.", "Leave out the PDFs."
            )
        return bool(self._number("publish", archive, "published", ZIP))

    def __post_init__(self) -> None:
        """Refuse an address that would let others listen."""
        checked(self.address)

    @cached_property
    def _base(self) -> str:
        return checked(self.address)

    @cached_property
    def _session(self) -> requests.Session:
        session = requests.Session()
        # Nothing from the environment: no proxy that nobody chose here, no password out of a file.
        session.trust_env = False
        session.headers = {"User-Agent": "grievance courier"}
        if self.proxy:
            session.proxies = {"http": self.proxy, "https": self.proxy}
        return session

    def _number(self, name: str, body: bytes, wanted: str, kind: str = OCTETS) -> int:
        said = _object(self._call("POST", name, body, kind))
        number = said.get(wanted)
        if not isinstance(number, int):
            raise Unreadable("The answer of the intake does not say what was done.")
        return number

    def _call(self, method: str, name: str, body: bytes, kind: str | None) -> bytes:
        for public, signing in ((self.public, self.sign), *self.before):
            headers = {"Accept-Encoding": "identity"}
            if kind:
                headers["Content-Type"] = kind
            call = Call(method, f"{self._base}/courier/v1/{name}", headers)
            sign(call, body, key_name(self.organisation, public), signing, self.clock())
            status, answered = self._exchange(call, body)
            if status == HTTPStatus.OK:
                return answered
            if status != HTTPStatus.UNAUTHORIZED:
                break
        raise _refusal(status, answered)

    def _exchange(self, call: Call, body: bytes) -> tuple[int, bytes]:
        try:
            with self._session.request(
                call.method,
                call.url,
                data=body or None,
                headers=call.headers,
                timeout=TIMEOUTS,
                allow_redirects=False,
                stream=True,
            ) as answer:
                return answer.status_code, _limited(answer)
        except requests.RequestException as problem:
            raise IntakeUnreachable(_reason(problem)) from problem


def _limited(answer: requests.Response) -> bytes:
    """Read an answer, but not more of it than one can be long."""
    read = bytearray()
    for piece in answer.iter_content(64 * 1024):
        read += piece
        if len(read) > LARGEST_ANSWER:
            raise Unreadable("The answer of the intake is too long.")
    return bytes(read)


def _reason(problem: requests.RequestException) -> str:
    """Say in a few words what went wrong on the way; the library's own words fill the screen."""
    kinds = (
        (requests.exceptions.SSLError, "its certificate is not trusted"),
        (requests.exceptions.ProxyError, "the proxy does not let this through"),
        (requests.exceptions.InvalidSchema, "this proxy needs the package PySocks"),
        (requests.exceptions.Timeout, "it did not answer in time"),
        (requests.exceptions.ChunkedEncodingError, "its answer was cut off"),
        (requests.exceptions.ConnectionError, "nobody answers there, or the line was cut"),
    )
    return next((words for kind, words in kinds if isinstance(problem, kind)), "the call failed")


def _refusal(status: int, answered: bytes) -> ClockOff | CourierRefused | IntakeUnreachable:
    try:
        said = _object(answered)
    except Unreadable:
        if status in _DOWN:
            return IntakeUnreachable("it is down, or just being started again")
        return CourierRefused(
            status,
            "No courier is answered at this address.",
            "Check the address, and that GRIEVANCE_AUTHORITY is set at the intake.",
        )
    seconds = said.get("seconds")
    if isinstance(seconds, int):
        return ClockOff(seconds)
    return CourierRefused(status, _shown(said.get("defect")), _shown(said.get("advice")))


def _object(raw: bytes) -> dict[str, object]:
    try:
        return load(raw)
    except NotJSON as problem:
        raise Unreadable("The answer of the intake cannot be read.") from problem


def _shown(text: object) -> str:
    """Return what the intake said, so that a terminal shows it as text and nothing else."""
    return "".join(sign if sign.isprintable() else " " for sign in str(text))[:LONGEST_SAYING]
