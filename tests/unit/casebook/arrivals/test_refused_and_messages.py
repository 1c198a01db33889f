"""What is no account: messages go to their report, and what nobody can use is kept apart."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal

if TYPE_CHECKING:
    from tests.kit.arriving import Arrivals, Worker


def test_what_nothing_can_be_done_with_is_kept_apart_as_it_came(
    arrivals: Arrivals, worker: Worker
) -> None:
    key = arrivals.desk.card.casework_key(arrivals.desk.clock().date())
    assert key is not None
    changed = bytearray(worker.account())
    changed[-1] ^= 1
    unfit = seal({"edition": "2026-1", "kind": "reply"}, Purpose.CASEWORK, key.public)
    unknown = seal({"edition": "1999-1", "kind": "account"}, Purpose.CASEWORK, key.public)
    arrivals.put(bytes(changed), unfit, unknown)
    assert arrivals.open().refused == 3
    kept = {row.envelope: (row.defect, row.week) for row in arrivals.rows("refused")}
    assert kept == {
        bytes(changed): ("NotAuthentic", "2026-W48"),
        unfit: ("BadPayload", "2026-W48"),
        unknown: ("UnknownEdition", "2026-W48"),
    }
    arrivals.put(unfit)
    arrivals.open()
    assert len(arrivals.rows("refused")) == 3


def test_an_account_that_names_the_mailbox_of_another_is_kept_apart(
    arrivals: Arrivals, worker: Worker
) -> None:
    """Nobody who does not know a mailbox can do it; who does must not get another's messages."""
    worker.tells()
    arrivals.open()
    key = arrivals.desk.card.casework_key(arrivals.desk.clock().date())
    assert key is not None
    forged = {
        "edition": "2026-1",
        "kind": "account",
        "mark": secrets.token_hex(16),
        "revision": 1,
        "mailbox": worker.mailbox.hex(),
        "inbox": "A" * 1622 + "==",
        "language": "en",
        "answers": {},
    }
    twin = {**forged, "mark": secrets.token_hex(16), "mailbox": "ab" * 16}
    arrivals.put(
        seal(forged, Purpose.CASEWORK, key.public),
        seal(twin, Purpose.CASEWORK, key.public),
        seal({**twin, "mark": secrets.token_hex(16)}, Purpose.CASEWORK, key.public),
    )
    progress = arrivals.open()
    assert (progress.opened, progress.refused) == (1, 2)
    assert {row.defect for row in arrivals.rows("refused")} == {"MailboxTaken"}


def test_a_message_goes_to_its_report_whether_before_or_after_it(arrivals: Arrivals) -> None:
    before, after, together = (arrivals.worker() for _ in range(3))
    before.writes("I was first.")
    arrivals.open()
    assert len(arrivals.rows("early_message")) == 1
    before.tells()
    after.tells()
    arrivals.open()
    assert arrivals.rows("early_message") == []
    after.writes("I was second.")
    arrivals.put(together.message("At once."), together.account())
    assert arrivals.open().messages == 2
    reports = {row.id: row.mark for row in arrivals.rows("report")}
    wrote = {reports[row.report_id] for row in arrivals.rows("message")}
    assert wrote == {before.mark, after.mark, together.mark}
    assert all(row.from_worker and not row.seen for row in arrivals.rows("message"))
    assert [row.unseen for row in arrivals.rows("conversation")] == [1, 1, 1]


def test_the_same_message_twice_is_one(arrivals: Arrivals, worker: Worker) -> None:
    worker.tells()
    body = worker.message("Once.")
    arrivals.put(body, body)
    arrivals.open()
    arrivals.put(body)
    assert arrivals.open().messages == 0
    assert len(arrivals.rows("message")) == 1
