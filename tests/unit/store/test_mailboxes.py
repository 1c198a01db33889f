"""A message lies in its mailbox until it is thirteen weeks old; posted twice, it lies once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from grievance.store.mailboxes import oldest_week
from grievance.store.rows import StoredMessage
from grievance.store.week import week_of
from tests.unit.store.invented import CASEWORK, WEEK, a_testimony, an_envelope

if TYPE_CHECKING:
    from grievance.store.main import Store
    from tests.kit.stores import Place

LATER = "2026-W50"
MINE, THEIRS = secrets.token_bytes(16), secrets.token_bytes(16)


def a_message() -> bytes:
    return secrets.token_bytes(5261)


def test_messages_are_found_by_mailbox_in_order_of_week_then_of_hash(store: Store) -> None:
    late, early = sorted((a_message() for _ in range(5)), key=_hash), a_message()
    for body in reversed(late):
        assert store.post(LATER, MINE, body, None)
    assert store.post(WEEK, MINE, early, None)
    assert store.post(WEEK, THEIRS, a_message(), None)
    found = [StoredMessage(WEEK, early), *(StoredMessage(LATER, body) for body in late)]
    assert store.messages(MINE) == tuple(found)
    assert len(store.messages(THEIRS)) == 1
    assert store.messages(secrets.token_bytes(16)) == ()


def test_posting_the_same_bytes_again_in_any_week_changes_nothing(store: Store) -> None:
    body = a_message()
    assert store.post(WEEK, MINE, body, None)
    assert store.post(WEEK, MINE, body, None) is False
    assert store.post(LATER, THEIRS, body, an_envelope(CASEWORK, 2)) is False
    assert store.messages(MINE) == (StoredMessage(WEEK, body),)
    assert list(store.envelopes()) == []


def test_what_a_worker_writes_goes_to_the_mailbox_and_to_the_organisation(store: Store) -> None:
    body, envelope = a_message(), an_envelope(CASEWORK, 2)
    assert store.post(WEEK, MINE, body, envelope)
    assert [one.body for one in store.messages(MINE)] == [body]
    (sent,) = store.envelopes()
    assert (sent.body, sent.purpose, sent.vouched) == (envelope.body, 2, False)


@pytest.mark.parametrize("week", [WEEK, LATER])
def test_a_button_pressed_twice_posts_once(store: Store, week: str) -> None:
    envelope = an_envelope(CASEWORK, 2)
    assert store.post(WEEK, MINE, a_message(), envelope)
    assert store.post(week, MINE, a_message(), envelope) is False
    assert len(store.messages(MINE)) == len(list(store.envelopes())) == 1


def test_only_messages_of_the_weeks_before_are_purged(store: Store) -> None:
    kept = a_testimony()
    store.keep("2025-W52", *kept)
    for week in ("2025-W52", "2026-W37", "2026-W38", WEEK):
        for _ in range(2):
            store.post(week, MINE, a_message(), None)
    assert store.purge_messages("2026-W38") == 4
    assert [one.week for one in store.messages(MINE)] == ["2026-W38", "2026-W38", WEEK, WEEK]
    assert store.receipt(kept[1].id) == kept[1].body
    store.sweep()
    assert store.purge_messages("2026-W38") == 0
    assert not store.sweep().names("rewritten")


def test_no_message_becomes_older_than_thirteen_weeks() -> None:
    monday = date(2026, 9, 7)
    assert week_of(monday) == "2026-W37"
    last = monday + timedelta(weeks=13, days=-1)
    assert oldest_week(last) == "2026-W37"
    assert oldest_week(last + timedelta(days=1)) == "2026-W38"


def test_a_purged_message_leaves_no_byte_in_any_file(store: Store, place: Place) -> None:
    body = a_message()
    store.post(WEEK, MINE, body, None)
    store.purge_messages(LATER)
    store.sweep()
    written = place.written()
    assert not any(body[at : at + 16] in written for at in range(0, 5200, 200))


def _hash(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


def test_an_emptied_mailbox_keeps_nothing_and_others_keep_all(store: Store) -> None:
    kept = a_message()
    store.post(WEEK, MINE, a_message(), None)
    store.post(LATER, MINE, a_message(), None)
    store.post(WEEK, THEIRS, kept, None)
    assert store.empty(MINE) == 2
    assert store.messages(MINE) == ()
    assert store.messages(THEIRS) == (StoredMessage(WEEK, kept),)
    assert store.empty(MINE) == 0
