"""Alerts: exactly at 5, 10, 25 and 50 within 13 weeks, at one for the gravest, once each."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from grievance.casebook.employers.alert_list import Settled, find_alert, open_alerts, settled_by
from grievance.casebook.employers.alerts import (
    GRAVEST,
    drop_unreached,
    first_week,
    raise_alerts,
    settle_alert,
    take_up_alert,
)
from grievance.casebook.errors import ChangedMeanwhile, NotAllowed, NotFound
from grievance.casebook.journal import verify
from grievance.casebook.schema.journal import entry
from grievance.store.week import week_of
from tests.kit.told import FACTS, NOW, OTHERS, THIS_WEEK, statements

if TYPE_CHECKING:
    from grievance.casebook.permissions import Actor
    from tests.kit.told import Told

LATE = "pay.late"
GRAVE = next(each.code for each in FACTS.grievances if each.severity == GRAVEST)


def _weeks_ago(weeks: int) -> str:
    return week_of((NOW - timedelta(weeks=weeks)).date())


def _raise(told: Told, *pairs: tuple[int, str], weeks_later: int = 0) -> int:
    now = NOW + timedelta(weeks=weeks_later)
    with told.database.writing() as connection:
        return raise_alerts(connection, FACTS, set(pairs), now)


def _tell(told: Told, employer: int, reports: int, week: str = THIS_WEEK, code: str = LATE) -> None:
    for _ in range(reports):
        told.report(employer, week, (code,))


def test_the_week_is_the_one_of_the_clock() -> None:
    assert week_of(NOW.date()) == THIS_WEEK
    assert first_week(NOW) == _weeks_ago(12)


@pytest.mark.parametrize(
    ("reports", "reached"),
    [(1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (24, 10), (25, 25), (49, 25), (50, 50), (60, 50)],
)
def test_an_alert_says_the_highest_number_reached(told: Told, reports: int, reached: int) -> None:
    sama = told.employer("Sama")
    _tell(told, sama, reports)
    _raise(told, (sama, LATE))
    wanted = [(sama, LATE, reached, reports, 0)] if reached else []
    assert told.alerts() == wanted


def test_each_number_alerts_once_as_reports_come_one_by_one(told: Told) -> None:
    sama = told.employer("Sama")
    for _ in range(51):
        _tell(told, sama, 1)
        _raise(told, (sama, LATE))
    assert told.alerts() == [(sama, LATE, count, count, 0) for count in (5, 10, 25, 50)]


def test_the_gravest_problems_alert_at_the_first_report(told: Told) -> None:
    sama = told.employer("Sama")
    _tell(told, sama, 1, code=GRAVE)
    assert _raise(told, (sama, GRAVE)) == 1
    _tell(told, sama, 1, code=GRAVE)
    assert _raise(told, (sama, GRAVE)) == 0
    assert told.alerts() == [(sama, GRAVE, 1, 1, 0)]


def test_a_report_of_thirteen_weeks_counts_and_one_of_fourteen_does_not(told: Told) -> None:
    sama, appen = told.employer("Sama"), told.employer("Appen")
    for employer, oldest in ((sama, 12), (appen, 13)):
        _tell(told, employer, 4)
        _tell(told, employer, 1, _weeks_ago(oldest))
    _raise(told, (sama, LATE), (appen, LATE))
    assert told.alerts() == [(sama, LATE, 5, 5, 0)]


def test_after_thirteen_weeks_the_same_number_alerts_again(told: Told) -> None:
    sama = told.employer("Sama")
    _tell(told, sama, 5)
    _raise(told, (sama, LATE))
    for weeks_later in (12, 13):
        _tell(told, sama, 5, _weeks_ago(-weeks_later))
        _raise(told, (sama, LATE), weeks_later=weeks_later)
    # Twelve weeks later the first five still count, so that it is ten.
    assert [reached for _, _, reached, _, _ in told.alerts()] == [5, 10]
    _tell(told, sama, 5, _weeks_ago(-26))
    _raise(told, (sama, LATE), weeks_later=26)
    assert [reached for _, _, reached, _, _ in told.alerts()] == [5, 10, 5]


def test_an_alert_says_how_many_were_vouched_for(told: Told) -> None:
    sama = told.employer("Sama")
    for number in range(5):
        told.report(sama, codes=(LATE, "pay.deduction"), vouched=number < 2)
    _raise(told, (sama, LATE))
    assert told.alerts() == [(sama, LATE, 5, 5, 2)]


def test_only_what_was_touched_is_looked_at(told: Told) -> None:
    sama, appen = told.employer("Sama"), told.employer("Appen")
    for employer in (sama, appen):
        for _ in range(5):
            told.report(employer, codes=(LATE, "pay.deduction"))
    assert _raise(told, (sama, LATE)) == 1
    assert _raise(told) == 0
    assert told.alerts() == [(sama, LATE, 5, 5, 0)]


def test_an_employer_without_reports_alerts_at_nothing(told: Told) -> None:
    assert _raise(told, (told.employer("Sama"), GRAVE)) == 0


def test_a_chunk_costs_three_statements_and_one_for_its_alerts(told: Told) -> None:
    pairs = [(told.employer(f"Firm {number}"), GRAVE) for number in range(30)]
    for employer, code in pairs:
        _tell(told, employer, 1, code=code)
    with statements(told.database) as ran:
        assert _raise(told, *pairs) == 30
    assert len(ran) == 4


def test_settling_is_journalled_and_done_once(told: Told) -> None:
    sama = told.employer("Sama")
    _tell(told, sama, 1, code=GRAVE)
    _raise(told, (sama, GRAVE))
    with told.database.writing() as connection:
        settle_alert(connection, told.actor, 1, NOW)
        assert verify(connection)
    with pytest.raises(ChangedMeanwhile), told.database.writing() as connection:
        settle_alert(connection, told.actor, 1, NOW)
    with pytest.raises(NotFound), told.database.writing() as connection:
        settle_alert(connection, told.actor, 2, NOW)


def test_what_was_settled_by_mistake_waits_again(told: Told) -> None:
    sama = told.employer("Sama")
    _tell(told, sama, 1, code=GRAVE)
    _raise(told, (sama, GRAVE))
    with pytest.raises(ChangedMeanwhile), told.database.writing() as connection:
        take_up_alert(connection, told.actor, 1, NOW)
    with told.database.writing() as connection:
        settle_alert(connection, told.actor, 1, NOW)
        take_up_alert(connection, told.actor, 1, NOW)
        assert open_alerts(connection, told.actor) == 1
        newest = select(entry).order_by(entry.c.id.desc()).limit(1)
        row = connection.execute(newest).one()
    assert (row.person, row.action, row.subject) == (told.actor.name, "alert_taken_up", sama)
    assert json.loads(row.details) == {"alert": 1, "code": GRAVE, "reached": 1}
    with pytest.raises(NotFound), told.database.writing() as connection:
        take_up_alert(connection, told.actor, 2, NOW)


def test_an_alert_says_who_settled_it_last_and_when(told: Told) -> None:
    sama = told.employer("Sama")
    _tell(told, sama, 1, code=GRAVE)
    _raise(told, (sama, GRAVE))
    second = replace(told.actor, name="Claire Rakoto")
    with told.database.writing() as connection:
        assert settled_by(connection, told.actor, 1) is None
        settle_alert(connection, told.actor, 1, NOW)
        take_up_alert(connection, told.actor, 1, NOW)
        settle_alert(connection, second, 1, NOW + timedelta(days=1))
        found = settled_by(connection, told.actor, 1)
    assert found == Settled("Claire Rakoto", "2026-11-26T12:00:00Z")


def test_an_alert_never_gets_the_number_of_one_that_fell_away(told: Told) -> None:
    sama, appen = told.employer("Sama"), told.employer("Appen")
    _tell(told, sama, 5)
    _raise(told, (sama, LATE))
    for number in range(1, 6):
        told.withdraw(number)
    with told.database.writing() as connection:
        assert drop_unreached(connection, sama) == 1
    _tell(told, appen, 5)
    _raise(told, (appen, LATE))
    # A page about the first that was left open settles nothing of the second.
    with pytest.raises(NotFound), told.database.writing() as connection:
        settle_alert(connection, told.actor, 1, NOW)
    with told.database.reading() as connection:
        assert find_alert(connection, told.actor, 2).employer_id == appen


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: actor.roles)
def test_nobody_else_takes_an_alert_up_or_sees_who_settled_it(told: Told, actor: Actor) -> None:
    with pytest.raises(NotAllowed), told.database.writing() as connection:
        take_up_alert(connection, actor, 1, NOW)
    with pytest.raises(NotAllowed), told.database.reading() as connection:
        settled_by(connection, actor, 1)


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: actor.roles)
def test_nobody_else_settles_an_alert(told: Told, actor: object) -> None:
    with pytest.raises(NotAllowed), told.database.writing() as connection:
        settle_alert(connection, actor, 1, NOW)  # type: ignore[arg-type]
