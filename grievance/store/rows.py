"""What goes into the store and what comes out: frozen values, no connection behind them."""

from __future__ import annotations

from dataclasses import dataclass, field


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
