"""What waits to be carried to the intake: replies, slips, a card. All of it sealed or public.

    name = outbox.put_reply(folder, mailbox, envelope)     # last before the transaction commits
    outbox.waits(folder, name)                             # False once it was carried

One file each, so that a collector that cannot open the database can carry them. A file goes away
when the intake has taken what is in it: by its absence the desk knows.

A reply can be taken back until a collector first tried to carry it: a line that was cut may have
brought it all the same. Before a collector calls it leaves a mark beside the file, and who takes a
reply back hides the file; both look for the other's under one lock.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.errors import CasebookError
from grievance.casebook.files import (
    private_folder,
    remove,
    rename,
    translated,
    unfinished,
    write_whole,
)
from grievance.casebook.locks import locked
from grievance.envelope.card import Card
from grievance.envelope.receipt import ID_SIZE

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractContextManager
    from pathlib import Path

FOLDER = "outbox"
DIGEST_SIZE = 32
_REPLY, _SLIPS, _CARD = ".reply", ".slips", ".card"
_LOCK, _TRIED = "lock", ".tried"
_OF_A_REPLY = re.compile(r"\.?([0-9a-f]{32}\.reply)(?:\.new|\.tried(?:\.new)?)?")


class OutboxDamaged(CasebookError):
    """A file of the outbox holds what nobody of ours wrote."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            f"{path.name} in the outbox is damaged.",
            "Move it out of the outbox; a reply has to be written again.",
        )


class CannotTakeBack(CasebookError):
    """A collector has tried to carry the reply, or has carried it: the worker may read it."""

    status = 409

    def __init__(self) -> None:
        """Say that it goes its way."""
        super().__init__(
            "This reply may have reached the intake already.", "Write another one if it was wrong."
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
    return (folder / FOLDER / name).exists() or _hidden(folder, name).exists()


def can_be_kept(folder: Path, name: str) -> bool:
    """Tell whether a reply waits under `name` that no collector has tried to carry."""
    return waits(folder, name) and not _tried(folder, name).exists()


def keep(folder: Path, name: str) -> None:
    """Have no collector carry the reply under `name` from now on; raises `CannotTakeBack`.

    Undone by `let_go`, made final by `carried`. Doing it again changes nothing: a desk that died
    in between left it hidden, and still waiting.
    """
    with _one_at_a_time(folder):
        if not can_be_kept(folder, name):
            raise CannotTakeBack
        if not _hidden(folder, name).exists():
            rename(folder / FOLDER / name, _hidden(folder, name))


def let_go(folder: Path, name: str) -> None:
    """Let the reply that was kept under `name` wait for a collector again; `CasebookFull`."""
    rename(_hidden(folder, name), folder / FOLDER / name)


def begin(folder: Path, name: str) -> Item | None:
    """Read what waits under `name` in order to carry it now; None when it waits no more.

    A reply can be taken back no more from here on. Raises `OutboxDamaged`, `CasebookFull`.
    """
    with _one_at_a_time(folder):
        item = take(folder, name)
        if isinstance(item, Reply):
            write_whole(_tried(folder, name), b"")
    return item


def pending(folder: Path) -> list[str]:
    """Return the names of all that waits: cards in order first, then replies and slips."""
    place = folder / FOLDER
    with translated(place):
        found = [path.name for path in place.iterdir()] if place.is_dir() else []
    endings = (_CARD, _REPLY, _SLIPS)
    kept = [name for name in found if name.endswith(endings) and not name.startswith(".")]
    return sorted(kept, key=lambda name: (not name.endswith(_CARD), name))


def card_waits(folder: Path) -> bool:
    """Tell whether a card was not carried yet."""
    return any(name.endswith(_CARD) for name in pending(folder))


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
    """Take away what waits under `name`, after the intake has taken it, or nobody should."""
    # The mark goes last: what was carried must never look as if nobody had tried.
    for path in (folder / FOLDER / name, _hidden(folder, name), _tried(folder, name)):
        if path.exists():
            remove(path)


def keep_only(folder: Path, names: Collection[str]) -> None:
    """Let the replies of these names wait, and no others: what is left where something was cut off.

    The caller holds the database, so that no reply is just being written. `CasebookFull`.
    """
    with _one_at_a_time(folder):
        place = folder / FOLDER
        found = [_OF_A_REPLY.fullmatch(path.name) for path in place.iterdir()]
        for name in {match[1] for match in found if match}:
            reply, hidden, tried = place / name, _hidden(folder, name), _tried(folder, name)
            if name not in names:
                for path in (reply, hidden, tried):
                    remove(path)
                continue
            if hidden.exists():
                rename(hidden, reply)  # it was to be taken back, and that was undone
            for path in (unfinished(reply), *([] if reply.exists() else [tried])):
                if path.exists():
                    remove(path)


def _one_at_a_time(folder: Path) -> AbstractContextManager[None]:
    return locked(private_folder(folder / FOLDER) / _LOCK)


def _hidden(folder: Path, name: str) -> Path:
    return folder / FOLDER / f".{name}"


def _tried(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{name}{_TRIED}"


def _put(folder: Path, name: str, data: bytes) -> str:
    write_whole(private_folder(folder / FOLDER) / name, data)
    return name
