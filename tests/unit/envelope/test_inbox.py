"""A worker's inbox: only the code opens it, only the organisation it is for can have written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from grievance.envelope.inbox import (
    EDITION,
    inbox_key,
    open_message,
    own,
    reply,
    seal_to_inbox,
)
from grievance.envelope.keys import Purpose
from grievance.envelope.message import LONGEST, Written
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.refusals import (
    BadLength,
    BadMagic,
    BadMessage,
    NotAuthentic,
    NotJSON,
    PurposeMismatch,
    UnknownEdition,
    UnknownKey,
)
from grievance.envelope.seal import seal

if TYPE_CHECKING:
    from grievance.envelope.inbox import InboxMessage

CODE = ReceiptCode.new()
UNION, OTHER = "0a1b2c3d", "4e5f6071"
INBOX = inbox_key(CODE, UNION)
DAY = date(2026, 11, 24)
REPLY = reply(UNION, "Mwezi gani? — “Which month?”", "sw", DAY)
OWN = own(UNION, Written("In March.", 1, "en"), DAY)
PAYLOAD: dict[str, Any] = {
    "edition": EDITION,
    "kind": "reply",
    "organisation": UNION,
    "text": "Which month?",
    "language": "en",
    "day": "2026-11-24",
}


@pytest.mark.parametrize("message", [REPLY, OWN, replace(OWN, day=None)], ids=str)
def test_the_worker_opens_what_was_written(message: InboxMessage) -> None:
    assert open_message(CODE, UNION, seal_to_inbox(message, INBOX)) == message


def test_another_number_and_another_organisation_s_inbox_do_not_open_it() -> None:
    sealed = seal_to_inbox(REPLY, INBOX)
    for code, organisation in ((ReceiptCode.new(), UNION), (CODE, OTHER)):
        with pytest.raises(UnknownKey):
            open_message(code, organisation, sealed)


def test_the_inbox_is_another_one_for_each_organisation() -> None:
    assert inbox_key(CODE, UNION) != inbox_key(CODE, OTHER)


def test_an_organisation_cannot_write_in_another_s_name() -> None:
    sealed = seal_to_inbox(replace(REPLY, organisation=OTHER), INBOX)
    with pytest.raises(BadMessage):
        open_message(CODE, UNION, sealed)


def _sealed(**changed: object) -> bytes:
    payload = {**PAYLOAD, **changed}
    return seal({n: v for n, v in payload.items() if v is not ...}, Purpose.MESSAGE, INBOX)


def test_what_is_written_as_it_should_be_opens() -> None:
    assert open_message(CODE, UNION, _sealed()).text == "Which month?"
    longest = open_message(CODE, UNION, _sealed(text="€" * LONGEST))
    assert len(longest.text) == LONGEST


@pytest.mark.parametrize(
    "changed",
    [
        {"text": ""},
        {"text": "x" * (LONGEST + 1)},
        {"text": 7},
        {"language": "Swahili"},
        {"language": ...},
        {"organisation": None},
        {"day": "24 November"},
        {"day": "20261124"},
        {"day": None},
        {"kind": "account"},
        {"kind": "own"},
        {"kind": "own", "day": ..., "after": None, "number": 21},
        {"kind": "own", "day": ..., "after": None, "number": 0},
        {"kind": "own", "day": ..., "after": "soon", "number": 1},
        {"mark": "00" * 16},
    ],
    ids=str,
)
def test_a_payload_that_is_no_message_is_refused_by_name(changed: dict[str, object]) -> None:
    with pytest.raises(BadMessage):
        open_message(CODE, UNION, _sealed(**changed))


def test_the_refusals_of_the_specification_keep_their_names() -> None:
    sealed = seal_to_inbox(REPLY, INBOX)
    changed = sealed[:-1] + bytes((sealed[-1] ^ 1,))
    for envelope, refusal in (
        (b"", BadMagic),
        (sealed[:-1], BadLength),
        (changed, NotAuthentic),
        (_sealed(edition="2026-1"), UnknownEdition),
        (seal(PAYLOAD, Purpose.CASEWORK, INBOX), PurposeMismatch),
    ):
        with pytest.raises(refusal):
            open_message(CODE, UNION, envelope)


def test_what_the_worker_could_not_open_is_not_sealed() -> None:
    for unreadable in (replace(REPLY, text=""), replace(REPLY, day=None), replace(OWN, number=21)):
        with pytest.raises(BadMessage):
            seal_to_inbox(unreadable, INBOX)
    with pytest.raises(NotJSON):
        seal_to_inbox(replace(REPLY, text="\ud83c"), INBOX)
