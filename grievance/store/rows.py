"""What goes into the store and what comes out: frozen values, no connection behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class NewEnvelope:
    """One sealed envelope on its way in.

    `key_id` (8 bytes) and `purpose` repeat its header; `erase_tag_hash` is the SHA-256 of its
    erase tag; `body` is the whole envelope.
    """

    key_id: bytes
    purpose: int
    erase_tag_hash: bytes
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """One receipt record on its way in: `id` derives from the receipt, `body` is sealed to it.

    `replaces` is the body that was read before, b"" where there was none; None: whatever is there.
    """

    id: bytes = field(repr=False)
    body: bytes = field(repr=False)
    replaces: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Brought:
    """One whole testimony on its way in with others: its envelopes (one or more), its receipt."""

    envelopes: Sequence[NewEnvelope]
    receipt: NewReceipt


@dataclass(frozen=True, slots=True)
class StoredEnvelope:
    """One envelope as it waits; `week` is the name of its file, such as `2026-W48`.

    `vouched`: an invitation slip was redeemed with it.
    """

    id: int
    week: str
    key_id: bytes
    purpose: int
    vouched: bool
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One sealed message as it waits in a mailbox; `week` is the name of its file."""

    week: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many envelopes of one week wait for one key and purpose."""

    week: str
    purpose: int
    key_id: bytes
    envelopes: int


@dataclass(frozen=True, slots=True)
class StoredCard:
    """The newest card of an organisation; `body` is the signed card as it was enrolled."""

    organisation: str
    serial: int
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FrozenKey:
    """A statistics key that takes nothing more, because its period is being closed.

    `period` is written like 2026Q4 or 2026; `plan` is the SHA-256 in hex of what it measures.
    """

    key_id: bytes
    organisation: str
    period: str
    plan: str


@dataclass(frozen=True, slots=True)
class StoredRelease:
    """A release that is published: revisions of a period are numbered from 1, the highest counts.

    `view` says which testimonies it is over; `sha256` is that of its `release.json`, in hex, and
    `previous` that of a release of the period before; None where there was none.
    """

    organisation: str
    period: str
    revision: int
    view: str
    sha256: str
    previous: str | None


@dataclass(frozen=True, slots=True)
class NewRelease:
    """A release on its way in, verified by whoever brings it.

    `replaces` is the `sha256` of the revision that it takes the place of, None for the first.
    `files` are its files by name, `archive` is all of them in one zip.
    """

    kept_as: StoredRelease
    replaces: str | None
    files: Mapping[str, bytes] = field(repr=False)
    archive: bytes = field(repr=False)
