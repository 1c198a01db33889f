from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.cases.calendars import DueDay, calendar, escaped, own_deadlines
from grievance.casebook.cases.case_closing import Closing, close_case
from grievance.casebook.cases.case_words import Outcome
from grievance.casebook.cases.deadlines import NewDeadline, add_deadline, mark_deadline
from grievance.casebook.errors import NotAllowed

if TYPE_CHECKING:
    from tests.kit.cases import Files

NOW = datetime(2026, 11, 24, 9, 5, 7, tzinfo=UTC)
DAY = DueDay(7, "2026-0012", date(2026, 12, 31))


def test_a_calendar_is_written_as_the_standard_says() -> None:
    lines = calendar([DAY], "deadline", NOW).decode().split("\r\n")
    uid = next(line for line in lines if line.startswith("UID:"))
    assert [line for line in lines if line != uid] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Grievance//Desk//EN",
        "BEGIN:VEVENT",
        "DTSTAMP:20261124T090507Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:2026-0012: deadline",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_same_deadline_keeps_its_uid_and_two_have_different_ones() -> None:
    def uids(*days: DueDay, now: datetime = NOW) -> list[bytes]:
        lines = calendar(days, "deadline", now).splitlines()
        return [line for line in lines if line.startswith(b"UID:")]

    moved = DueDay(7, "2026-0012", date(2027, 1, 5))
    assert uids(DAY) == uids(moved, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert len(set(uids(DAY, DueDay(8, "2026-0012", DAY.due)))) == 2


def test_what_means_something_in_a_calendar_is_escaped() -> None:
    assert escaped("a\\b;c,d\r\ne\nf") == "a\\\\b\\;c\\,d\\ne\\nf"
    lines = calendar([DAY], "x\r\nATTACH:http://a.example", NOW).split(b"\r\n")
    assert not [line for line in lines if line.startswith(b"ATTACH")]


def test_long_lines_are_folded_between_signs() -> None:
    word = "échéance " * 20
    body = calendar([DAY], word, NOW)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert f"SUMMARY:2026-0012: {word}" in body.decode().replace("\r\n ", "")


def test_only_ones_own_and_open_deadlines_are_in_it_and_no_word_of_theirs(files: Files) -> None:
    second = files.kit.actor("second caseworker")
    mine = files.open("Wanjiku", assignee_id=files.actor.user_id)
    theirs = files.open("Other", assignee_id=second.user_id)
    closed = files.open("Closed", assignee_id=files.actor.user_id)
    nobodys = files.open("Nobody's")
    now, seen = files.kit.clock(), files.seen(closed)
    with files.kit.database.writing() as connection:
        for case in (mine, mine, theirs, closed, nobodys):
            new = NewDeadline("Answer to Wanjiku", date(2026, 12, 1))
            number = add_deadline(connection, files.actor, case, new, now)
            if number == 2:
                mark_deadline(connection, files.actor, mine, 2, met=True, now=now)
        close_case(connection, files.actor, seen, Closing(Outcome.LOST), reason="Lost", now=now)
        own = own_deadlines(connection, files.actor)
        with pytest.raises(NotAllowed):
            own_deadlines(connection, files.kit.actor("auditor"))
    assert own == (DueDay(1, "2026-0001", date(2026, 12, 1)),)
    assert b"Wanjiku" not in calendar(own, "deadline", NOW)
