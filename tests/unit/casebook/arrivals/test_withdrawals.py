"""What was taken back is gone: from every table, from the file, from the spool. A case says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from grievance.casebook.arrivals import outbox
from grievance.casebook.schema import tables
from grievance.casebook.schema.cases import case_report
from grievance.casebook.schema.reports import likeness
from tests.kit.cases import Files
from tests.kit.plain_pages import plain_pages

if TYPE_CHECKING:
    from tests.kit.arriving import Arrivals, Worker

OF_REPORTS = (
    "report",
    "account",
    "report_code",
    "report_figure",
    "unlisted_name",
    "likeness",
    "message",
    "conversation",
    "case_report",
    "early_message",
)


def test_everything_that_hangs_on_a_report_goes_with_it(arrivals: Arrivals, worker: Worker) -> None:
    files = Files(arrivals.desk)
    other = arrivals.worker()
    other.tells()
    worker.tells({"work.employer": "other", "work.employer_other": "Annotation House"})
    worker.writes("Did you read it?")
    arrivals.open()
    gone = next(row.id for row in arrivals.rows("report") if row.mark == worker.mark)
    stays = next(row.id for row in arrivals.rows("report") if row.mark == other.mark)
    case = files.open("Late pay")
    with arrivals.desk.database.writing() as connection:
        for number in (gone, stays):
            connection.execute(insert(case_report), {"case_id": case, "report_id": number})
        pair = {"report_id": max(gone, stays), "other_id": min(gone, stays)}
        connection.execute(insert(likeness), {**pair, "likeness": 90, "settled": False})
    worker.takes_back()
    assert arrivals.open().withdrawn == 1
    left = {name: arrivals.rows(name) for name in OF_REPORTS}
    assert [row.id for row in left["report"]] == [stays]
    for name in OF_REPORTS[1:]:
        columns = tables.tables[name].c.keys()
        named = {getattr(row, "report_id", None) for row in left[name] if "report_id" in columns}
        assert gone not in named, name
    assert left["unlisted_name"] == left["likeness"] == left["message"] == []
    assert [row.mark for row in arrivals.rows("tombstone")] == [worker.mark]
    assert files.find(case).withdrawn_reports == 1
    assert files.journal("case", case)[-1] == (
        "Bakari Otieno",
        "report_withdrawn",
        {"reports": 1},
    )
    assert files.journal("report", gone)[-1] == ("Bakari Otieno", "withdrawn", {})


def test_nothing_of_it_is_left_in_the_file_nor_in_the_spool(
    arrivals: Arrivals, worker: Worker
) -> None:
    """Its envelopes and its index are looked for in every page, also in those that are free."""
    for _ in range(3):
        arrivals.worker().tells()
    account = worker.account({"work.employer": "other", "work.employer_other": "Canary House"})
    message = worker.message("A canary sings.")
    arrivals.put(account, message)
    arrivals.open()
    database, folder = arrivals.desk.database, arrivals.desk.folder
    pieces = [account[40:240], account[4000:4200], message[40:240], b"Canary House", worker.mailbox]
    database.checkpoint()
    before = plain_pages(database)
    assert all(piece in before for piece in pieces), "the search would find what is there"
    reply = outbox.put_reply(folder, worker.mailbox, b"sealed to the worker")
    worker.takes_back()
    arrivals.open()
    after = plain_pages(database)
    assert [piece for piece in pieces if piece in after] == []
    assert database.path.with_name("desk.db-wal").stat().st_size == 0
    spool = b"".join(
        path.read_bytes() for path in arrivals.spool.folder.iterdir() if path.suffix == ".sealed"
    )
    assert account[40:240] not in spool
    assert not outbox.waits(folder, reply)


def test_an_alert_does_not_go_on_telling_of_it(arrivals: Arrivals, worker: Worker) -> None:
    gravest = next(one.code for one in arrivals.desk.desk.facts.grievances if one.severity == 4)
    worker.tells({"wrong.codes": (gravest,), "wrong.main": None})
    arrivals.open()
    assert [row.reached for row in arrivals.rows("alert")] == [1]
    worker.takes_back()
    arrivals.open()
    assert arrivals.rows("alert") == []


def test_a_late_or_restored_copy_is_refused(arrivals: Arrivals, worker: Worker) -> None:
    first, second = worker.account(), worker.account(revision=2)
    arrivals.put(first)
    arrivals.open()
    worker.takes_back()
    arrivals.open()
    arrivals.put(first, second)
    progress = arrivals.open()
    assert (progress.opened, progress.late, progress.refused) == (0, 2, 0)
    assert arrivals.rows("report") == arrivals.rows("refused") == []


@pytest.mark.parametrize("withdrawal_first", [True, False])
def test_in_one_chunk_the_withdrawal_wins_whatever_comes_first(
    arrivals: Arrivals, worker: Worker, *, withdrawal_first: bool
) -> None:
    bodies = [worker.account(), worker.withdrawal(), worker.message("Hello?")]
    arrivals.put(*(bodies if not withdrawal_first else [bodies[1], bodies[0], bodies[2]]))
    progress = arrivals.open()
    assert (progress.opened, progress.late) == (0, 1)
    assert arrivals.rows("report") == arrivals.rows("early_message") == []
    assert len(arrivals.rows("tombstone")) == 1


def test_a_withdrawal_of_what_never_came_is_remembered_in_silence(
    arrivals: Arrivals, worker: Worker
) -> None:
    worker.takes_back()
    progress = arrivals.open()
    assert (progress.withdrawn, progress.refused) == (0, 0)
    worker.tells()
    assert arrivals.open().late == 1
    assert arrivals.rows("report") == []


def test_a_message_that_waited_goes_with_the_withdrawal(arrivals: Arrivals, worker: Worker) -> None:
    worker.writes("Before my account.")
    arrivals.open()
    worker.takes_back()
    arrivals.open()
    assert arrivals.rows("early_message") == []


def test_whoever_tells_again_after_taking_back_is_heard(arrivals: Arrivals, worker: Worker) -> None:
    worker.tells()
    arrivals.open()
    worker.takes_back()
    arrivals.open()
    worker.tells(revision=1001)
    assert arrivals.open().opened == 1
    worker.takes_back()  # sealed with the revision of the first: too old to erase the new account
    arrivals.open()
    assert [row.revision for row in arrivals.rows("report")] == [1001]
    assert [row.revision for row in arrivals.rows("tombstone")] == [1000]


def test_a_number_is_never_given_twice(arrivals: Arrivals, worker: Worker) -> None:
    worker.tells()
    arrivals.open()
    (first,) = arrivals.rows("report")
    worker.takes_back()
    arrivals.open()
    arrivals.worker().tells()
    arrivals.open()
    assert arrivals.rows("report")[0].id == first.id + 1
