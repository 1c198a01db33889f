"""One report, opened to be read: each time anew, each time journalled.

    read = read_report(connection, actor, 17, facts, now)
    read.answers, read.repeat, read.corrections

The account is opened in memory and kept nowhere. Who does not hold its key sees the index fields
that the list shows, and that the rest cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from grievance.casebook.arrivals.answers_read import AnswerReader
from grievance.casebook.errors import NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.people.grants_held import casework_keys
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.messages import conversation
from grievance.casebook.schema.reports import account, report, report_code, unlisted_name
from grievance.envelope.refusals import EnvelopeRefused
from grievance.envelope.revisions import LEAP
from grievance.opening.open import open_with_any
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Use

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from grievance.casebook.permissions import Actor
    from grievance.opening.keys import PrivateKey
    from grievance.questionnaire.question import Answer
    from grievance.reference.facts import Facts

EDITIONS = frozenset({EDITION.id})
_SHOWN = [one for one in EDITION.questions.values() if Use.CASEWORK in one.uses]


class Closed(Enum):
    """Why an account is not shown."""

    NOT_YOURS = "not_yours"
    """It is sealed to a key that this person does not hold."""
    DAMAGED = "damaged"
    """It does not open any more."""


@dataclass(frozen=True)
class ReadReport:
    """A report and, unless it is `closed`, its answers, each as the edition could have asked it.

    `employer` is the name under which it is counted, `employer_id` its number; `unlisted` is a name
    in the worker's words that nobody has listed. `corrections` counts those of the worker, `unseen`
    the messages among `messages` that nobody has read.
    """

    id: int
    week: str
    vouched: bool
    origin: str
    language: str
    country: str | None
    employer_id: int | None
    employer: str | None
    unlisted: str | None
    codes: tuple[str, ...]
    main: str | None
    repeat: str | None
    corrections: int
    answerable: bool
    messages: int
    unseen: int
    closed: Closed | None
    answers: Mapping[str, Answer] = field(repr=False)


def read_report(
    connection: Connection, actor: Actor, number: int, facts: Facts, now: datetime
) -> ReadReport:
    """Open a report in a write transaction; whoever reads it has seen it.

    Five statements, six when nobody had. Raises `NotAllowed`, and `NotFound` also for one that was
    taken back.
    """
    actor.require(Right.READ_REPORTS)
    row = connection.execute(_ONE.where(report.c.id == number)).one_or_none()
    if row is None:
        raise NotFound
    answers, closed = _opened(row, casework_keys(connection, actor), facts)
    if closed is None:
        write(connection, Entry(now, actor.name, "read", "report", number))
        if not row.seen:
            mark_seen(connection, actor, number, seen=True)
    return _report(row, answers, closed)


def mark_seen(connection: Connection, actor: Actor, number: int, *, seen: bool) -> None:
    """Say that a report was looked at, or has to be once more; raises `NotAllowed`, `NotFound`."""
    actor.require(Right.READ_REPORTS)
    marked = update(report).where(report.c.id == number).values(seen=seen)
    if connection.execute(marked).rowcount != 1:
        raise NotFound


def _opened(
    row: Row[Any], keys: Mapping[bytes, PrivateKey], facts: Facts
) -> tuple[Mapping[str, Answer], Closed | None]:
    if row.key_id not in keys:
        return {}, Closed.NOT_YOURS
    try:
        payload = open_with_any(row.envelope, keys, EDITIONS)
    except EnvelopeRefused:
        return {}, Closed.DAMAGED
    answers = payload.get("answers")
    return AnswerReader(_SHOWN, facts).read(answers if isinstance(answers, dict) else {}), None


def _report(row: Row[Any], answers: Mapping[str, Answer], closed: Closed | None) -> ReadReport:
    return ReadReport(
        id=row.id,
        week=row.week,
        vouched=row.vouched,
        origin=row.origin,
        language=row.language,
        country=row.country,
        employer_id=row.head_id,
        employer=row.head_name,
        unlisted=row.unlisted if row.head_id is None else None,
        codes=tuple(row.codes.split()) if row.codes else (),
        main=row.main,
        repeat=row.repeat,
        # A withdrawal leaps: what comes after it begins to count again.
        corrections=(row.revision - 1) % LEAP,
        answerable=row.mailbox is not None,
        messages=row.messages or 0,
        unseen=row.unseen or 0,
        closed=closed,
        answers=answers,
    )


_own = employer.alias("own")
_head = employer.alias("head")
_codes = (
    select(func.group_concat(report_code.c.code, " "))
    .where(report_code.c.report_id == report.c.id)
    .scalar_subquery()
)
_main = (
    select(report_code.c.code)
    .where(report_code.c.report_id == report.c.id, report_code.c.main)
    .scalar_subquery()
)
_ONE = select(
    report,
    account.c.key_id,
    account.c.envelope,
    unlisted_name.c.name.label("unlisted"),
    conversation.c.messages,
    conversation.c.unseen,
    _head.c.id.label("head_id"),
    _head.c.name.label("head_name"),
    _codes.label("codes"),
    _main.label("main"),
).select_from(
    report.join(account, account.c.report_id == report.c.id)
    .outerjoin(unlisted_name, unlisted_name.c.report_id == report.c.id)
    .outerjoin(conversation, conversation.c.report_id == report.c.id)
    .outerjoin(_own, _own.c.id == report.c.employer_id)
    .outerjoin(_head, _head.c.id == _own.c.head_id)
)
