"""What strangers and a bad intake may try: sealed by who knows a mailbox, a mark, or our clock."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.paper import PaperForm, add_paper
from grievance.casebook.messages import replies
from grievance.casebook.messages.replies import NoInbox
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal

if TYPE_CHECKING:
    from tests.kit.arriving import Arrivals, Worker

NO_INBOX = ("A" * 1622 + "==", "/" * 1621 + "w==")
"""A point of low order, and numbers that no key holds."""


def _sealed(arrivals: Arrivals, kind: str, **payload: object) -> bytes:
    key = arrivals.desk.card.casework_key(arrivals.desk.clock().date())
    assert key is not None
    return seal({"edition": "2026-1", "kind": kind, **payload}, Purpose.CASEWORK, key.public)


def _message(arrivals: Arrivals, worker: Worker) -> bytes:
    """Return a message by somebody who knows the mailbox, as the intake does, and no number."""
    said = {"text": "They paid me: drop the case.", "number": 1, "language": "en"}
    mark, mailbox = secrets.token_hex(16), worker.mailbox.hex()
    return _sealed(arrivals, "message", mark=mark, mailbox=mailbox, **said)


def _account(arrivals: Arrivals, mark: str, revision: int, inbox: str) -> bytes:
    named = {"mark": mark, "revision": revision, "mailbox": secrets.token_hex(16)}
    return _sealed(arrivals, "account", **named, inbox=inbox, language="en", answers={})


@pytest.mark.parametrize("early", [True, False])
def test_who_knows_only_the_mailbox_cannot_write_for_the_worker(
    arrivals: Arrivals, worker: Worker, *, early: bool
) -> None:
    forged = _message(arrivals, worker)
    if early:
        arrivals.put(forged)
        arrivals.open()
    worker.writes("This is me.")
    worker.tells()
    arrivals.open()
    if not early:
        arrivals.put(forged)
        arrivals.open()
    (kept,) = arrivals.rows("message")
    assert kept.sealed != forged
    assert arrivals.rows("early_message") == []
    assert [(row.envelope, row.defect) for row in arrivals.rows("refused")] == [
        (forged, "MailboxTaken")
    ]


def test_nobody_changes_or_takes_back_a_paper_form_from_outside(arrivals: Arrivals) -> None:
    """Whoever typed it in saw its mark; erasing it at the desk bears their own name."""
    desk, form = arrivals.desk, secrets.token_bytes(16)
    paper = PaperForm({"work.country": "KE"}, "sw", form)
    with desk.database.writing() as connection:
        add_paper(connection, desk.actor("caseworker"), paper, desk.desk.facts, desk.clock())
    before = arrivals.rows("report")
    arrivals.put(
        _sealed(arrivals, "withdrawal", mark=form.hex(), revision=5),
        _account(arrivals, form.hex(), 2, NO_INBOX[0]),
    )
    arrivals.open()
    arrivals.put(_account(arrivals, form.hex(), 7, NO_INBOX[0]))
    progress = arrivals.open()
    assert (progress.corrected, progress.withdrawn, progress.refused) == (0, 0, 1)
    assert arrivals.rows("report") == before
    assert arrivals.rows("tombstone") == []


@pytest.mark.parametrize("inbox", NO_INBOX)
def test_an_account_without_a_usable_inbox_is_said_not_to_be_answerable(
    arrivals: Arrivals, inbox: str
) -> None:
    desk = arrivals.desk
    arrivals.put(_account(arrivals, secrets.token_hex(16), 1, inbox))
    arrivals.open()
    reply = replies.Reply("Which month?", "en", replies.new_form())
    with pytest.raises(NoInbox):
        replies.send(desk.database, desk.actor("caseworker"), 1, reply, desk.clock())
    assert arrivals.rows("message") == []
    browser = desk.browser("caseworker")
    browser.open("~/messages/1")
    browser.say({"reply_text": "Which month?"}, go="preview")
    assert browser.press("send").problems == ["Nobody can be answered here."]


@pytest.mark.parametrize(("week", "kept"), [("9999-W52", "2026-W52"), ("0001-W01", "2021-W48")])
def test_an_intake_cannot_put_a_report_into_another_century(
    arrivals: Arrivals, worker: Worker, week: str, kept: str
) -> None:
    worker.tells(week=week)
    arrivals.open()
    assert [row.week for row in arrivals.rows("report")] == [kept]
    assert arrivals.desk.browser("caseworker").open("~/employers/1").status == 200


def test_a_correction_takes_its_alert_along(arrivals: Arrivals, worker: Worker) -> None:
    gravest = next(one.code for one in arrivals.desk.desk.facts.grievances if one.severity == 4)
    worker.tells({"wrong.codes": (gravest,), "wrong.main": None})
    arrivals.open()
    assert [row.code for row in arrivals.rows("alert")] == [gravest]
    worker.tells({"wrong.codes": ("pay.late",), "wrong.main": None}, revision=2)
    arrivals.open()
    assert arrivals.rows("alert") == []
