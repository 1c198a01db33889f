"""Periods in UTC, and the 48 hours for someone who was filling in the form at midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from grievance.envelope.period import BadPeriod, Period, PeriodKind, accepted, offered

LAST, YEAR = Period(2026, 4), Period(2026)
BOUNDARY = datetime(2027, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("day", "text", "first", "last"),
    [
        (date(2026, 1, 1), "2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2028, 2, 29), "2028Q1", date(2028, 1, 1), date(2028, 3, 31)),
        (date(2026, 6, 30), "2026Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), "2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, text: str, first: date, last: date) -> None:
    quarter = Period.of(day, PeriodKind.QUARTER)
    assert (str(quarter), quarter.first, quarter.last) == (text, first, last)
    assert Period.parse(text) == quarter
    assert quarter.kind is PeriodKind.QUARTER


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)])
def test_a_day_lies_in_its_year(day: date) -> None:
    year = Period.of(day, PeriodKind.YEAR)
    assert (year, str(year)) == (YEAR, "2026")
    assert (year.first, year.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert Period.parse("2026") == year
    assert year.kind is PeriodKind.YEAR


def test_the_fourth_quarter_is_followed_by_the_first_and_a_year_by_a_year() -> None:
    assert LAST.next() == Period(2027, 1)
    assert LAST.next() > LAST
    assert YEAR.next() == Period(2027)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026Q5",
        "2026Q0",
        "26Q1",
        "2026q4",
        "2026Q4\n",
        "\u0662026Q4",
        "2026Q",
        "2026\0",
        "1999",
    ],
)
def test_what_is_no_period_is_a_named_error(text: str) -> None:
    with pytest.raises(BadPeriod):
        Period.parse(text)


@pytest.mark.parametrize("period", [LAST, YEAR], ids=str)
def test_a_key_is_offered_until_the_boundary(period: Period) -> None:
    assert offered(period, BOUNDARY - SECOND)
    assert not offered(period, BOUNDARY)
    assert offered(period.next(), BOUNDARY)


@pytest.mark.parametrize("period", [LAST, YEAR], ids=str)
def test_a_key_is_accepted_48_hours_more(period: Period) -> None:
    assert accepted(period, BOUNDARY + timedelta(hours=48) - SECOND)
    assert not accepted(period, BOUNDARY + timedelta(hours=48))
    assert not accepted(period.next(), BOUNDARY - SECOND)


def test_the_boundary_is_that_of_utc_everywhere() -> None:
    nairobi = timezone(timedelta(hours=3))
    moment = datetime(2027, 1, 1, 2, 59, tzinfo=nairobi)
    assert Period.at(moment, PeriodKind.QUARTER) == LAST
    assert Period.at(moment, PeriodKind.YEAR) == YEAR


def test_a_time_without_its_zone_is_a_named_error() -> None:
    naive = datetime(2027, 1, 1)  # noqa: DTZ001 - the missing zone is what is tested
    with pytest.raises(BadPeriod):
        Period.at(naive, PeriodKind.QUARTER)
