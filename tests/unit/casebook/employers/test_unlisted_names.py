"""Names that nobody has listed: waiting, decided for all that are written alike, put back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from grievance.casebook.cases.case_employers import employers_to_choose
from grievance.casebook.employers.suggesting import suggestions
from grievance.casebook.employers.unlisted import (
    decide,
    find_name,
    leave_out,
    names_waiting,
    put_back,
)
from grievance.casebook.employers.unlisted_lists import DECIDED, NO_EMPLOYER, UNLISTED
from grievance.casebook.errors import ChangedMeanwhile, NotAllowed, NotFound
from grievance.casebook.lists.listing import Query, fetch
from grievance.casebook.schema.journal import entry
from tests.kit.told import FACTS, NOW, OTHERS, statements

if TYPE_CHECKING:
    from grievance.casebook.lists.listing import ListOf
    from tests.kit.told import Told

LATE = "pay.late"


def _decide(told: Told, number: int, employer: int) -> int:
    with told.database.writing() as connection:
        return decide(connection, told.actor, FACTS, number, employer, now=NOW)


def _leave_out(told: Told, number: int) -> int:
    with told.database.writing() as connection:
        return leave_out(connection, told.actor, number, NOW)


def _put_back(told: Told, number: int) -> int:
    with told.database.writing() as connection:
        return put_back(connection, told.actor, number, NOW)


def _rows(told: Told, of: ListOf, **filters: str) -> list[dict[str, Any]]:
    with told.database.reading() as connection:
        return [dict(row) for row in fetch(connection, told.actor, of, Query(filters)).rows]


def test_names_written_alike_wait_as_one(told: Told) -> None:
    for name in ("Zuri Data", "ZURI DATA", "Zuri Data Ltd.", "Zuri  Data"):
        told.report(None, "2026-W40", name=name)
    told.report(None, "2026-W41", name="Kazi Labs")
    assert [(row["key"], row["reports"]) for row in _rows(told, UNLISTED)] == [(1, 4), (5, 1)]
    with told.database.reading() as connection:
        assert names_waiting(connection, told.actor) == 2
        found = find_name(connection, told.actor, 3)
    assert found.reports == 4
    assert found.spellings["Zuri Data Ltd."] == 1
    assert found.countries == {"KE": 4}


def test_a_decision_is_about_all_reports_that_bear_the_name(told: Told) -> None:
    zuri = told.employer("Zuri Data")
    told.report(None, name="Zuri Data")
    told.report(None, name="zuri data")
    told.report(None, name="Kazi Labs")
    assert _decide(told, 2, zuri) == 2
    assert told.employers_of_reports() == {1: zuri, 2: zuri, 3: None}
    assert [row["name"] for row in _rows(told, UNLISTED)] == ["Kazi Labs"]
    assert [(row["reports"], row["employer"]) for row in _rows(told, DECIDED)] == [(2, "Zuri Data")]


def test_what_was_decided_can_be_put_back(told: Told) -> None:
    zuri = told.employer("Zuri Data")
    told.report(zuri)
    told.report(None, name="Zuri Data")
    told.report(None, name="zuri data")
    _decide(told, 3, zuri)
    assert _put_back(told, 2) == 2
    assert told.employers_of_reports() == {1: zuri, 2: None, 3: None}
    assert [row["reports"] for row in _rows(told, UNLISTED)] == [2]
    assert _rows(told, DECIDED) == []


def test_a_name_can_mean_no_employer_until_it_is_put_back(told: Told) -> None:
    told.report(None, name="my cousin")
    assert _leave_out(told, 1) == 1
    assert _rows(told, UNLISTED) == []
    assert [row["employer"] for row in _rows(told, DECIDED)] == [NO_EMPLOYER]
    # A later report of this name waits by itself.
    told.report(None, name="My cousin")
    assert [row["key"] for row in _rows(told, UNLISTED)] == [2]
    _put_back(told, 1)
    assert [row["reports"] for row in _rows(told, UNLISTED)] == [2]


def test_whoever_comes_second_decides_nothing(told: Told) -> None:
    zuri, kazi = told.employer("Zuri Data"), told.employer("Kazi Labs")
    told.report(None, name="Zuri")
    _decide(told, 1, zuri)
    with pytest.raises(ChangedMeanwhile):
        _decide(told, 1, kazi)
    with pytest.raises(ChangedMeanwhile):
        _leave_out(told, 1)
    assert told.employers_of_reports() == {1: zuri}
    _put_back(told, 1)
    with pytest.raises(ChangedMeanwhile):
        _put_back(told, 1)


def test_there_must_be_such_a_name_and_such_an_employer(told: Told) -> None:
    told.report(told.employer("Sama"))
    told.report(None, name="Zuri")
    for name, employer in ((1, 1), (2, 99)):
        with pytest.raises(NotFound):
            _decide(told, name, employer)
    assert told.employers_of_reports()[2] is None


def test_reports_of_a_decided_name_count_for_alerts(told: Told) -> None:
    zuri = told.employer("Zuri Data")
    for _ in range(4):
        told.report(zuri, codes=(LATE,))
    told.report(None, codes=(LATE,), name="Zuri Data Kenya")
    _decide(told, 5, zuri)
    assert told.alerts() == [(zuri, LATE, 5, 5, 0)]
    _put_back(told, 5)
    assert told.alerts() == []


def test_the_journal_never_holds_the_name(told: Told) -> None:
    zuri = told.employer("An employer")
    told.report(None, name="Mama Canary")
    _decide(told, 1, zuri)
    _put_back(told, 1)
    _leave_out(told, 1)
    with told.database.reading() as connection:
        rows = connection.execute(select(entry.c.action, entry.c.details)).all()
    assert [row.action for row in rows] == [
        "made",
        "name_decided",
        "name_put_back",
        "name_left_out",
    ]
    assert not [row for row in rows if "canary" in row.details.lower()]
    assert json.loads(rows[1].details) == {"report": 1, "reports": 1}


def test_a_withdrawn_report_takes_its_name_with_it(told: Told) -> None:
    told.report(None, name="Zuri Data")
    told.withdraw(1)
    assert _rows(told, UNLISTED) == []


def test_the_queue_is_searched_by_the_words_of_a_name(told: Told) -> None:
    told.report(None, name="Zuri Data")
    told.report(None, name="Kazi Labs")
    assert [row["name"] for row in _rows(told, UNLISTED, name="kazi")] == ["Kazi Labs"]
    assert _rows(told, UNLISTED, name="%") == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [("Samasource Ltd", "Sama"), ("Teleperformanse", "Teleperformance"), ("Zuri Dta", "Zuri Data")],
)
def test_listed_and_own_employers_are_suggested(told: Told, typed: str, first: str) -> None:
    told.employer("Zuri Data")
    with told.database.reading() as connection, statements(told.database) as ran:
        found = suggestions(connection, told.actor, FACTS, typed, "KE")
    assert found[0].name == first
    assert len(ran) == 1


def test_what_is_suggested_can_be_chosen(told: Told) -> None:
    told.employer("Appan")
    with told.database.reading() as connection:
        offered = employers_to_choose(connection, told.actor, FACTS)
        found = suggestions(connection, told.actor, FACTS, "Appen", None)
    assert {one.name for one in found} == {"Appen", "Appan"}
    assert set(found) <= set(offered)


def test_nothing_is_suggested_for_a_name_like_none(told: Told) -> None:
    with told.database.reading() as connection:
        assert suggestions(connection, told.actor, FACTS, "Qwxz", None) == ()


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: actor.roles)
def test_nobody_else_sees_or_decides_a_name(told: Told, actor: Any) -> None:  # noqa: ANN401
    told.report(None, name="Zuri")
    with told.database.writing() as connection:
        for refused in (
            lambda: find_name(connection, actor, 1),
            lambda: decide(connection, actor, FACTS, 1, 1, now=NOW),
            lambda: leave_out(connection, actor, 1, NOW),
            lambda: put_back(connection, actor, 1, NOW),
            lambda: names_waiting(connection, actor),
            lambda: suggestions(connection, actor, FACTS, "Zuri", None),
        ):
            with pytest.raises(NotAllowed):
                refused()
