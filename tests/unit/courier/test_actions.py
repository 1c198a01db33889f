"""A courier collects, acknowledges and posts for its own organisation, and for no other."""

from __future__ import annotations

import json
import secrets
import sqlite3
from base64 import b64encode
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from grievance.courier import frames
from grievance.courier.errors import (
    CardTurnedDown,
    MailboxFull,
    NotYours,
    Unreadable,
    WrongPurpose,
)
from grievance.envelope.keys import Purpose, public_from_seed
from grievance.envelope.seal import seal
from grievance.opening.keys import SigningKey
from grievance.store.sweep import sweep
from tests.unit.courier.calling import WEEK, Organisation

if TYPE_CHECKING:
    from grievance.envelope.card import Card
    from tests.unit.courier.calling import CalledIntake

COLLECT = "envelopes?purpose=casework&after=%d"
MAILBOX = secrets.token_bytes(16)
WORKER = public_from_seed(bytes(32))


def collected(called: CalledIntake, caller: Organisation, after: int = -1) -> frames.Page:
    raw = called.call(caller, COLLECT % after)
    assert isinstance(raw, bytes)
    return frames.read_page(raw, after)


def acknowledgement(page: frames.Page, *, last: bool = True) -> bytes:
    received = [(one.id, sha256(one.body).digest()) for one in page.envelopes]
    return frames.write_acknowledgement(received, last=last)


def a_message(text: str = "Come by on Monday.") -> bytes:
    return seal({"text": text}, Purpose.MESSAGE, WORKER)


def test_casework_is_collected_as_it_waits(called: CalledIntake, union: Organisation) -> None:
    slip = secrets.token_bytes(32)
    called.store.add_slips(union.card.organisation, [slip])
    called.told(union.casework, 2)
    called.told(union.casework, slip=slip)
    page = collected(called, union)
    assert [one.body for one in page.envelopes] == [one.body for one in called.store.envelopes()]
    assert sorted(one.vouched for one in page.envelopes) == [False, False, True]
    assert {one.week for one in page.envelopes} == {WEEK}
    assert not page.more


def test_nobody_collects_what_is_sealed_to_others(
    called: CalledIntake, union: Organisation, guild: Organisation
) -> None:
    called.told(union.casework, 3)
    called.told(union.statistics, 3)
    assert collected(called, guild) == frames.Page((), more=False)
    assert len(collected(called, union).envelopes) == 3


def test_more_than_a_page_is_said_and_the_next_begins_above(
    called: CalledIntake, union: Organisation
) -> None:
    called.told(union.casework, 513)
    first = collected(called, union)
    assert (len(first.envelopes), first.more) == (512, True)
    second = collected(called, union, first.envelopes[-1].id)
    assert (len(second.envelopes), second.more) == (1, False)


@pytest.mark.parametrize("purpose", ["statistics", "message", "anything"])
def test_only_casework_can_be_collected(
    called: CalledIntake, union: Organisation, purpose: str
) -> None:
    with pytest.raises(WrongPurpose, match="until their period is closed") as refused:
        called.call(union, f"envelopes?purpose={purpose}&after=-1")
    assert refused.value.status == 403


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?purpose=casework",
        "?purpose=casework&after=",
        "?purpose=casework&after=-2",
        "?purpose=casework&after=x",
        "?purpose=casework&after=1&after=2",
        "?after=-1&purpose=casework",
        "?purpose=casework&after=9223372036854775808",
        "?purpose=casework&after=99999999999999999999",
        "?purpose=casework&after=-1&limit=9",
    ],
)
def test_a_question_that_is_not_as_specified_is_refused(
    called: CalledIntake, union: Organisation, query: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        called.call(union, f"envelopes{query}")
    assert refused.value.status == 422


def test_what_is_acknowledged_is_gone_and_hidden_after_the_last(
    called: CalledIntake, union: Organisation
) -> None:
    called.told(union.casework, 5)
    page = collected(called, union)
    first = replace(page, envelopes=page.envelopes[:2])
    path = called.folder / f"weeks/{WEEK}.db-wal"
    assert called.call(union, "acknowledge", acknowledgement(first, last=False)) == {"deleted": 2}
    assert path.stat().st_size > 0
    assert called.call(union, "acknowledge", acknowledgement(page)) == {"deleted": 3}
    assert path.stat().st_size == 0
    assert called.call(union, "acknowledge", acknowledgement(page)) == {"deleted": 0}
    assert list(called.store.envelopes()) == []


def test_nobody_deletes_what_is_sealed_to_others_or_to_be_counted(
    called: CalledIntake, union: Organisation, guild: Organisation
) -> None:
    called.told(union.casework)
    called.told(union.statistics)
    everything = [
        frames.Collected(one.id, one.week, one.vouched, one.body)
        for one in called.store.envelopes()
    ]
    known = acknowledgement(frames.Page(tuple(everything), more=False))
    assert called.call(guild, "acknowledge", known) == {"deleted": 0}
    assert called.call(union, "acknowledge", known) == {"deleted": 1}
    assert [one.purpose for one in called.store.envelopes()] == [Purpose.STATISTICS]


def test_a_file_in_use_is_left_to_the_next_sweep(called: CalledIntake, union: Organisation) -> None:
    called.told(union.casework)
    page = collected(called, union)
    path = called.folder / f"weeks/{WEEK}.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM envelope").fetchall()
        assert called.call(union, "acknowledge", acknowledgement(page)) == {"deleted": 1}
    assert sweep(called.folder).names("rewritten") == (f"{WEEK}.db",)


