"""A paper form, typed in at the desk: sealed here, at once, under the rules of the intake.

    number = add_paper(connection, actor, PaperForm(answers, "sw", form), facts, now)

Found names, telephone numbers and the like are hidden before anything is sealed. There is no
mailbox: nobody can be answered, and only whoever brought the form can ask for it to be erased.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from grievance.casebook.arrivals.indexing import Indexer
from grievance.casebook.arrivals.known import look_up
from grievance.casebook.arrivals.reading_payloads import story_in
from grievance.casebook.arrivals.reports_kept import PAPER, NewReport, keep, pairs
from grievance.casebook.arrivals.sketches import sketch
from grievance.casebook.arrivals.withdrawals import withdraw
from grievance.casebook.employers.alerts import raise_alerts
from grievance.casebook.errors import NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.office.keyring import casework_public
from grievance.casebook.permissions import Right
from grievance.casebook.schema.reports import report
from grievance.envelope.keys import Purpose
from grievance.envelope.kind import Kind
from grievance.envelope.receipt import ID_SIZE
from grievance.envelope.seal import seal
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import one
from grievance.questionnaire.testimony import Testimony
from grievance.redaction.answers import findings, masked, texts
from grievance.store.week import week_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.question import Answer
    from grievance.reference.facts import Facts

FIRST_REVISION = 1


@dataclass(frozen=True)
class PaperForm:
    """Answers as the questionnaire read them, the language of the paper, 16 bytes of the form.

    `form` was drawn when the empty form was shown: sent twice, it is one report.
    """

    answers: Mapping[str, Answer] = field(repr=False)
    language: str
    form: bytes


def new_form() -> bytes:
    """Draw what a form carries so that it is added once."""
    return secrets.token_bytes(ID_SIZE)


def add_paper(
    connection: Connection, actor: Actor, paper: PaperForm, facts: Facts, now: datetime
) -> int:
    """Seal and keep a paper form in a write transaction; return its report's number.

    What it alerts of is raised at once: for weeks there may be nothing to open. Raises
    `NotAllowed`, `NoCaseworkKey`.
    """
    actor.require(Right.READ_REPORTS)
    added = select(report.c.id).where(report.c.mark == paper.form)
    before = connection.execute(added).scalar_one_or_none()
    if before is not None:
        return int(before)
    (kept,) = keep(connection, [_report(connection, paper, facts, now)], facts)
    raise_alerts(connection, facts, pairs([kept]), now)
    write(connection, Entry(now, actor.name, "paper_added", "report", kept.id))
    return kept.id


def erase_paper(connection: Connection, actor: Actor, number: int, now: datetime) -> None:
    """Erase a report that nobody has a number for, as a withdrawal does: on paper, or imported.

    Raises `NotAllowed`, and `NotFound` also for a report whose worker can take it back.
    """
    mark = find_paper(connection, actor, number)
    known = look_up(connection, [mark], []).by_mark
    withdraw(connection, actor, {mark: FIRST_REVISION}, known, now)


def find_paper(connection: Connection, actor: Actor, number: int) -> bytes:
    """Return the mark of a report that nobody has a number for; raises as `erase_paper`."""
    actor.require(Right.READ_REPORTS)
    came = select(report.c.mark).where(report.c.id == number, report.c.mailbox.is_(None))
    mark: bytes | None = connection.execute(came).scalar_one_or_none()
    if mark is None:
        raise NotFound
    return mark


def _report(connection: Connection, paper: PaperForm, facts: Facts, now: datetime) -> NewReport:
    words = texts(paper.answers)
    found = findings(words, one(paper.answers, "work.country"), facts.employer_names)
    testimony = Testimony(EDITION.id, paper.language, masked(paper.answers, words, found))
    answers = testimony.for_casework(EDITION)
    payload = {
        "edition": EDITION.id,
        "kind": Kind.ACCOUNT,
        "mark": paper.form.hex(),
        "revision": FIRST_REVISION,
        "language": paper.language,
        "answers": answers,
    }
    key = casework_public(connection, now.date())
    envelope = seal(payload, Purpose.CASEWORK, key)
    return NewReport(
        mark=paper.form,
        revision=FIRST_REVISION,
        mailbox=None,
        week=week_of(now.date()),
        vouched=False,
        origin=PAPER,
        language=paper.language,
        key_id=key.id,
        envelope=envelope,
        envelope_hash=hashlib.sha256(envelope).digest(),
        told=Indexer(facts).index(answers, now.date()),
        sketch=sketch(story_in(answers)),
    )
