"""Searching: over what lists show, and, opened in memory, over what workers told and notes say.

    found = search(database, actor, Wanted("overtime sama", labels, sealed=True), now)
    found.cases, found.reports, found.sealed.reports, found.sealed.notes

What is sealed is opened with the keys of whoever searches, newest first and no more than 2,000 of
each; the answer says how many those were. Nothing that is opened is kept, and the journal keeps
that somebody searched, not for what.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from grievance.casebook.cases.case_words import Status
from grievance.casebook.cases.searching_reports import search_reports
from grievance.casebook.cases.searching_sealed import MOST_SEALED, Sealed, folded, search_sealed
from grievance.casebook.journal import Entry, write
from grievance.casebook.people.grants_held import casework_keys
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case, case_code
from grievance.casebook.schema.employers import employer
from grievance.reference.names import all_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from grievance.casebook.cases.searching_sealed import FoundReport
    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor

__all__ = ["MOST_CASES", "MOST_SEALED", "Found", "FoundCase", "Wanted", "search"]

MOST_CASES = 50
MOST_WORDS = 8


@dataclass(frozen=True)
class Wanted:
    """What is looked for: all words of `typed`; `labels` are the words of codes for the reader.

    `sealed` asks to open and search what workers told and what notes say, too.
    """

    typed: str
    labels: Mapping[str, str]
    sealed: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words as they are compared: no case, no accents, at most eight."""
        return all_words(self.typed)[:MOST_WORDS]


@dataclass(frozen=True)
class FoundCase:
    """A case in which all words were found."""

    id: int
    number: str
    title: str
    employer: str
    status: Status


@dataclass(frozen=True)
class Found:
    """What was found: the newest of `total` cases, of `reports_total` reports by what lists show.

    `sealed` is what was found by what is sealed.
    """

    cases: tuple[FoundCase, ...]
    total: int
    reports: tuple[FoundReport, ...] = ()
    reports_total: int = 0
    sealed: Sealed = field(default_factory=Sealed)


def search(database: Database, actor: Actor, wanted: Wanted, now: datetime) -> Found:
    """Return where all words of `wanted` stand; nothing for no word. Raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    if not wanted.words:
        return Found((), 0)
    with database.reading() as connection:
        cases = _cases(connection, wanted)
        reports = search_reports(connection, actor, wanted.words, wanted.labels)
        if not wanted.sealed:
            return Found(*cases, *reports)
        keys = casework_keys(connection, actor)
        sealed = search_sealed(connection, actor, wanted.words, keys)
    told = {"accounts": sealed.accounts_searched, "notes": sealed.notes_searched}
    # Written before anybody sees what was found.
    with database.writing() as connection:
        write(connection, Entry(now, actor.name, "searched", "desk", None, told))
    return Found(*cases, *reports, sealed)


def _cases(connection: Connection, wanted: Wanted) -> tuple[tuple[FoundCase, ...], int]:
    head = employer.alias("head")
    source = case.outerjoin(employer, employer.c.id == case.c.employer_id).outerjoin(
        head, head.c.id == employer.c.head_id
    )
    places = (
        case.c.title_folded,
        case.c.number,
        func.coalesce(head.c.name_folded, ""),
        func.coalesce(employer.c.name_folded, ""),
    )
    every = and_(
        *(
            or_(*(func.instr(place, word) > 0 for place in places), _coded(wanted.labels, word))
            for word in wanted.words
        )
    )
    total = connection.execute(select(func.count()).select_from(source).where(every)).scalar_one()
    rows = connection.execute(
        select(case.c.id, case.c.number, case.c.title, case.c.status, head.c.name)
        .select_from(source)
        .where(every)
        .order_by(case.c.opened.desc(), case.c.id.desc())
        .limit(MOST_CASES)
    )
    found = tuple(
        FoundCase(row.id, row.number, row.title, row.name or "", Status(row.status)) for row in rows
    )
    return found, total


def _coded(labels: Mapping[str, str], word: str) -> ColumnElement[bool]:
    codes = [code for code, label in labels.items() if word in folded(label) or word in code]
    own = select(case_code.c.case_id).where(case_code.c.code.in_(codes))
    return case.c.id.in_(own)
