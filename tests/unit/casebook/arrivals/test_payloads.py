"""Payloads are read strictly: a list of what each name must be, and what it may not be."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest

from grievance.casebook.arrivals.payloads import (
    Account,
    BadPayload,
    Message,
    Withdrawal,
    read_payload,
)
from grievance.casebook.arrivals.reading_payloads import Reading, ToldAccount, Unfit
from grievance.reference.facts import Facts

MARK, MAILBOX = "ab" * 16, "cd" * 16
ACCOUNT: dict[str, Any] = {
    "edition": "2026-1",
    "purpose": "casework",
    "kind": "account",
    "mark": MARK,
    "revision": 1,
    "mailbox": MAILBOX,
    "inbox": "A" * 1622 + "==",
    "language": "sw",
    "answers": {"work.country": "KE"},
}
WITHDRAWAL = {"kind": "withdrawal", "mark": MARK, "revision": 1000}
MESSAGE: dict[str, Any] = {
    "kind": "message",
    "mark": MARK,
    "mailbox": MAILBOX,
    "text": "Asante.",
    "number": 20,
    "language": "sw",
}


def test_the_three_kinds_are_read() -> None:
    mark, mailbox = bytes.fromhex(MARK), bytes.fromhex(MAILBOX)
    assert read_payload(ACCOUNT) == Account(mark, 1, mailbox, "sw", {"work.country": "KE"})
    assert read_payload(WITHDRAWAL) == Withdrawal(mark, 1000)
    assert read_payload(MESSAGE) == Message(mark, mailbox)


def test_a_language_that_the_desk_does_not_speak_is_no_reason_to_refuse() -> None:
    account = read_payload({**ACCOUNT, "language": "mg"})
    assert isinstance(account, Account)
    assert account.language == "mg"
    assert isinstance(read_payload({**MESSAGE, "language": "tl"}), Message)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "reply"),
        ("kind", None),
        ("kind", ["account"]),
        ("mark", "ab" * 15),
        ("mark", "AB" * 16),
        ("mark", 7),
        ("mark", None),
        ("revision", 0),
        ("revision", -1),
        ("revision", True),
        ("revision", 1.0),
        ("revision", 2**31),
        ("revision", "1"),
        ("mailbox", ""),
        ("inbox", "A" * 1624),
        ("inbox", None),
        ("language", "Swahili"),
        ("language", "s"),
        ("language", "sw\n"),
        ("language", "sw_KE"),
        ("language", ["en"]),
        ("answers", []),
        ("answers", None),
    ],
)
def test_an_account_with_anything_else_in_it_is_refused(name: str, value: object) -> None:
    with pytest.raises(BadPayload):
        read_payload({**ACCOUNT, name: value})


@pytest.mark.parametrize("name", [name for name in MESSAGE if name != "kind"])
def test_a_message_without_one_of_its_names_is_refused(name: str) -> None:
    with pytest.raises(BadPayload):
        read_payload({key: value for key, value in MESSAGE.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [("text", ""), ("text", "x" * 2001), ("number", 0), ("number", 21), ("number", True)],
)
def test_a_message_beyond_what_the_form_takes_is_refused(name: str, value: object) -> None:
    with pytest.raises(BadPayload):
        read_payload({**MESSAGE, name: value})


def test_reading_travels_to_another_process_and_back() -> None:
    read = Reading(Facts.load(None), date(2026, 11, 25))
    read(ACCOUNT)  # what it made for itself stays here
    again = pickle.loads(pickle.dumps(read))  # noqa: S301 - our own bytes
    found = pickle.loads(pickle.dumps(again(ACCOUNT)))  # noqa: S301 - as above
    assert isinstance(found, ToldAccount)
    assert found.told.country == "KE"
    assert again({"kind": "nonsense"}) == Unfit("BadPayload")