def test_a_reply_waits_in_its_mailbox_once(called: CalledIntake, union: Organisation) -> None:
    sealed = a_message()
    body = frames.write_reply(MAILBOX, sealed)
    assert called.call(union, "replies", body) == {"kept": True}
    assert called.call(union, "replies", body) == {"kept": False}
    (found,) = called.store.messages(MAILBOX)
    assert (found.week, found.body) == (WEEK, sealed)


@pytest.mark.parametrize(
    "sealed",
    [
        b"GRV1",
        b"nonsense",
        seal({"text": "x"}, Purpose.CASEWORK, WORKER),
        seal({"text": "x"}, Purpose.MESSAGE, WORKER, at_least=32 * 1024),
        seal({"text": "x"}, Purpose.MESSAGE, WORKER)[:-1],
    ],
    ids=["cut off", "nonsense", "casework", "too long", "a byte less"],
)
def test_only_a_message_to_a_worker_is_a_reply(
    called: CalledIntake, union: Organisation, sealed: bytes
) -> None:
    with pytest.raises(Unreadable):
        called.call(union, "replies", frames.write_reply(MAILBOX, sealed))
    assert called.store.messages(MAILBOX) == ()


def test_a_mailbox_holds_a_hundred_messages(called: CalledIntake, union: Organisation) -> None:
    for number in range(99):
        called.store.post("2026-W47", MAILBOX, b"%d" % number, None)
    hundredth = frames.write_reply(MAILBOX, a_message())
    assert called.call(union, "replies", hundredth) == {"kept": True}
    with pytest.raises(MailboxFull) as refused:
        called.call(union, "replies", frames.write_reply(MAILBOX, a_message()))
    assert refused.value.status == 409
    assert called.call(union, "replies", hundredth) == {"kept": False}
    other = frames.write_reply(bytes(16), a_message())
    assert called.call(union, "replies", other) == {"kept": True}


def test_the_next_card_is_enrolled_once(called: CalledIntake, union: Organisation) -> None:
    card = union.next_card()
    assert called.call(union, "card", card.raw) == {"enrolled": True}
    assert called.call(union, "card", card.raw) == {"enrolled": False}
    assert card.raw in [one.body for one in called.store.cards()]


def test_two_cards_can_follow_at_once(called: CalledIntake, union: Organisation) -> None:
    second = union.next_card()
    third = replace(union, card=second).next_card()
    assert called.call(union, "card", second.raw) == {"enrolled": True}
    assert called.call(union, "card", third.raw) == {"enrolled": True}


def test_a_card_of_another_organisation_is_not_brought(
    called: CalledIntake, union: Organisation, guild: Organisation
) -> None:
    with pytest.raises(NotYours) as refused:
        called.call(guild, "card", union.next_card().raw)
    assert refused.value.status == 403


def test_a_card_that_cannot_follow_is_turned_down(
    called: CalledIntake, union: Organisation, guild: Organisation
) -> None:
    second = union.next_card()
    called.call(union, "card", second.raw)
    over = [{**_entry(second), "until": "2026-11-26"}]
    theirs = guild.card.names
    for raw in (
        union.card.raw,
        union.next_card(names=theirs).raw,
        replace(union, card=second).next_card(previous="0" * 64).raw,
        replace(union, card=second).next_card(casework=over).raw,
        replace(union, card=second).next_card(names=dict(theirs)).raw,
        second.raw[:-5],
        b"{}",
        b"",
    ):
        with pytest.raises(CardTurnedDown) as refused:
            called.call(union, "card", raw)
        assert refused.value.status == 422
    assert second.raw in [one.body for one in called.store.cards()]


def test_who_only_reads_cannot_bring_itself_to_count_a_period_that_is_free(
    called: CalledIntake, guild: Organisation
) -> None:
    dates = {"from": "2027-01-01", "until": "2027-03-31", "period": "2027Q1", "plan": "0" * 64}
    key = b64encode(guild.statistics.public.raw).decode()
    release = b64encode(guild.release.public).decode()
    card = guild.next_card(statistics=[{**dates, "key": key}], release=release)
    with pytest.raises(CardTurnedDown, match="counting"):
        called.call(guild, "card", card.raw)
    assert guild.card.raw in [one.body for one in called.store.cards()]


def test_a_courier_cannot_sign_a_card(called: CalledIntake, union: Organisation) -> None:
    thief = replace(union, signing=union.courier, courier=SigningKey.new("courier"))
    with pytest.raises((NotYours, CardTurnedDown)):
        called.call(union, "card", thief.next_card().raw)
    assert union.card.raw in [one.body for one in called.store.cards()]


def test_slips_wait_for_their_organisation(
    called: CalledIntake, union: Organisation, guild: Organisation
) -> None:
    slips = [secrets.token_bytes(32) for _ in range(3)]
    assert called.call(union, "slips", frames.write_slips(slips)) == {"added": 3}
    assert called.call(union, "slips", frames.write_slips(slips)) == {"added": 0}
    assert called.call(guild, "slips", frames.write_slips(slips[:1])) == {"added": 0}
    assert called.store.slips_waiting(union.card.organisation) == 3
    assert called.store.slips_waiting(guild.card.organisation) == 0


def _entry(card: Card) -> dict[str, object]:
    entries: list[dict[str, object]] = json.loads(card.raw)["casework"]
    return entries[0]
