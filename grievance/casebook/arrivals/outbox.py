"""What waits to be carried to the intake: replies, slips, a card. All of it sealed or public.

    name = outbox.put_reply(folder, mailbox, envelope)     # last before the transaction commits
    outbox.waits(folder, name)                             # False once it was carried

One file each, so that a collector that cannot open the database can carry them. A file goes away
when the intake has taken what is in it: by its absence the desk knows.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.errors import CasebookError
from grievance.casebook.files import private_folder, remove, translated, write_whole
from grievance.envelope.card import Card
from grievance.envelope.receipt import ID_SIZE

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

FOLDER = "outbox"
DIGEST_SIZE = 32
_REPLY, _SLIPS, _CARD = ".reply", ".slips", ".card"


class OutboxDamaged(CasebookError):
    """A file of the outbox holds what nobody of ours wrote."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            f"{path.name} in the outbox is damaged.",
            "Move it out of the outbox; a reply has to be written again.",
        )


@dataclass(frozen=True)
class Reply:
    """A sealed message to one worker's mailbox (16 bytes)."""

    name: str
    mailbox: bytes
    envelope: bytes


@dataclass(frozen=True)
class Slips:
    """The SHA-256 of each slip of one batch."""

    name: str
    digests: tuple[bytes, ...]


@dataclass(frozen=True)
class NewCard:
    """A signed card."""

    name: str
    raw: bytes


Item = Reply | Slips | NewCard


def put_reply(folder: Path, mailbox: bytes, envelope: bytes) -> str:
    """Let `envelope` wait for `mailbox`; return the name under which it waits. `CasebookFull`."""
    if len(mailbox) != ID_SIZE:
        raise ValueError("a mailbox has 16 bytes")
    return _put(folder, f"{secrets.token_hex(16)}{_REPLY}", mailbox + envelope)


def put_slips(folder: Path, batch_id: int, digests: Collection[bytes]) -> str:
    """Let the slips of a batch wait; return the name under which they wait. `CasebookFull`."""
    if any(len(one) != DIGEST_SIZE for one in digests):
        raise ValueError("a digest has 32 bytes")
    return _put(folder, f"{batch_id}{_SLIPS}", b"".join(sorted(digests)))


def put_card(folder: Path, raw: bytes) -> str:
    """Let a card wait; return the name under which it waits. `CardRefused`, `CasebookFull`."""
    return _put(folder, f"{Card.parse(raw).serial:08}{_CARD}", raw)


def waits(folder: Path, name: str) -> bool:
    """Tell whether what was put under `name` was not carried yet."""
    return (folder / FOLDER / name).exists()


def pending(folder: Path) -> list[str]:
    """Return the names of all that waits: cards in order first, then replies and slips."""
    place = folder / FOLDER
    with translated(place):
        found = [path.name for path in place.iterdir()] if place.is_dir() else []
    endings = (_CARD, _REPLY, _SLIPS)
    kept = [name for name in found if name.endswith(endings) and not name.startswith(".")]
    return sorted(kept, key=lambda name: (not name.endswith(_CARD), name))


def take(folder: Path, name: str) -> Item | None:
    """Read what waits under `name`, None when it does no more. It stays until `carried`.

    Raises `OutboxDamaged`.
    """
    path = folder / FOLDER / name
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    if name.endswith(_CARD):
        return NewCard(name, data)
    if name.endswith(_REPLY) and len(data) > ID_SIZE:
        return Reply(name, data[:ID_SIZE], data[ID_SIZE:])
    if name.endswith(_SLIPS) and data and not len(data) % DIGEST_SIZE:
        starts = range(0, len(data), DIGEST_SIZE)
        return Slips(name, tuple(data[at : at + DIGEST_SIZE] for at in starts))
    raise OutboxDamaged(path)


def carried(folder: Path, name: str) -> None:
    """Take away what waits under `name`, after the intake has taken it."""
    remove(folder / FOLDER / name)


def forget_replies(folder: Path, mailboxes: Collection[bytes]) -> None:
    """Take away the replies that wait for `mailboxes`: their accounts were taken back."""
    for name in pending(folder):
        if name.endswith(_REPLY):
            item = take(folder, name)
            if isinstance(item, Reply) and item.mailbox in mailboxes:
                carried(folder, name)


def _put(folder: Path, name: str, data: bytes) -> str:
    write_whole(private_folder(folder / FOLDER) / name, data)
    return name
