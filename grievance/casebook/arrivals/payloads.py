"""What an opened envelope says, read strictly: anyone can seal anything to a public key.

    match read_payload(payload):
        case Account(mark, revision, mailbox, language, answers): ...
        case Withdrawal(mark, revision): ...
        case Message(mark, mailbox): ...

Specification: `docs/envelope-format.md`, section "What the payloads of a worker hold".
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from typing import TYPE_CHECKING, Any, NamedTuple

from grievance.casebook.errors import CasebookError
from grievance.envelope.kind import Kind
from grievance.envelope.message import LONGEST, MOST
from grievance.envelope.xwing import PUBLIC_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HIGHEST_REVISION = 2**31 - 1
"""A database holds no more; ten million withdrawals of one testimony are fewer."""
_ID = re.compile(r"[0-9a-f]{32}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
"""ISO 639: also one that this desk has no catalogue for. An intake may have been given it first."""


class BadPayload(CasebookError):
    """It opens, and does not say what a worker's envelope says."""

    def __init__(self) -> None:
        """Say so; never what it holds."""
        super().__init__(
            "This envelope was sealed to us, but not by our forms.",
            "Nothing can be done with it. It is kept apart.",
        )


class Account(NamedTuple):
    """One revision of what a worker told; `answers` are as they came, not yet read.

    Without a `mailbox` nobody has the number of it: it was imported from a file.
    """

    mark: bytes
    revision: int
    mailbox: bytes | None
    language: str
    answers: Mapping[str, Any]


class Withdrawal(NamedTuple):
    """A worker takes everything back."""

    mark: bytes
    revision: int


class Message(NamedTuple):
    """A worker writes back."""

    mark: bytes
    mailbox: bytes


def read_payload(payload: Mapping[str, Any]) -> Account | Withdrawal | Message:
    """Return what `payload` says; raises `BadPayload`. Its edition was looked at before."""
    kind = payload.get("kind")
    read = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise BadPayload
    return read(payload)


def _account(payload: Mapping[str, Any]) -> Account:
    answers = payload.get("answers")
    if not isinstance(answers, dict):
        raise BadPayload
    mark, mailbox = _id(payload, "mark"), _mailbox(payload)
    return Account(mark, _revision(payload), mailbox, _language(payload), answers)


def _mailbox(payload: Mapping[str, Any]) -> bytes | None:
    """Return the mailbox; None where the payload names neither it nor the inbox behind it."""
    if not {"mailbox", "inbox"} & payload.keys():
        return None
    _check_inbox(payload.get("inbox"))
    return _id(payload, "mailbox")


def _check_inbox(inbox: object) -> None:
    try:
        size = len(a2b_base64(inbox, strict_mode=True)) if isinstance(inbox, str) else 0
    except ValueError as error:
        raise BadPayload from error
    if size != PUBLIC_SIZE:
        raise BadPayload


def _withdrawal(payload: Mapping[str, Any]) -> Withdrawal:
    return Withdrawal(_id(payload, "mark"), _revision(payload))


def _message(payload: Mapping[str, Any]) -> Message:
    text, number = payload.get("text"), payload.get("number")
    if not isinstance(text, str) or not 1 <= len(text) <= LONGEST:
        raise BadPayload
    if type(number) is not int or not 1 <= number <= MOST:
        raise BadPayload
    _language(payload)
    return Message(_id(payload, "mark"), _id(payload, "mailbox"))


def _id(payload: Mapping[str, Any], name: str) -> bytes:
    value = payload.get(name)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadPayload
    return bytes.fromhex(value)


def _revision(payload: Mapping[str, Any]) -> int:
    value = payload.get("revision")
    # Not isinstance: true is an int in Python, and no revision.
    if type(value) is not int or not 1 <= value <= HIGHEST_REVISION:
        raise BadPayload
    return value


def _language(payload: Mapping[str, Any]) -> str:
    value = payload.get("language")
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise BadPayload
    return value


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Account | Withdrawal | Message]] = {
    Kind.ACCOUNT.value: _account,
    Kind.WITHDRAWAL.value: _withdrawal,
    Kind.MESSAGE.value: _message,
}
