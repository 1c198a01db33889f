"""What a courier may do at an intake, each for its own organisation only.

Every action may be repeated: what is deleted stays deleted, a message is one by its hash, a card
and a slip are there already. So a call that was cut off is simply made again, with a new nonce.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from grievance.courier import closing, frames
from grievance.courier.errors import (
    CardTurnedDown,
    MailboxFull,
    NotYours,
    Unreadable,
    WrongPurpose,
)
from grievance.courier.frames import JSON, OCTETS, ZIP
from grievance.courier.work import KIB, MIB, Action
from grievance.envelope.card import Card, CardRefused
from grievance.envelope.enrolment import check
from grievance.envelope.keys import BadPublicKey, Purpose
from grievance.envelope.parse import parse
from grievance.envelope.refusals import EnvelopeRefused
from grievance.release.archive import LARGEST_ARCHIVE
from grievance.store.errors import StoreError
from grievance.store.week import week_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from grievance.courier.work import Work

PAGE = 512
"""Envelopes on a page; the store ends it earlier when it gets large."""
MOST_MESSAGES = 100
LARGEST_MESSAGE = 16 * KIB
"""Bytes of plain text, as the bucket of a message shows them."""

_PURPOSES = {one.word: one for one in (Purpose.CASEWORK, Purpose.STATISTICS)}
_QUERY = re.compile(r"purpose=(?P<purpose>[a-z]+)&after=(?P<after>-1|[0-9]{1,19})", re.ASCII)


def envelopes(work: Work) -> bytes:
    """Return a page of what waits for the organisation and one purpose, in order of id."""
    purpose, after = _asked(work.query)
    keys = work.reading if purpose is Purpose.CASEWORK else _frozen_keys(work)
    found = work.store.collect(keys, purpose, after, PAGE)
    more = bool(found) and bool(work.store.collect(keys, purpose, found[-1].id, 1))
    page = (frames.Collected(one.id, one.week, one.vouched, one.body) for one in found)
    return frames.write_page(frames.Page(tuple(page), more))


def acknowledge(work: Work) -> dict[str, object]:
    """Delete what the desk has now; after the last of it, hide where it lay."""
    received, last = frames.read_acknowledgement(work.body)
    deleted = work.store.acknowledge(list(received.items()), work.reading + work.counted)
    if last:
        # A file in use, or no room to rewrite it: the hourly sweep says so, and tries again.
        with suppress(StoreError):
            work.store.sweep(attempts=2)
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
            raise NotYours("card")
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
    "acknowledge": Action("POST", OCTETS, MIB, acknowledge),
    "replies": Action("POST", OCTETS, 128 * KIB, replies),
    "card": Action("POST", JSON, 256 * KIB, card),
    "slips": Action("POST", OCTETS, MIB, slips),
    "freeze": Action("POST", JSON, KIB, closing.freeze),
    "releases": Action("GET", None, 0, closing.releases),
    "publish": Action("POST", ZIP, LARGEST_ARCHIVE, closing.publish),
}


def _asked(query: str) -> tuple[Purpose, int]:
    asked = _QUERY.fullmatch(query)
    if asked is None:
        raise Unreadable("Ask with purpose and after, like purpose=casework&after=-1.")
    purpose = _PURPOSES.get(asked["purpose"])
    if purpose is None:
        raise WrongPurpose
    after = int(asked["after"])
    if after >= 2**63:
        raise Unreadable("No envelope has such an id.")
    return purpose, after


def _frozen_keys(work: Work) -> Collection[bytes]:
    if not work.counted:
        raise WrongPurpose
    return work.counted


def _require_message(sealed: bytes) -> None:
    try:
        parsed = parse(sealed)
    except EnvelopeRefused as problem:
        raise Unreadable(problem.defect) from problem
    if parsed.purpose is not Purpose.MESSAGE:
        raise Unreadable("This envelope is not a message to a worker.")
    if parsed.plain_size > LARGEST_MESSAGE:
        raise Unreadable(f"A message has at most {LARGEST_MESSAGE // KIB} KiB.")
