"""The list of employers and what their pages count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from grievance.casebook.employers.alert_list import ALERTS, find_alert, open_alerts
from grievance.casebook.employers.alerts import raise_alerts, settle_alert
from grievance.casebook.employers.buckets import Bucket, buckets, by_month, counted
from grievance.casebook.employers.employer_list import EMPLOYERS
from grievance.casebook.employers.merging import merge
from grievance.casebook.employers.overview import done_about, told_about
from grievance.casebook.errors import NotAllowed, NotFound
from grievance.casebook.lists.listing import Query, everything, fetch
from tests.kit.told import FACTS, NOW, OTHERS, statements

if TYPE_CHECKING:
    from tests.kit.told import Told

GRAVE = "forced.documents_debt"


def _rows(told: Told, query: Query | None = None) -> list[dict[str, Any]]:
    with told.database.reading() as connection:
        return [
            dict(row) for row in fetch(connection, told.actor, EMPLOYERS, query or Query()).rows
        ]


def _names(told: Told, query: Query) -> list[str]:
    return [row["name"] for row in _rows(told, query)]


def _merge(told: Told, one: int, into: int) -> None:
    first, other = told.seen(one), told.seen(into)
    with told.database.writing() as connection:
        merge(connection, told.actor, FACTS, first, other, now=NOW)


def _raise(told: Told, *pairs: tuple[int, str]) -> None:
    with told.database.writing() as connection:
        raise_alerts(connection, FACTS, pairs, NOW)


def test_a_row_counts_reports_cases_and_alerts_of_all_that_were_merged(told: Told) -> None:
    sama, source = told.employer("Sama"), told.employer("Samasource")
    told.report(sama, "2026-W40", ("pay.late",), vouched=True)
    told.report(sama, "2026-W41", ("pay.late", "hours.unpaid"))
    told.report(source, "2026-W44", (GRAVE,))
    told.case(source)
    told.case(sama, status="closed")
    _raise(told, (source, GRAVE))
    _merge(told, source, sama)
    (row,) = _rows(told)
    assert row == {
        "key": sama,
        "name": "Sama",
        "group": "Sama",
        "reports": 3,
        "vouched": 1,
        "week": "2026-W44",
        "codes": f"pay.late {GRAVE} hours.unpaid",
        "cases": 1,
        "alerts": 1,
    }


def test_an_employer_nobody_told_about_has_its_row(told: Told) -> None:
    told.employer("Sama")
    (row,) = _rows(told)
    assert (row["reports"], row["vouched"], row["week"], row["codes"]) == (0, 0, None, None)


def test_filters_say_which_reports_are_counted(told: Told) -> None:
    sama, appen = told.employer("Sama"), told.employer("Appen")
    told.report(sama, "2026-W10", ("pay.late",), country="KE")
    told.report(sama, "2026-W20", ("pay.late",), country="TZ")
    told.report(appen, "2026-W30", (), country=None)

    def counts(**filters: str) -> dict[str, int]:
        return {row["name"]: row["reports"] for row in _rows(told, Query(filters))}

    assert counts() == {"Sama": 2, "Appen": 1}
    assert counts(country="KE") == {"Sama": 1}
    assert counts(country="CD") == {}
    assert counts(code="pay.late") == {"Sama": 2}
    assert counts(code="pay.late", since="2026-W11") == {"Sama": 1}
    assert counts(since="2026-W20", until="2026-W30") == {"Sama": 1, "Appen": 1}
    assert counts(until="2026-W10") == {"Sama": 1}
    assert counts(since="yesterday") == {}


@pytest.mark.parametrize("column", [one.id for one in EMPLOYERS.columns if one.sorts])
def test_every_column_sorts_both_ways(told: Told, column: str) -> None:
    for number, name in enumerate(("iMerit", "Hive", "Sama"), 1):
        employer = told.employer(name, f"Group {name}")
        for reports in range(number):
            told.report(employer, f"2026-W{10 + reports}", (GRAVE,), vouched=True)
            told.case(employer)
        if number > 1:
            _raise(told, *[(employer, GRAVE)])
    up = _names(told, Query(sort=column, descending=False))
    down = _names(told, Query(sort=column, descending=True))
    assert set(up) == {"iMerit", "Hive", "Sama"}
    if column in {"name", "group"}:
        assert up == ["Hive", "iMerit", "Sama"], "capitals do not count"
    if column != "alerts":
        assert down == up[::-1]


def test_the_export_is_the_list(told: Told) -> None:
    for number in range(60):
        told.report(told.employer(f"Firm {number:02}"), "2026-W10", country="KE")
    query = Query({"country": "KE"})
    with told.database.reading() as connection, statements(told.database) as ran:
        page = fetch(connection, told.actor, EMPLOYERS, query)
        whole = everything(connection, told.actor, EMPLOYERS, query)
    assert len(ran) == 3
    assert (page.total, page.pages, len(page.rows)) == (60, 2, 50)
    assert whole.rows[:50] == page.rows


def test_the_page_of_an_employer_counts_what_was_told_and_done(told: Told) -> None:
    sama = told.employer("Sama")
    told.report(sama, "2026-W10", ("pay.late", "hours.unpaid"), vouched=True)
    told.report(sama, "2026-W10", ("pay.late",), country=None)
    told.report(told.employer("Appen"), "2026-W10", ("pay.late",))
    told.case(sama, opened="2026-03-05")
    told.case(sama, opened="2026-03-06", status="closed")
    with told.database.reading() as connection, statements(told.database) as ran:
        heard = told_about(connection, told.actor, {sama})
        done = done_about(connection, told.actor, {sama})
    assert len(ran) == 5
    assert (heard.reports, heard.weeks, heard.vouched) == (2, {"2026-W10": 2}, {"2026-W10": 1})
    assert heard.countries == {"KE": 1, "": 1}
    assert heard.codes == {"pay.late": 2, "hours.unpaid": 1}
    assert (done.months, done.open_cases) == ({"2026-03": 2}, 1)


def test_an_employer_nobody_told_about_has_a_page(told: Told) -> None:
    sama = told.employer("Sama")
    with told.database.reading() as connection:
        heard = told_about(connection, told.actor, {sama})
        done = done_about(connection, told.actor, {sama})
    assert (heard.reports, heard.codes.total(), done.open_cases) == (0, 0, 0)
    assert (done.deadlines, done.alerts) == ((), ())


def test_an_open_alert_is_found_until_it_is_settled(told: Told) -> None:
    sama = told.employer("Sama")
    told.report(sama, codes=(GRAVE,), vouched=True)
    _raise(told, (sama, GRAVE))
    with told.database.writing() as connection:
        assert open_alerts(connection, told.actor) == 1
        found = find_alert(connection, told.actor, 1)
        assert (found.employer, found.reports, found.vouched) == ("Sama", 1, 1)
        assert done_about(connection, told.actor, {sama}).alerts[0].code == GRAVE
        settle_alert(connection, told.actor, 1, NOW)
        assert open_alerts(connection, told.actor) == 0
        assert done_about(connection, told.actor, {sama}).alerts == ()
        with pytest.raises(NotFound):
            find_alert(connection, told.actor, 2)
        for settled, rows in (("yes", 1), ("no", 0)):
            query = Query({"settled": settled, "employer": str(sama), "code": GRAVE})
            assert fetch(connection, told.actor, ALERTS, query).total == rows
        assert fetch(connection, told.actor, ALERTS, Query({"employer": "x"})).total == 0


def test_a_week_belongs_to_the_month_of_its_thursday() -> None:
    weeks = Counter({"2026-W01": 1, "2026-W05": 2, "2026-W06": 3, "2026-W53": 4})
    assert by_month(weeks) == {"2026-01": 3, "2026-02": 3, "2026-12": 4}


def test_no_month_is_left_out_of_a_chart() -> None:
    found = buckets({"2025-11", "2026-02"})
    assert found == (
        Bucket(2025, None, 11),
        Bucket(2025, None, 12),
        Bucket(2026, None, 1),
        Bucket(2026, None, 2),
    )
    assert [counted({"2025-11": 2, "2026-02": 3}, one) for one in found] == [2, 0, 0, 3]
    assert buckets(()) == ()


def test_more_than_two_years_come_in_quarters() -> None:
    months = {"2024-02": 1, "2024-03": 2, "2026-03": 4}
    found = buckets(months)
    assert found[0] == Bucket(2024, 1, None)
    assert found[-1] == Bucket(2026, 1, None)
    assert [counted(months, one) for one in found] == [3, 0, 0, 0, 0, 0, 0, 0, 4]
    assert len(buckets({"1990-01", "2026-03"})) == 24


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: actor.roles)
def test_nobody_else_sees_employers_or_alerts(told: Told, actor: Any) -> None:  # noqa: ANN401
    with told.database.reading() as connection:
        for refused in (
            lambda: fetch(connection, actor, EMPLOYERS, Query()),
            lambda: fetch(connection, actor, ALERTS, Query()),
            lambda: told_about(connection, actor, {1}),
            lambda: done_about(connection, actor, {1}),
            lambda: find_alert(connection, actor, 1),
            lambda: open_alerts(connection, actor),
        ):
            with pytest.raises(NotAllowed):
                refused()
