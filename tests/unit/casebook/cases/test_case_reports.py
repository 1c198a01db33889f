from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.cases.case_reports import (
    cases_of_report,
    cases_to_link,
    link_report,
    monday_of,
    reports_of,
    unlink_report,
)
from grievance.casebook.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from tests.kit.cases import Files


def _link(files: Files, case: int, report: int) -> None:
    with files.kit.database.writing() as connection:
        link_report(connection, files.actor, case, report, files.kit.clock())


def test_a_link_is_seen_from_both_sides(files: Files) -> None:
    case, report = files.open("Late pay"), files.report(employer_id=files.employer())
    _link(files, case, report)
    with files.kit.database.reading() as connection:
        (linked,) = reports_of(connection, files.actor, case)
        (case_of,) = cases_of_report(connection, files.actor, report)
    assert (linked.id, linked.week, linked.employer, linked.country) == (
        report, "2026-W47", "Sama", "KE",
    )  # fmt: skip
    assert (linked.codes, linked.monday) == (("pay.late",), date(2026, 11, 16))
    assert (case_of.id, case_of.number, case_of.title) == (case, "2026-0001", "Late pay")


def test_linking_twice_is_journalled_once(files: Files) -> None:
    case, report = files.open(), files.report()
    _link(files, case, report)
    _link(files, case, report)
    assert files.journal("case", case)[1:] == [
        (files.actor.name, "report_linked", {"report": report})
    ]


def test_taking_a_link_away_leaves_both(files: Files) -> None:
    case, report = files.open(), files.report()
    _link(files, case, report)
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        unlink_report(connection, files.actor, case, report, now)
        assert reports_of(connection, files.actor, case) == ()
        with pytest.raises(NotFound):
            unlink_report(connection, files.actor, case, report, now)
    assert files.find(case).id == case
    assert files.journal("case", case)[-1][1] == "report_unlinked"


def test_what_is_not_there_cannot_be_linked(files: Files) -> None:
    case, report = files.open(), files.report()
    with pytest.raises(NotFound):
        _link(files, case, 99)
    with pytest.raises(NotFound):
        _link(files, 99, report)


def test_cases_to_choose_from_begin_with_those_of_the_same_employer(files: Files) -> None:
    sama, other = files.employer("Sama"), files.employer("Teleperformance")
    same = files.open("same", employer_id=sama)
    files.open("other", employer_id=other)
    linked = files.open("linked", employer_id=sama)
    files.open("none")
    report = files.report(employer_id=sama)
    _link(files, linked, report)
    with files.kit.database.reading() as connection:
        titles = [one.title for one in cases_to_link(connection, files.actor, report)]
    assert titles[0] == "same"
    assert set(titles) == {"same", "other", "none"}
    assert same


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_nobody_else_sees_links(files: Files, who: str) -> None:
    case, report = files.open(), files.report()
    actor, now = files.kit.actor(who), files.kit.clock()
    with files.kit.database.writing() as connection:
        for forbidden in (
            lambda: reports_of(connection, actor, case),
            lambda: cases_of_report(connection, actor, report),
            lambda: cases_to_link(connection, actor, report),
            lambda: link_report(connection, actor, case, report, now),
            lambda: unlink_report(connection, actor, case, report, now),
        ):
            with pytest.raises(NotAllowed):
                forbidden()


@pytest.mark.parametrize(
    ("week", "monday"),
    [("2026-W01", date(2025, 12, 29)), ("2026-W53", date(2026, 12, 28))],
)
def test_weeks_at_the_turn_of_the_year_begin_on_their_monday(week: str, monday: date) -> None:
    assert monday_of(week) == monday
