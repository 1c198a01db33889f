"""Workers whose envelopes lie in a desk's spool, sealed as the intake seals them.

worker = Arrivals(desk).worker()
worker.tells({"work.employer": "sama"})
worker.takes_back()
Arrivals(desk).open()
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from grievance.casebook.arrivals.arrivals import Progress, open_waiting
from grievance.casebook.arrivals.spool import FOLDER, Spool
from grievance.casebook.schema import tables
from grievance.coding.coded import code as coded_from
from grievance.courier.frames import Collected
from grievance.envelope.message import Written, seal_message
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import NOTHING
from grievance.envelope.revisions import seal_withdrawal
from grievance.envelope.testimony import Account, Recipients, seal_account
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.testimony import Testimony

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.questionnaire.question import Answer
    from tests.kit.desk import DeskKit

WEEK = "2026-W48"
ANSWERS: Mapping[str, Answer] = {
    "start.agree": "yes",
    "work.country": "KE",
    "work.employer": "sama",
    "work.role": "content_moderation",
    "work.hired": "agency",
    "pay.month": "2026-10",
    "pay.per": "month",
    "pay.amount": "21000",
    "pay.currency": "KES",
    "pay.costs_month": "1500",
    "hours.paid": "45",
    "hours.unpaid": "5",
    "health.agree": "answer",
    "health.content": "daily",
    "health.daily_life": "a_lot",
    "wrong.codes": ("pay.late", "harm.exposure"),
    "wrong.main": "harm.exposure",
    "union.read": "yes",
    "story.text": "They promised a contract of six months and closed my account after three weeks.",
    "story.repeat": "other_words",
}


@dataclass(frozen=True)
class Arrivals:
    """The spool of a desk, and who opens it."""

    desk: DeskKit
    who: str = "caseworker"

    @property
    def spool(self) -> Spool:
        return Spool(self.desk.folder / FOLDER)

    def worker(self) -> Worker:
        return Worker(self)

    def put(self, *bodies: bytes, week: str = WEEK, vouched: bool = False) -> None:
        """Let envelopes lie in the spool as if they had been collected."""
        self.spool.append([Collected(secrets.randbits(63), week, vouched, one) for one in bodies])

    def open(self, **options: Any) -> Progress:  # noqa: ANN401
        """Open all that waits; return how it ended."""
        *_, last = open_waiting(
            self.desk.database,
            self.desk.actor(self.who),
            self.desk.folder,
            self.desk.desk.facts,
            self.desk.clock(),
            **options,
        )
        return last

    def rows(self, name: str) -> Sequence[Any]:
        """Return all rows of a table, by its first column."""
        table = tables.tables[name]
        with self.desk.database.reading() as connection:
            return connection.execute(select(table).order_by(*table.primary_key)).all()


@dataclass
class Worker:
    """Somebody with a secret number."""

    at: Arrivals
    code: ReceiptCode = field(default_factory=ReceiptCode.new)

    @property
    def organisation(self) -> str:
        return self.at.desk.card.organisation

    @property
    def mark(self) -> bytes:
        return self.code.casework(self.organisation).mark

    @property
    def mailbox(self) -> bytes:
        return self.code.casework(self.organisation).mailbox

    def account(
        self,
        changes: Mapping[str, Answer | None] | None = None,
        *,
        revision: int = 1,
        language: str = "en",
        numbered: bool = True,
    ) -> bytes:
        """Return a sealed account: the usual answers with `changes`, None leaves one out.

        One that is not `numbered` was imported: it names no mailbox.
        """
        answers = {
            question: answer
            for question, answer in {**ANSWERS, **(changes or {})}.items()
            if answer is not None
        }
        facts, today = self.at.desk.desk.facts, self.at.desk.clock().date()
        coded = coded_from(answers, wages=facts.wages, employers=facts.employers, today=today)
        told = Account(Testimony(EDITION.id, language, answers), EDITION, coded, numbered)
        to = Recipients(None, {self.organisation: self._key})
        (sealed,) = seal_account(self.code, told, to, revision)
        return sealed.body

    def withdrawal(self) -> bytes:
        """Return a sealed withdrawal."""
        sealed = seal_withdrawal(
            self.code, NOTHING, EDITION.id, None, {self.organisation: [self._key]}
        )
        return sealed.envelopes[0].body

    def message(self, text: str, number: int = 1) -> bytes:
        """Return a sealed message."""
        written = Written(text, number, "en")
        return seal_message(self.code, self.organisation, self._key, written, EDITION.id).body

    def tells(self, changes: Mapping[str, Answer | None] | None = None, **how: Any) -> None:  # noqa: ANN401
        """Let an account arrive."""
        put = {name: how.pop(name) for name in ("week", "vouched") if name in how}
        self.at.put(self.account(changes, **how), **put)

    def takes_back(self) -> None:
        self.at.put(self.withdrawal())

    def writes(self, text: str, number: int = 1) -> None:
        self.at.put(self.message(text, number))

    @property
    def _key(self) -> Any:  # noqa: ANN401
        valid = self.at.desk.card.casework_key(self.at.desk.clock().date())
        assert valid is not None
        return valid.public
