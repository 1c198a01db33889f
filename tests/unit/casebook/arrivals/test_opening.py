"""Envelopes become reports, once, whatever order they come in and whatever is cut."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.arrivals import Waiting, waiting

if TYPE_CHECKING:
    from tests.kit.arriving import Arrivals, Worker


def counted(arrivals: Arrivals, who: str = "caseworker") -> Waiting:
    with arrivals.desk.database.reading() as connection:
        return waiting(connection, arrivals.desk.actor(who), arrivals.desk.folder)


def test_an_account_becomes_a_report_with_what_a_list_shows(
    arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells(week="2026-W47", vouched=True, language="sw")
    assert arrivals.open().opened == 1
    (row,) = arrivals.rows("report")
    assert row.mark == worker.mark
    assert row.mailbox == worker.mailbox
    assert (row.week, row.vouched, row.origin, row.language) == ("2026-W47", True, "intake", "sw")
    assert (row.country, row.month, row.role) == ("KE", "2026-10", "content_moderation")
    assert (row.hired, row.repeat, row.severity, row.seen) == ("agency", "other_words", 3, False)
    codes = [(one.code, one.main) for one in arrivals.rows("report_code")]
    assert codes == [("harm.exposure", True), ("pay.late", False)]
    (figures,) = arrivals.rows("report_figure")
    assert figures.currency == "KES"
    assert figures.effective_hourly == pytest.approx(90.0)
    assert figures.ratio == pytest.approx(1.25855, abs=1e-5)
    assert (figures.hours_paid, figures.hours_unpaid) == (45, 5)
    assert (figures.content, figures.daily_life) == ("daily", "a_lot")
    (employer,) = arrivals.rows("employer")
    assert (row.employer_id, employer.listed, employer.name) == (employer.id, "sama", "Sama")


def test_the_account_itself_stays_sealed(arrivals: Arrivals, worker: Worker) -> None:
    body = worker.account()
    arrivals.put(body)
    arrivals.open()
    (row,) = arrivals.rows("account")
    assert row.envelope == body


def test_what_was_opened_waits_no_more_and_leaves_the_spool(
    arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells()
    assert counted(arrivals) == Waiting(openable=1)
    arrivals.open()
    assert counted(arrivals) == Waiting()
    assert arrivals.spool.digests() == set()
    assert arrivals.open().done == 0


def test_the_same_envelope_twice_is_one_report(arrivals: Arrivals, worker: Worker) -> None:
    body = worker.account()
    arrivals.put(body)
    arrivals.open()
    arrivals.put(body, body)
    progress = arrivals.open()
    assert (progress.opened, progress.corrected, progress.late) == (0, 0, 2)
    assert len(arrivals.rows("report")) == 1


def test_a_correction_takes_the_place_of_everything_that_was_told(
    arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells(vouched=True)
    arrivals.open()
    changes = {
        "work.employer": "majorel",
        "work.country": "UG",
        "wrong.codes": ("union.retaliation",),
        "wrong.main": None,
        "pay.amount": None,
        "pay.currency": None,
        "story.repeat": "no",
    }
    body = worker.account(changes, revision=2)
    arrivals.put(body)
    assert arrivals.open().corrected == 1
    (row,) = arrivals.rows("report")
    assert (row.revision, row.country, row.repeat, row.vouched) == (2, "UG", "no", True)
    assert [one.code for one in arrivals.rows("report_code")] == ["union.retaliation"]
    assert arrivals.rows("report_figure")[0].effective_hourly is None
    assert arrivals.rows("account")[0].envelope == body
    listed = {one.id: one.listed for one in arrivals.rows("employer")}
    assert listed[row.employer_id] == "majorel"


def test_a_corrected_report_has_to_be_looked_at_again(arrivals: Arrivals, worker: Worker) -> None:
    worker.tells()
    arrivals.open()
    with arrivals.desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE report SET seen = 1")
    worker.tells(revision=2)
    arrivals.open()
    assert not arrivals.rows("report")[0].seen


def test_the_newest_revision_stays_in_whatever_order_they_come(arrivals: Arrivals) -> None:
    together, apart = arrivals.worker(), arrivals.worker()
    arrivals.put(together.account(revision=3), together.account(revision=2))
    arrivals.open()
    for revision in (2, 3, 1):
        apart.tells(revision=revision)
        arrivals.open()
    assert [row.revision for row in arrivals.rows("report")] == [3, 3]


def test_of_two_with_one_revision_the_lower_hash_stays(arrivals: Arrivals) -> None:
    for apart in (False, True):
        worker = arrivals.worker()
        bodies = [worker.account() for _ in range(4)]
        for body in bodies:
            arrivals.put(body)
            if apart:
                arrivals.open()
        arrivals.open()
        lowest = min(hashlib.sha256(body).digest() for body in bodies)
        (row,) = (one for one in arrivals.rows("report") if one.mark == worker.mark)
        assert row.envelope_hash == lowest


def test_a_name_that_nobody_listed_waits_in_the_queue(arrivals: Arrivals, worker: Worker) -> None:
    worker.tells({"work.employer": "other", "work.employer_other": "Annotation House Ltd"})
    arrivals.open()
    (row,) = arrivals.rows("report")
    (name,) = arrivals.rows("unlisted_name")
    assert row.employer_id is None
    assert (name.report_id, name.name, name.folded) == (
        row.id,
        "Annotation House Ltd",
        "annotation house",
    )
    assert name.decided is None


def test_a_name_that_somebody_decided_on_before_is_decided(arrivals: Arrivals) -> None:
    told = {"work.employer": "other", "work.employer_other": "Annotation House"}
    arrivals.worker().tells()
    arrivals.worker().tells(told)
    arrivals.open()
    number = arrivals.rows("employer")[0].id
    with arrivals.desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE unlisted_name SET decided = ?", (number,))
    arrivals.worker().tells({**told, "work.employer_other": "annotation  HOUSE"})
    arrivals.open()
    assert arrivals.rows("report")[-1].employer_id == number
    assert arrivals.rows("unlisted_name")[-1].decided == number


def test_a_name_that_somebody_left_out_before_waits_again(arrivals: Arrivals) -> None:
    told = {"work.employer": "other", "work.employer_other": "my boss"}
    arrivals.worker().tells(told)
    arrivals.open()
    with arrivals.desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE unlisted_name SET left_out = 1")
    arrivals.worker().tells(told)
    arrivals.open()
    assert arrivals.rows("report")[-1].employer_id is None
    # Nobody can hide what comes later by deciding once.
    assert [one.left_out for one in arrivals.rows("unlisted_name")] == [True, False]


def test_an_employer_that_only_the_intake_lists_waits_in_the_queue(
    arrivals: Arrivals, worker: Worker
) -> None:
    worker.tells({"work.employer": "acme_ke"})
    arrivals.open()
    assert arrivals.rows("report")[0].employer_id is None
    assert arrivals.rows("unlisted_name")[0].name == "acme_ke"


def test_an_alert_is_raised_when_reports_gather(arrivals: Arrivals) -> None:
    arrivals.put(*(arrivals.worker().account() for _ in range(5)), vouched=True)
    arrivals.open()
    raised = {(one.code, one.reached, one.vouched) for one in arrivals.rows("alert")}
    assert raised == {("harm.exposure", 5, 5), ("pay.late", 5, 5)}
