"""Accounts that the intake imported: read like any other, and nobody has their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.paper import erase_paper
from grievance.casebook.arrivals.payloads import BadPayload, read_payload
from grievance.casebook.messages.replies import CannotAnswer, Reply, new_form, send

if TYPE_CHECKING:
    from tests.kit.arriving import Arrivals, Worker
    from tests.kit.desk import DeskKit


def imported(arrivals: Arrivals, worker: Worker | None = None) -> bytes:
    """Return an account as the import seals it."""
    return (worker or arrivals.worker()).account(language="sw", numbered=False)


def test_it_becomes_a_report_that_says_where_it_came_from(arrivals: Arrivals) -> None:
    arrivals.put(imported(arrivals), imported(arrivals))
    assert arrivals.open().opened == 2
    rows = arrivals.rows("report")
    assert [(row.origin, row.mailbox, row.language) for row in rows] == [
        ("imported", None, "sw")
    ] * 2


def test_the_same_envelope_twice_is_one_report_and_nothing_is_refused(arrivals: Arrivals) -> None:
    body = imported(arrivals)
    arrivals.put(body)
    arrivals.open()
    arrivals.put(body, body)
    progress = arrivals.open()
    assert (progress.opened, progress.late, progress.refused) == (0, 2, 0)
    assert len(arrivals.rows("report")) == 1


def test_who_knows_its_mark_cannot_change_it(arrivals: Arrivals, worker: Worker) -> None:
    arrivals.put(imported(arrivals, worker))
    arrivals.open()
    worker.tells({"work.employer": "majorel"}, revision=2)
    assert arrivals.open().refused == 1
    worker.takes_back()
    arrivals.open()
    (row,) = arrivals.rows("report")
    assert (row.origin, row.revision) == ("imported", 1)


def test_nobody_can_be_answered(desk: DeskKit, arrivals: Arrivals) -> None:
    arrivals.put(imported(arrivals))
    arrivals.open()
    reply = Reply("Which month?", "en", new_form())
    with pytest.raises(CannotAnswer, match="nobody has a secret number"):
        send(desk.database, desk.actor("caseworker"), 1, reply, desk.clock())


def test_it_can_be_erased_at_the_desk_and_does_not_come_back(
    desk: DeskKit, arrivals: Arrivals
) -> None:
    body = imported(arrivals)
    arrivals.put(body)
    arrivals.open()
    with desk.database.writing() as connection:
        erase_paper(connection, desk.actor("caseworker"), 1, desk.clock())
    assert arrivals.rows("report") == arrivals.rows("account") == []
    arrivals.put(body)
    assert arrivals.open().late == 1
    assert arrivals.rows("report") == []


def test_its_page_says_so_in_words(desk: DeskKit, arrivals: Arrivals) -> None:
    arrivals.put(imported(arrivals))
    arrivals.open()
    page = desk.browser("caseworker").open("~/reports/1")
    assert "in a file that the intake imported" in page.text
    assert "nobody has a secret number for this report" in page.text
    assert "Erase this report" in page.text


@pytest.mark.parametrize("missing", ["mailbox", "inbox"])
def test_a_mailbox_without_an_inbox_is_none_of_ours(missing: str) -> None:
    payload = {
        "kind": "account",
        "mark": "ab" * 16,
        "revision": 1,
        "language": "en",
        "answers": {},
        "mailbox": "cd" * 16,
        "inbox": "A" * 1622 + "==",
    }
    del payload[missing]
    with pytest.raises(BadPayload):
        read_payload(payload)
