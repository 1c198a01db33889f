"""A worker who told, writes back, takes everything back and reads: real envelopes, a real code.

worker = a_worker(desk, language="sw")      # told, and opened by the first caseworker
worker.write("They paid half.")
worker.reads()[-1].text                     # what waits in the outbox for this worker
"""

from __future__ import annotations

import base64
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.arrivals import open_waiting
from grievance.casebook.arrivals.spool import FOLDER, Spool
from grievance.casebook.schema.reports import report
from grievance.courier.frames import Collected
from grievance.envelope.inbox import InboxMessage, inbox_key, open_message
from grievance.envelope.keys import Purpose
from grievance.envelope.message import Written, seal_message
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.seal import seal
from grievance.questionnaire.edition_2026_1 import EDITION

if TYPE_CHECKING:
    from grievance.envelope.keys import PublicKey
    from tests.kit.desk import DeskKit

ANSWERS = {"work.employer": "sama", "work.country": "KE", "wrong.happened": ["pay.late"]}
_ids = itertools.count(1)


@dataclass
class Worker:
    """Holds a secret number; whatever is sent is opened at once by the first caseworker."""

    desk: DeskKit
    language: str = "en"
    week: str = "2026-W48"
    code: ReceiptCode = field(default_factory=ReceiptCode.new)
    written: int = 0
    report: int = 0  # its number at the desk, once it was told

    def tell(self, **answers: object) -> None:
        """Send the account."""
        own = self.code.casework(self._organisation)
        payload = {
            "edition": EDITION.id,
            "kind": "account",
            "mark": own.mark.hex(),
            "revision": 1,
            "mailbox": own.mailbox.hex(),
            "inbox": base64.b64encode(inbox_key(self.code, self._organisation).raw).decode(),
            "language": self.language,
            "answers": {**ANSWERS, **answers},
        }
        self._arrive(seal(payload, Purpose.CASEWORK, self._key))
        with self.desk.database.reading() as connection:
            found = select(report.c.id).where(report.c.mark == own.mark)
            self.report = int(connection.execute(found).scalar_one())

    def write(self, text: str, week: str | None = None) -> None:
        """Send a message."""
        self.week = week or self.week
        self.written += 1
        words = Written(text, self.written, self.language)
        sealed = seal_message(self.code, self._organisation, self._key, words, EDITION.id)
        self._arrive(sealed.body)

    def withdraw(self) -> None:
        """Take everything back."""
        payload = {
            "edition": EDITION.id,
            "kind": "withdrawal",
            "mark": self.code.casework(self._organisation).mark.hex(),
            "revision": 1000,
        }
        self._arrive(seal(payload, Purpose.CASEWORK, self._key))

    def reads(self) -> list[InboxMessage]:
        """Open what waits in the desk's outbox for this worker's mailbox."""
        mailbox = self.code.casework(self._organisation).mailbox
        waiting = [outbox.take(self.desk.folder, one) for one in outbox.pending(self.desk.folder)]
        return [
            open_message(self.code, self._organisation, one.envelope)
            for one in waiting
            if isinstance(one, outbox.Reply) and one.mailbox == mailbox
        ]

    @property
    def _organisation(self) -> str:
        return self.desk.card.organisation

    @property
    def _key(self) -> PublicKey:
        return self.desk.card.casework[0].public

    def _arrive(self, body: bytes) -> None:
        desk = self.desk
        Spool(desk.folder / FOLDER).append(
            [Collected(next(_ids), self.week, vouched=False, body=body)]
        )
        reader = desk.actor("caseworker")
        run = open_waiting(desk.database, reader, desk.folder, desk.desk.facts, desk.clock())
        assert [one.refused for one in run][-1] == 0


def a_worker(desk: DeskKit, language: str = "en", **answers: object) -> Worker:
    """Return a worker whose account was opened at `desk`."""
    worker = Worker(desk, language)
    worker.tell(**answers)
    return worker
