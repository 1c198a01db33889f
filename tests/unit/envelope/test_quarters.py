"""Quarters in UTC, and the 48 hours for someone who was filling in the form at midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from grievance.envelope.period import BadPeriod, Quarter, accepted, offered

LAST = Quarter(2026, 4)
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
    quarter = Quarter.of(day)
    assert (str(quarter), quarter.first, quarter.last) == (text, first, last)
    assert Quarter.parse(text) == quarter


def test_the_fourth_quarter_is_followed_by_the_first() -> None:
    assert LAST.next() == Quarter(2027, 1)
    assert LAST.next() > LAST


@pytest.mark.parametrize(
    "text", ["", "2026Q5", "2026Q0", "26Q1", "2026q4", "2026Q4\n", "\u0662026Q4"]
)
def test_what_is_no_quarter_is_a_named_error(text: str) -> None:
    with pytest.raises(BadPeriod):
        Quarter.parse(text)


def test_a_key_is_offered_until_the_boundary() -> None:
    assert offered(LAST, BOUNDARY - SECOND)
    assert not offered(LAST, BOUNDARY)
    assert offered(LAST.next(), BOUNDARY)


def test_a_key_is_accepted_48_hours_more() -> None:
    assert accepted(LAST, BOUNDARY + timedelta(hours=48) - SECOND)
    assert not accepted(LAST, BOUNDARY + timedelta(hours=48))
    assert not accepted(LAST.next(), BOUNDARY - SECOND)


def test_the_boundary_is_that_of_utc_everywhere() -> None:
    nairobi = timezone(timedelta(hours=3))
    assert Quarter.at(datetime(2027, 1, 1, 2, 59, tzinfo=nairobi)) == LAST


def test_a_time_without_its_zone_is_a_named_error() -> None:
    naive = datetime(2027, 1, 1)  # noqa: DTZ001 - the missing zone is what is tested
    with pytest.raises(BadPeriod):
        Quarter.at(naive)
