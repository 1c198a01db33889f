"""A report is opened for each reader anew, journalled, and shows nothing that could deceive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from grievance.casebook.arrivals.reports import Closed, ReadReport, mark_seen, read_report
from grievance.casebook.errors import NotAllowed, NotFound
from grievance.casebook.lists.listing import Query, asked, fetch
from grievance.casebook.lists.report_lists import REFUSED, REPORTS
from grievance.casebook.schema.people import grant_of_key
from grievance.casebook.schema.reports import account
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from tests.kit.arriving import ANSWERS
from tests.kit.cases import Files
from tests.kit.told import statements

if TYPE_CHECKING:
    from tests.kit.arriving import Arrivals, Worker
    from tests.kit.desk import DeskKit


def read(desk: DeskKit, number: int = 1, who: str = "caseworker") -> ReadReport:
    with desk.database.writing() as connection:
        facts = desk.desk.facts
        return read_report(connection, desk.actor(who), number, facts, desk.clock())


def listed(desk: DeskKit, **filters: str) -> list[int]:
    with desk.database.reading() as connection:
        query = asked(REPORTS, filters)
        return [
            row["key"] for row in fetch(connection, desk.actor("caseworker"), REPORTS, query).rows
        ]


def test_it_shows_what_was_told(desk: DeskKit, arrivals: Arrivals, worker: Worker) -> None:
    worker.tells(vouched=True)
    worker.writes("Hello?")
    arrivals.open()
    found = read(desk)
    assert found.answers == ANSWERS
    assert found.closed is None
    assert (found.employer, found.unlisted, found.country) == ("Sama", None, "KE")
    assert (found.codes, found.main) == (("harm.exposure", "pay.late"), "harm.exposure")
    assert (found.corrections, found.answerable, found.vouched) == (0, True, True)
    assert (found.messages, found.unseen) == (1, 1)


def test_each_reading_is_journalled_and_the_first_marks_it_as_read(
    desk: DeskKit, arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells()
    arrivals.open()
    read(desk)
    read(desk, who="second caseworker")
    done = [(who, action) for who, action, _ in Files(desk).journal("report", 1)]
    assert done == [("Bakari Otieno", "read"), ("Claire Rakoto", "read")]
    assert arrivals.rows("report")[0].seen


def test_it_takes_few_statements(desk: DeskKit, arrivals: Arrivals, worker: Worker) -> None:
    worker.tells()
    arrivals.open()
    with statements(desk.database) as first:
        read(desk)
    with statements(desk.database) as again:
        read(desk)
    assert (len(first), len(again)) == (5, 4)


def test_who_does_not_hold_the_key_sees_the_index_and_that_it_is_closed(
    desk: DeskKit, arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells()
    arrivals.open()
    with desk.database.writing() as connection:
        own = grant_of_key.c.person_id == desk.actor("second caseworker").user_id
        connection.execute(grant_of_key.delete().where(own))
    found = read(desk, who="second caseworker")
    assert (found.closed, found.answers, found.country) == (Closed.NOT_YOURS, {}, "KE")
    assert not arrivals.rows("report")[0].seen
    assert Files(desk).journal("report", 1) == []


def test_a_damaged_account_says_so(desk: DeskKit, arrivals: Arrivals, worker: Worker) -> None:
    worker.tells()
    arrivals.open()
    damaged = arrivals.rows("account")[0].envelope[:-1] + b"\0"
    with desk.database.writing() as connection:
        connection.execute(update(account).values(envelope=damaged))
    assert read(desk).closed is Closed.DAMAGED


def test_corrections_are_counted_and_begin_again_after_a_withdrawal(
    desk: DeskKit, arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells(revision=3)
    arrivals.open()
    assert read(desk).corrections == 2
    worker.takes_back()
    arrivals.open()
    worker.tells(revision=1002)
    arrivals.open()
    assert read(desk, 2).corrections == 1


def test_what_no_form_would_have_sent_is_not_shown(desk: DeskKit, arrivals: Arrivals) -> None:
    key = desk.card.casework_key(desk.clock().date())
    assert key is not None
    answers: dict[str, Any] = {
        "work.country": "XX",
        "work.role": "chief",
        "hours.paid": "999",
        "wrong.codes": ["pay.late", {"deep": 1}],
        "union.organisations": ["aabbccdd"],
        "made.up": "text",
        "story.text": "pay\u202egnp.exe <script>alert(1)</script>fair\x00",
        "story.repeat": 3,
    }
    payload = {
        "edition": "2026-1",
        "kind": "account",
        "mark": "ab" * 16,
        "revision": 1,
        "mailbox": "cd" * 16,
        "inbox": "A" * 1622 + "==",
        "language": "en",
        "answers": answers,
    }
    arrivals.put(seal(payload, Purpose.CASEWORK, key.public))
    arrivals.open()
    assert read(desk).answers == {"wrong.codes": ("pay.late",), "story.text": "paygnp.exe fair"}


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_only_who_may_read_reports_reads_lists_or_marks_them(
    desk: DeskKit, arrivals: Arrivals, worker: Worker, who: str
) -> None:
    worker.tells()
    arrivals.open()
    with pytest.raises(NotAllowed):
        read(desk, who=who)
    with desk.database.writing() as connection:
        with pytest.raises(NotAllowed):
            mark_seen(connection, desk.actor(who), 1, seen=True)
        for of in (REPORTS, REFUSED):
            with pytest.raises(NotAllowed):
                fetch(connection, desk.actor(who), of, Query())


def test_a_report_that_is_not_there_is_not_found(desk: DeskKit) -> None:
    with pytest.raises(NotFound):
        read(desk)
    with desk.database.writing() as connection, pytest.raises(NotFound):
        mark_seen(connection, desk.actor("caseworker"), 1, seen=True)


def test_each_filter_keeps_what_it_says(desk: DeskKit, arrivals: Arrivals) -> None:
    arrivals.worker().tells(week="2026-W40", vouched=True, language="sw")
    arrivals.worker().tells(
        {
            "work.employer": "majorel",
            "work.country": "UG",
            "wrong.codes": ("pay.nonpayment",),
            "wrong.main": None,
            "pay.month": "2026-09",
        }
    )
    arrivals.open()
    read(desk, 2)
    majorel = str(arrivals.rows("report")[1].employer_id)
    assert listed(desk) == [2, 1]
    for one, two in (
        ({"country": "KE"}, {"country": "UG"}),
        ({"code": "harm.exposure"}, {"code": "pay.nonpayment"}),
        ({"until": "2026-W40"}, {"since": "2026-W41"}),
        ({"month": "2026-10"}, {"month": "2026-09"}),
        ({"spoken": "sw"}, {"spoken": "en"}),
        ({"vouched": "yes"}, {"vouched": "no"}),
        ({"seen": "no"}, {"seen": "yes"}),
        ({"code": "pay.late"}, {"employer": majorel}),
    ):
        assert (listed(desk, **one), listed(desk, **two)) == ([1], [2]), (one, two)
    for nothing in ({"employer": "x"}, {"since": "2026"}, {"until": "x"}, {"month": "10"}):
        assert listed(desk, **nothing) == []


@pytest.mark.parametrize("column", [one.id for one in REPORTS.columns if one.sorts])
def test_every_column_sorts_both_ways(desk: DeskKit, arrivals: Arrivals, column: str) -> None:
    for employer in ("sama", "majorel"):
        arrivals.worker().tells({"work.employer": employer})
    arrivals.open()
    ways = [listed(desk, sort=column, order=order) for order in ("up", "down")]
    assert sorted(map(sorted, ways)) == [[1, 2], [1, 2]]
    assert ways[0] == ways[1][::-1]


def test_what_was_refused_can_be_looked_at(desk: DeskKit, arrivals: Arrivals) -> None:
    arrivals.put(arrivals.worker().account()[:-1] + b"\0")
    arrivals.open()
    with desk.database.reading() as connection:
        (row,) = fetch(connection, desk.actor("caseworker"), REFUSED, Query()).rows
    assert (row["week"], row["defect"]) == ("2026-W48", "NotAuthentic")
    assert row["sha256"] == arrivals.rows("refused")[0].envelope_hash.hex().upper()
    assert json.dumps(row["key"])
