"""What a courier may do at an intake, each for its own organisation only.

Every action may be repeated: what is deleted stays deleted, a message is one by its hash, a card
and a slip are there already. So a call that was cut off is simply made again, with a new nonce.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.courier import frames
from grievance.courier.errors import (
    CardTurnedDown,
    MailboxFull,
    NotYours,
    Unreadable,
    WrongPurpose,
)
from grievance.courier.frames import JSON, OCTETS
from grievance.envelope.card import Card, CardRefused
from grievance.envelope.enrolment import check
from grievance.envelope.keys import BadPublicKey, Purpose
from grievance.envelope.parse import parse
from grievance.envelope.refusals import EnvelopeRefused
from grievance.store.errors import StoreError
from grievance.store.sweep import sweep
from grievance.store.week import week_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from grievance.store.main import Store

KIB = 1024
PAGE = 512
"""Envelopes on a page; the store ends it earlier when it gets large."""
MOST_MESSAGES = 100
LARGEST_MESSAGE = 16 * KIB
"""Bytes of plain text, as the bucket of a message shows them."""

_QUERY = re.compile(r"purpose=(?P<purpose>[a-z]+)&after=(?P<after>-1|[0-9]{1,19})", re.ASCII)

Answer = bytes | dict[str, object]


@dataclass(frozen=True)
class Work:
    """What an action works on: the store and its `folder`, the intake's day, and whose card calls.

    `query` is what follows the question mark, `body` what was sent.
    """

    store: Store
    folder: Path
    today: date
    card: Card
    query: str
    body: bytes

    @property
    def key_ids(self) -> list[bytes]:
        """The organisation's casework keys: a courier reaches what is sealed to one of them."""
        return [key.public.id for key in self.card.casework]


@dataclass(frozen=True)
class Action:
    """An address: its method, what a body must be, how large at most (bytes), what is done."""

    method: str
    content_type: str | None
    largest: int
    run: Callable[[Work], Answer]


def envelopes(work: Work) -> bytes:
    """Return a page of casework that waits for the organisation, in order of id."""
    after = _after(work.query)
    found = work.store.collect(work.key_ids, Purpose.CASEWORK, after, PAGE)
    more = bool(found) and bool(work.store.collect(work.key_ids, Purpose.CASEWORK, found[-1].id, 1))
    page = (frames.Collected(one.id, one.week, one.vouched, one.body) for one in found)
    return frames.write_page(frames.Page(tuple(page), more))


def acknowledge(work: Work) -> dict[str, object]:
    """Delete what the desk has now; after the last of it, hide where it lay."""
    received, last = frames.read_acknowledgement(work.body)
    deleted = work.store.acknowledge(list(received.items()), work.key_ids)
    if last:
        # A file in use, or no room to rewrite it: the hourly sweep says so, and tries again.
        with suppress(StoreError):
            sweep(work.folder, attempts=2)
    return {"deleted": deleted}


def replies(work: Work) -> dict[str, object]:
    """Put a sealed message into a worker's mailbox."""
    mailbox, sealed = frames.read_reply(work.body)
    _require_message(sealed)
    waiting = [one.body for one in work.store.messages(mailbox)]
    if len(waiting) >= MOST_MESSAGES and sealed not in waiting:
        raise MailboxFull(MOST_MESSAGES)
    return {"kept": work.store.post(week_of(work.today), mailbox, sealed, None)}


def card(work: Work) -> dict[str, object]:
    """Enrol the organisation's next card, checked as the first was."""
    try:
        brought = Card.parse(work.body)
        if brought.organisation != work.card.organisation:
            raise NotYours
        enrolled = [Card.parse(one.body) for one in work.store.cards()]
        is_new = check(brought, enrolled, work.today)
    except (CardRefused, BadPublicKey) as problem:
        raise CardTurnedDown(problem.defect, problem.advice) from problem
    # Who counts is the operator's choice: a reader must not make itself the counter of a quarter
    # that nobody has a key for yet.
    if brought.statistics and not work.card.statistics:
        raise CardTurnedDown(
            "This card brings keys for counting, and the enrolled card has none.",
            "Have it enrolled by the operator: grievance intake enrol CARD.",
        )
    work.store.put_card(brought.organisation, brought.serial, brought.raw)
    return {"enrolled": is_new}


def slips(work: Work) -> dict[str, object]:
    """Let invitation slips of the organisation be redeemed."""
    hashes = frames.read_slips(work.body)
    return {"added": work.store.add_slips(work.card.organisation, hashes)}


ACTIONS: Mapping[str, Action] = {
    "envelopes": Action("GET", None, 0, envelopes),
    "acknowledge": Action("POST", OCTETS, 1024 * KIB, acknowledge),
    "replies": Action("POST", OCTETS, 128 * KIB, replies),
    "card": Action("POST", JSON, 256 * KIB, card),
    "slips": Action("POST", OCTETS, 1024 * KIB, slips),
}


def _after(query: str) -> int:
    asked = _QUERY.fullmatch(query)
    if asked is None:
        raise Unreadable("Ask with purpose and after, like purpose=casework&after=-1.")
    if asked["purpose"] != Purpose.CASEWORK.word:
        raise WrongPurpose
    after = int(asked["after"])
    if after >= 2**63:
        raise Unreadable("No envelope has such an id.")
    return after


def _require_message(sealed: bytes) -> None:
    try:
        parsed = parse(sealed)
    except EnvelopeRefused as problem:
        raise Unreadable(problem.defect) from problem
    if parsed.purpose is not Purpose.MESSAGE:
        raise Unreadable("This envelope is not a message to a worker.")
    if parsed.plain_size > LARGEST_MESSAGE:
        raise Unreadable(f"A message has at most {LARGEST_MESSAGE // KIB} KiB.")
