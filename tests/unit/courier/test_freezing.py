"""A period is frozen once it is over by the intake's clock, and only then collected."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from grievance.courier import frames
from grievance.courier.errors import NotOver, NotYoursToCount, Unreadable, WrongPurpose
from grievance.envelope.keys import Purpose
from grievance.store.errors import KeyFrozen
from tests.unit.courier.calling import CLOSES, MOMENT, Organisation
from tests.unit.courier.closed import NEXT_CLOSES, collected, counting_on, freeze

if TYPE_CHECKING:
    from tests.unit.courier.calling import CalledIntake


@pytest.mark.parametrize("early", [timedelta(days=40), timedelta(hours=48), timedelta(seconds=1)])
def test_a_period_is_not_frozen_before_its_end_and_forty_eight_hours(
    called: CalledIntake, union: Organisation, early: timedelta
) -> None:
    called.moment = CLOSES - early
    with pytest.raises(NotOver, match=r"2026Q4 can be closed from 2027-01-03 00:00 UTC") as refused:
        freeze(called, union)
    assert refused.value.status == 409
    assert called.store.frozen(union.card.organisation) == ()
    called.told(union.statistics)


def test_a_frozen_key_takes_nothing_more_and_says_how_much_waits(
    called: CalledIntake, union: Organisation
) -> None:
    called.told(union.statistics, 3)
    called.told(union.casework, 2)
    called.moment = CLOSES
    assert freeze(called, union) == 3
    with pytest.raises(KeyFrozen):
        called.told(union.statistics)
    called.told(union.casework)
    assert freeze(called, union) == 3


def test_once_frozen_it_stays_so_though_the_clock_is_set_back_and_the_card_forgets_it(
    closed: CalledIntake, union: Organisation
) -> None:
    closed.moment = MOMENT
    assert freeze(closed, union) == 0
    closed.call(union, "card", union.next_card().raw)
    assert freeze(closed, union) == 0
    (key,) = closed.store.frozen(union.card.organisation)
    assert (key.key_id, key.plan) == (union.statistics.id, union.card.statistics[0].plan)


@pytest.mark.parametrize("period", ["2026Q3", "2027Q1", "2026", "2026Q5", "../..", ""])
def test_a_period_that_the_organisation_does_not_count_is_refused(
    called: CalledIntake, union: Organisation, period: str
) -> None:
    called.moment = CLOSES
    with pytest.raises(NotYoursToCount) as refused:
        freeze(called, union, period)
    assert refused.value.status == 403


def test_nobody_freezes_the_period_of_another(
    called: CalledIntake, union: Organisation, guild: Organisation
) -> None:
    called.moment = CLOSES
    with pytest.raises(NotYoursToCount):
        freeze(called, guild)
    called.told(union.statistics)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"2026Q4",
        b"[]",
        b"{}",
        b'{"period":2026}',
        b'{"period":["2026Q4"]}',
        b'{"period":"2026Q4","now":true}',
        b'{"period":"2026Q4","period":"2026Q4"}',
        b"\xff",
    ],
)
def test_what_names_no_period_is_unreadable(
    called: CalledIntake, union: Organisation, body: bytes
) -> None:
    called.moment = CLOSES
    with pytest.raises(Unreadable):
        called.call(union, "freeze", body)


def test_statistics_are_collected_and_acknowledged_once_their_key_is_frozen(
    called: CalledIntake, union: Organisation
) -> None:
    called.told(union.statistics, 3)
    called.told(union.casework, 2)
    with pytest.raises(WrongPurpose):
        collected(called, union)
    called.moment = CLOSES
    freeze(called, union)
    page = collected(called, union)
    sealed = called.store.envelopes(purpose=Purpose.STATISTICS)
    assert [one.body for one in page.envelopes] == [one.body for one in sealed]
    received = [(one.id, sha256(one.body).digest()) for one in page.envelopes]
    body = frames.write_acknowledgement(received, last=True)
    assert called.call(union, "acknowledge", body) == {"deleted": 3}
    assert {one.purpose for one in called.store.envelopes()} == {Purpose.CASEWORK}
    assert collected(called, union) == frames.Page((), more=False)


def test_nobody_collects_or_deletes_what_another_has_frozen(
    called: CalledIntake, union: Organisation, guild: Organisation
) -> None:
    called.told(union.statistics)
    called.moment = CLOSES
    freeze(called, union)
    (envelope,) = collected(called, union).envelopes
    with pytest.raises(WrongPurpose):
        collected(called, guild)
    received = [(envelope.id, sha256(envelope.body).digest())]
    body = frames.write_acknowledgement(received, last=True)
    assert called.call(guild, "acknowledge", body) == {"deleted": 0}
    assert len(collected(called, union).envelopes) == 1


def test_a_period_that_is_open_is_not_collected_beside_one_that_is_frozen(
    closed: CalledIntake, union: Organisation
) -> None:
    next_quarter = counting_on(closed, union)
    closed.told(next_quarter, 2)
    assert collected(closed, union) == frames.Page((), more=False)
    closed.moment = NEXT_CLOSES
    assert freeze(closed, union, "2027Q1") == 2
    assert len(collected(closed, union).envelopes) == 2
