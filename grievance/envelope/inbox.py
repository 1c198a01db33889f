"""The worker's inbox: replies, and the worker's own messages, sealed so that only the code opens.

    envelope = seal_to_inbox(reply("7f3a91c2", "Which month?", "en", date(2026, 11, 24)), inbox)
    open_message(code, "7f3a91c2", envelope).text

The casework payload carries the public key of the inbox, another one for each organisation. This
station never learns a seed but from the code that a worker types.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag

from grievance.envelope.keys import PublicKey, Purpose
from grievance.envelope.kind import Kind
from grievance.envelope.message import LONGEST, MOST
from grievance.envelope.parse import parse
from grievance.envelope.plain import check_edition, load, unpad
from grievance.envelope.refusals import BadMessage, NotAuthentic, PurposeMismatch
from grievance.envelope.seal import INFO, seal
from grievance.envelope.xwing import SUITE, expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.message import Written
    from grievance.envelope.receipt import ReceiptCode

EDITION = "message-1"
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_REPLY = frozenset({"day", "edition", "kind", "language", "organisation", "purpose", "text"})
_OWN = frozenset(
    {"after", "edition", "kind", "language", "number", "organisation", "purpose", "text"}
)


@dataclass(frozen=True, slots=True)
class InboxMessage:
    """One message in a worker's inbox, of at most `LONGEST` characters.

    `organisation` is its eight digits, `language` an ISO 639 code. A reply has the `day` it was
    written on. The worker's own has its `number`, and as `day` that of the newest reply which was
    there before it (None: there was none): no day of the worker's is kept anywhere.
    """

    kind: Kind
    organisation: str
    text: str
    language: str
    day: date | None
    number: int | None = None


def reply(organisation: str, text: str, language: str, day: date) -> InboxMessage:
    """Give what an organisation answers."""
    return InboxMessage(Kind.REPLY, organisation, text, language, day)


def own(organisation: str, written: Written, after: date | None) -> InboxMessage:
    """Give the worker's copy of what was `written` after the reply of that day."""
    number = written.number
    return InboxMessage(Kind.OWN, organisation, written.text, written.language, after, number)


def inbox_key(code: ReceiptCode, organisation: str) -> PublicKey:
    """Give the public key of the inbox: the one that the casework payload carries."""
    return PublicKey.from_bytes(expand(code.casework(organisation).inbox_seed).public_raw())


def seal_to_inbox(message: InboxMessage, inbox: PublicKey) -> bytes:
    """Seal a message to a worker; raises `BadMessage` for one that the worker could not open."""
    day = message.day.isoformat() if message.day else None
    payload: dict[str, object] = {
        "edition": EDITION,
        "kind": message.kind,
        "organisation": message.organisation,
        "text": message.text,
        "language": message.language,
    }
    payload |= (
        {"day": day} if message.kind is Kind.REPLY else {"after": day, "number": message.number}
    )
    _read({**payload, "purpose": Purpose.MESSAGE.word})
    return seal(payload, Purpose.MESSAGE, inbox)


def open_message(code: ReceiptCode, organisation: str, envelope: bytes) -> InboxMessage:
    """Open what lies in the mailbox of this worker at `organisation`.

    Raises the refusals of `EnvelopeRefused`: those of the specification's table, and `BadMessage`
    where the payload is none of a message, or is another organisation's.
    """
    expanded = expand(code.casework(organisation).inbox_seed)
    public = PublicKey.from_bytes(expanded.public_raw())
    parsed = parse(envelope, known=(public.id,))
    try:
        plain = SUITE.decrypt(parsed.hpke, expanded.private(), INFO + parsed.header)
    except InvalidTag as error:
        raise NotAuthentic(
            "This message was changed on its way, or was not sealed to this inbox.",
            "Tell the organisation that one of its messages cannot be opened.",
        ) from error
    payload = load(unpad(plain))
    check_edition(payload, (EDITION,))
    if parsed.purpose is not Purpose.MESSAGE or payload.get("purpose") != Purpose.MESSAGE.word:
        raise PurposeMismatch(
            "This is in a mailbox, but is no message.",
            "Do not use it: it was not made by this program.",
        )
    message = _read(payload)
    # Whoever is given an inbox key can seal to it, and could write in another one's name.
    if message.organisation != organisation:
        raise _bad("the organisation it comes from")
    return message


def _read(payload: Mapping[str, object]) -> InboxMessage:
    match payload:
        case {"organisation": str(organisation), "text": str(text), "language": str(language)}:
            day, number = _when(payload)
            kind = Kind.REPLY if number is None else Kind.OWN
            if not 0 < len(text) <= LONGEST:
                raise _bad("its length")
            if not _LANGUAGE.fullmatch(language):
                raise _bad("its language")
            return InboxMessage(kind, organisation, text, language, day, number)
    raise _bad("a name or a value")


def _when(payload: Mapping[str, object]) -> tuple[date | None, int | None]:
    match payload:
        case {"kind": Kind.REPLY, "day": str(day)} if payload.keys() == _REPLY:
            return _day(day), None
        case {"kind": Kind.OWN, "after": str() | None as after, "number": int(number)} if (
            payload.keys() == _OWN and 0 < number <= MOST
        ):
            return _day(after) if after else None, number
    raise _bad("its kind, day or number")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise _bad("its day") from error
    if day.isoformat() != text:
        raise _bad("its day")
    return day


def _bad(part: str) -> BadMessage:
    return BadMessage(
        f"This message is not written as it should be: {part}.",
        "Tell the organisation that one of its messages cannot be read.",
    )
