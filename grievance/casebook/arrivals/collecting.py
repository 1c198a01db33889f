"""Taking home what waits at the intake, and bringing what waits here.

    for collected in collect(folder, courier): ...    # after each page
    carry(folder, courier)                            # replies, slips, a card

It needs the courier's key and nothing else: it can open neither an envelope nor the database.
Interrupted anywhere, the next run completes: nothing is lost, because the intake deletes only what
is on the disk here, and nothing comes twice, because what lies in the spool or was acknowledged is
known by its SHA-256.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.seen import Seen
from grievance.casebook.arrivals.spool import FOLDER, Spool
from grievance.casebook.errors import CasebookError
from grievance.casebook.locks import locked
from grievance.courier.errors import CourierRefused
from grievance.envelope.keys import Purpose
from grievance.envelope.parse import parse
from grievance.envelope.refusals import EnvelopeRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Sequence
    from datetime import date
    from pathlib import Path

    from grievance.courier.frames import Collected, Page

_BEFORE_ALL = -1
_COLLECTED = "collected"


class CollectingAlready(CasebookError):
    """Another program is collecting for this desk."""

    status = 409

    def __init__(self) -> None:
        """Say that nothing was done."""
        super().__init__(
            "Reports of this desk are being collected already.", "Wait until that has ended."
        )


class Calls(Protocol):
    """What is asked of a courier: `grievance.courier.client.Courier` answers it."""

    def collect(self, purpose: Purpose, after: int) -> Page:
        """Return the envelopes with the lowest ids above `after`."""

    def acknowledge(self, received: Collection[tuple[int, bytes]], *, last: bool) -> int:
        """Say what is on the disk here."""

    def reply(self, mailbox: bytes, envelope: bytes) -> bool:
        """Post a sealed message to a mailbox."""

    def put_card(self, raw: bytes) -> bool:
        """Have a card enrolled."""

    def put_slips(self, hashes: Sequence[bytes]) -> int:
        """Let slips be redeemed."""


@dataclass(frozen=True)
class Tally:
    """So far: envelopes that are new here, that were here already, that are no envelopes.

    `more` wait at the intake, as far as it said. What is no envelope stays there.
    """

    fresh: int = 0
    known: int = 0
    strange: int = 0
    more: bool = True


def collect(folder: Path, courier: Calls) -> Generator[Tally, None, None]:
    """Take every envelope home, page by page; yield after each page, when all of it is settled.

    Whoever stops in between may go on later. Raises `CollectingAlready`, `CourierError`,
    `CasebookFull`, `SpoolDamaged`.
    """
    spool = Spool(folder / FOLDER)
    with locked(spool.folder / "collecting", or_raise=CollectingAlready()):
        seen = Seen(spool.folder / "seen")
        # Who died between the spool and `seen` finds here what lies in the first alone.
        lying = spool.digests()
        tally, after = Tally(), _BEFORE_ALL
        while tally.more:
            page = courier.collect(Purpose.CASEWORK, after)
            tally = _settle(page, tally, _Here(spool, seen, lying), courier)
            after = page.envelopes[-1].id if page.envelopes else after
            yield tally
        (spool.folder / _COLLECTED).touch()


def last_collected(folder: Path) -> date | None:
    """Return the day (UTC) on which everything was taken home last; None for never."""
    path = folder / FOLDER / _COLLECTED
    if not path.exists():
        return None
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def carry(folder: Path, courier: Calls) -> int:
    """Bring everything that waits in the outbox; return how much was brought.

    What the intake refuses stays, the rest is brought all the same, and the first refusal is
    raised at the end: `CourierRefused`. Raises `CourierError` at once when it cannot be reached.
    """
    carried, refusal = 0, None
    for name in outbox.pending(folder):
        item = outbox.begin(folder, name)
        if item is None:
            continue  # another collector brought it, or somebody took it back
        try:
            _bring(item, courier)
        except CourierRefused as problem:
            refusal = refusal or problem
        else:
            outbox.carried(folder, name)
            carried += 1
    if refusal:
        raise refusal
    return carried


@dataclass(frozen=True)
class _Here:
    spool: Spool
    seen: Seen
    lying: set[bytes]

    def has(self, digest: bytes) -> bool:
        return digest in self.seen or digest in self.lying


def _settle(page: Page, tally: Tally, here: _Here, courier: Calls) -> Tally:
    ours = [(hashlib.sha256(one.body).digest(), one) for one in page.envelopes if _is_ours(one)]
    fresh = {digest: one for digest, one in ours if not here.has(digest)}
    # 1. On the disk, whole.
    here.spool.append(fresh.values())
    # 2. Known, so that it is not taken again should the next step fail.
    here.seen.add({digest for digest, _ in ours})
    # 3. Only now may the intake delete it: by id and by what it is.
    if page.envelopes:
        courier.acknowledge([(one.id, digest) for digest, one in ours], last=not page.more)
    return Tally(
        fresh=tally.fresh + len(fresh),
        known=tally.known + len(ours) - len(fresh),
        strange=tally.strange + len(page.envelopes) - len(ours),
        more=page.more,
    )


def _is_ours(one: Collected) -> bool:
    try:
        return parse(one.body).purpose is Purpose.CASEWORK
    except EnvelopeRefused:
        return False


def _bring(item: outbox.Item, courier: Calls) -> None:
    match item:
        case outbox.Reply(mailbox=mailbox, envelope=envelope):
            courier.reply(mailbox, envelope)
        case outbox.Slips(digests=digests):
            courier.put_slips(digests)
        case outbox.NewCard(raw=raw):
            courier.put_card(raw)
