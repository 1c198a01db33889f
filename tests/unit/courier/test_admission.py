"""Only the courier that an enrolled card names now is let in, and each call works once."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.courier.actions import ACTIONS
from grievance.courier.errors import (
    BodyChanged,
    ClockOff,
    NotSigned,
    Replayed,
    UnknownCourier,
    Unreadable,
    WrongType,
)
from grievance.courier.server import Here, answer
from grievance.opening.keys import SigningKey
from tests.unit.courier.calling import AUTHORITY, Organisation, signed

if TYPE_CHECKING:
    from tests.unit.courier.calling import CalledIntake

SLIP = secrets.token_bytes(32)


def test_a_call_works_once(called: CalledIntake, union: Organisation) -> None:
    call = signed(union, "slips", SLIP)
    assert called.answered(call, SLIP) == {"added": 1}
    with pytest.raises(Replayed) as refused:
        called.answered(call, SLIP)
    assert refused.value.status == 409
    called.now += 299
    with pytest.raises(Replayed):
        called.answered(call, SLIP)


def test_a_call_signed_ahead_of_time_is_not_taken_twice_however_long_it_is_fresh(
    called: CalledIntake, union: Organisation
) -> None:
    call = signed(union, "slips", SLIP, now=called.now + 300)
    called.answered(call, SLIP)
    for _ in range(60):
        called.now += 10
        with pytest.raises(Replayed):
            called.answered(call, SLIP)
    called.now += 1
    with pytest.raises(ClockOff):
        called.answered(call, SLIP)


def test_a_changed_body_is_refused_and_does_nothing(
    called: CalledIntake, union: Organisation
) -> None:
    call = signed(union, "slips", SLIP)
    with pytest.raises(BodyChanged) as refused:
        called.answered(call, secrets.token_bytes(32))
    assert refused.value.status == 401
    assert called.store.slips_waiting(union.card.organisation) == 0
    # Nor is the nonce spent: who changes a body on its way does not make the right one a replay.
    assert called.answered(call, SLIP) == {"added": 1}


def test_a_call_without_a_signature_is_refused_and_its_body_not_read(
    called: CalledIntake, union: Organisation
) -> None:
    call = signed(union, "slips", SLIP)
    here = Here(called.store, (AUTHORITY,), called.moment, called.now)
    for refused in (
        replace(call, headers={"Content-Type": "application/octet-stream"}),
        replace(call, url="/courier/v1/slips?more"),
        replace(call, headers={**call.headers, "Content-Digest": "sha-256=:AAAA:"}),
    ):
        with pytest.raises(NotSigned):
            answer(refused, unread, ACTIONS["slips"], here)


def unread() -> bytes:
    raise AssertionError("the body was read")


def test_an_organisation_that_is_not_enrolled_is_unknown(called: CalledIntake) -> None:
    with pytest.raises(UnknownCourier) as refused:
        called.call(Organisation.founded("strangers"), "slips", SLIP)
    assert refused.value.status == 401


def test_a_card_without_a_courier_cannot_be_called_for(called: CalledIntake) -> None:
    quiet = Organisation.founded("quiet", courier=False)
    called.enrolled(quiet)
    with pytest.raises(UnknownCourier):
        called.call(quiet, "slips", SLIP)


def test_a_courier_whose_key_was_replaced_is_unknown_at_once(
    called: CalledIntake, union: Organisation
) -> None:
    called.call(union, "slips", SLIP)
    fresh = replace(union, courier=SigningKey.new("courier"))
    called.enrolled(replace(fresh, card=fresh.next_card()))
    with pytest.raises(UnknownCourier):
        called.call(union, "slips", SLIP)
    assert called.call(fresh, "slips", SLIP) == {"added": 0}


def test_the_key_of_another_organisation_does_not_do(
    called: CalledIntake, union: Organisation, guild: Organisation
) -> None:
    as_union = replace(guild, card=union.card)
    with pytest.raises(UnknownCourier):
        called.call(as_union, "slips", SLIP)


def test_one_kind_of_body_is_taken_and_no_question_beside_it(
    called: CalledIntake, union: Organisation
) -> None:
    with pytest.raises(WrongType) as refused:
        called.call(union, "slips", SLIP, kind="application/x-www-form-urlencoded")
    assert refused.value.status == 415
    with pytest.raises(Unreadable, match="no question"):
        called.call(union, "slips?purpose=casework", SLIP)
