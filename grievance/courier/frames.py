"""What a call carries, in bytes: pages of envelopes, and what the desk sends. Strictly read.

Numbers are big endian. Specification: `docs/courier.md`.

    page             = "GRP1" || more (1 byte: 0 or 1) || count (4) || count x envelope
    envelope         = id (8) || week (8, such as 2026-W48) || vouched (1: 0 or 1)
                       || length (4) || body
    acknowledgement  = last (1 byte: 0 or 1) || any number of: id (8) || SHA-256 of the body (32)
    reply            = mailbox (16) || envelope
    slips            = any number of: SHA-256 of a slip (32)
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.courier.errors import Unreadable
from grievance.store.week import checked_week

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

OCTETS, JSON = "application/octet-stream", "application/json"
ZIP = "application/zip"
MAGIC = b"GRP1"
MAILBOX_SIZE = 16
DIGEST_SIZE = 32
_HEAD = struct.Struct(">4sBI")
_ENVELOPE = struct.Struct(">Q8sBI")
_RECEIVED = struct.Struct(f">Q{DIGEST_SIZE}s")
_HIGHEST_ID = 2**63 - 1
_KEY_ID = re.compile("[0-9a-f]{16}", re.ASCII)
_NO_LIST = "The answer of the intake does not list what is published."


@dataclass(frozen=True, slots=True)
class Collected:
    """One envelope as it came: its id at the intake, its ISO week, whether a slip vouched for it.

    `body` is the sealed envelope, not looked into.
    """

    id: int
    week: str
    vouched: bool
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Frozen:
    """The key that an intake froze for a period: its id (8 bytes), and its plan's hash in hex."""

    key_id: bytes
    plan: str


@dataclass(frozen=True, slots=True)
class Published:
    """A release as the intake lists it; `sha256` is that of its `release.json`, in hex.

    `view` says which testimonies it is over. Of a period the highest revision counts.
    """

    period: str
    view: str
    revision: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some envelopes in order of id, and whether `more` wait above the last."""

    envelopes: tuple[Collected, ...]
    more: bool


def write_page(page: Page) -> bytes:
    """Write a page."""
    parts = [_HEAD.pack(MAGIC, page.more, len(page.envelopes))]
    for one in page.envelopes:
        parts += (
            _ENVELOPE.pack(one.id, one.week.encode("ascii"), one.vouched, len(one.body)),
            one.body,
        )
    return b"".join(parts)


def read_page(raw: bytes, after: int) -> Page:
    """Read a page of ids above `after`; raises `Unreadable`."""
    try:
        magic, more, count = _HEAD.unpack_from(raw)
        _require(magic == MAGIC and more in {0, 1})
        envelopes = tuple(_envelopes(raw, count))
    except (struct.error, ValueError) as problem:
        raise Unreadable("A page of envelopes is not whole.") from problem
    ids = [after, *(one.id for one in envelopes)]
    if ids != sorted(set(ids)) or (more and not envelopes):
        raise Unreadable("A page of envelopes is not in order.")
    return Page(envelopes, bool(more))


def write_acknowledgement(received: Collection[tuple[int, bytes]], *, last: bool) -> bytes:
    """Write ids and hashes of what was received; `last`: nothing follows for now."""
    return bytes((last,)) + b"".join(_RECEIVED.pack(*one) for one in received)


def read_acknowledgement(raw: bytes) -> tuple[dict[int, bytes], bool]:
    """Read the hashes by id, and whether it is the last; raises `Unreadable`."""
    if raw[:1] not in {b"\0", b"\1"} or (len(raw) - 1) % _RECEIVED.size:
        raise Unreadable("This acknowledgement is not whole.")
    pairs = list(_RECEIVED.iter_unpack(raw[1:]))
    received = dict(pairs)
    if len(received) != len(pairs) or max(received, default=0) > _HIGHEST_ID:
        raise Unreadable("This acknowledgement names an envelope twice, or one that cannot be.")
    return received, raw[0] == 1


def write_reply(mailbox: bytes, envelope: bytes) -> bytes:
    """Write a sealed message and the mailbox (16 bytes) it is for."""
    _require(len(mailbox) == MAILBOX_SIZE)
    return mailbox + envelope


def read_reply(raw: bytes) -> tuple[bytes, bytes]:
    """Read mailbox and sealed message; raises `Unreadable`."""
    if len(raw) <= MAILBOX_SIZE:
        raise Unreadable("This reply is not whole.")
    return raw[:MAILBOX_SIZE], raw[MAILBOX_SIZE:]


def write_slips(hashes: Sequence[bytes]) -> bytes:
    """Write hashes of slips."""
    _require(all(len(one) == DIGEST_SIZE for one in hashes))
    return b"".join(hashes)


def read_slips(raw: bytes) -> list[bytes]:
    """Read hashes of slips; raises `Unreadable`."""
    if not raw or len(raw) % DIGEST_SIZE:
        raise Unreadable("These slips are not whole.")
    return [raw[at : at + DIGEST_SIZE] for at in range(0, len(raw), DIGEST_SIZE)]


def read_frozen(said: Mapping[str, object]) -> Frozen:
    """Read which key was frozen; raises `Unreadable`."""
    match said:
        case {"key": str(key), "plan": str(plan)} if _KEY_ID.fullmatch(key):
            return Frozen(bytes.fromhex(key), plan)
    raise Unreadable("The answer of the intake does not say which key it froze.")


def read_releases(said: Mapping[str, object]) -> tuple[Published, ...]:
    """Read the list of what an organisation has published; raises `Unreadable`."""
    match said:
        case {"releases": list(listed)}:
            return tuple(map(_published, listed))
    raise Unreadable(_NO_LIST)


def _published(one: object) -> Published:
    match one:
        case {
            "period": str(period),
            "revision": int(revision),
            "sha256": str(sha256),
            "view": str(view),
        }:
            return Published(period, view, revision, sha256)
    raise Unreadable(_NO_LIST)


def _envelopes(raw: bytes, count: int) -> Iterator[Collected]:
    at = _HEAD.size
    for _ in range(count):
        id_, week, vouched, length = _ENVELOPE.unpack_from(raw, at)
        at += _ENVELOPE.size
        _require(id_ <= _HIGHEST_ID and vouched in {0, 1} and at + length <= len(raw))
        yield Collected(
            id_, checked_week(week.decode("ascii")), bool(vouched), raw[at : at + length]
        )
        at += length
    _require(at == len(raw))


def _require(holds: bool) -> None:  # noqa: FBT001 - reads like an assertion
    if not holds:
        raise ValueError("not written as specified")
