"""The journal as a list to read: newest first, by person, by what was done, by day.

listing = fetch(connection, actor, JOURNAL, Query(filters={"done": "case.closed"}))

Details are names of fields, codes and reasons: an auditor needs no other right to read them. Pages
and files say them in words (`web/desk/detail_words.py`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import and_, false, select

from grievance.casebook.journal_words import DONE, KINDS
from grievance.casebook.lists.listing import Column, Filter, Kind, ListOf
from grievance.casebook.permissions import Right
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.people import person as table
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from grievance.casebook.permissions import Actor

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def _by(name: str) -> ColumnElement[bool]:
    # LIKE, which takes "amina" for Amina; a function of the name would be worked out for each row.
    return entry.c.person.contains(name, autoescape=True)


def _done(sentence: str) -> ColumnElement[bool]:
    kind, _, action = sentence.partition(".")
    return and_(entry.c.kind == kind, entry.c.action == action)


def _about(kind: str) -> ColumnElement[bool]:
    return entry.c.kind == kind


def _number(typed: str) -> ColumnElement[bool]:
    # Longer ones would not fit SQLite's integers.
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= 18
    return entry.c.subject == int(typed) if is_number else false()


# Days become numbers of entries: the list is in their order, and half a million need no sorting.


def _from(day: str) -> ColumnElement[bool]:
    if not _DAY.fullmatch(day):
        return false()
    at = select(entry.c.id).where(entry.c.moment >= day).order_by(entry.c.moment, entry.c.id)
    return entry.c.id >= at.limit(1).scalar_subquery()


def _until(day: str) -> ColumnElement[bool]:
    if not _DAY.fullmatch(day):
        return false()
    # Moments are texts, 2026-11-24T12:00:30Z: all of a day, month or year come before its "~".
    before = select(entry.c.id).where(entry.c.moment < f"{day}~")
    at = before.order_by(entry.c.moment.desc(), entry.c.id.desc())
    return entry.c.id <= at.limit(1).scalar_subquery()


_COLUMNS = (
    Column("entry", say("journal column", "Entry"), entry.c.id, Kind.NUMBER),
    Column("moment", say("journal column", "When (UTC)"), entry.c.moment, Kind.MOMENT, sorts=False),
    Column("person", say("journal column", "Who"), entry.c.person, Kind.PERSON, sorts=False),
    Column(
        "done",
        say("journal column", "What was done"),
        entry.c.kind + "." + entry.c.action,
        Kind.CHOICE,
        sorts=False,
        words=DONE,
    ),
    Column("subject", say("journal column", "Number"), entry.c.subject, Kind.NUMBER, sorts=False),
    Column("details", say("journal column", "Details"), entry.c.details, Kind.DETAILS, sorts=False),
)
_FILTERS = (
    Filter("person", say("journal filter", "Name of the person"), _by),
    Filter("done", say("journal filter", "What was done"), _done, Kind.CHOICE, DONE),
    Filter("kind", say("journal filter", "About"), _about, Kind.CHOICE, KINDS),
    Filter("number", say("journal filter", "Number of the report, case or person"), _number),
    Filter("from", say("journal filter", "From day"), _from, Kind.DAY),
    Filter("until", say("journal filter", "Up to day"), _until, Kind.DAY),
)
JOURNAL = ListOf(
    "journal",
    say("menu", "Journal"),
    Right.READ_JOURNAL,
    entry,
    entry.c.id,
    _COLUMNS,
    _FILTERS,
    sort="entry",
)


def people(connection: Connection, actor: Actor) -> dict[int, str]:
    """Return the names of all people by the numbers that entries hold; raises `NotAllowed`."""
    actor.require(Right.READ_JOURNAL)
    return {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name))}
