"""The part of a search that opens: what workers told, and notes, in memory and newest first."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from grievance.casebook.cases.case_words import Status
from grievance.casebook.cases.notes import newest_notes, opened_notes
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.reports import account, report, unlisted_name
from grievance.envelope.refusals import EnvelopeRefused
from grievance.opening.open import open_with_any
from grievance.questionnaire.edition_2026_1 import EDITION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor
    from grievance.opening.keys import PrivateKey

MOST_SEALED = 2000
MOST_SHOWN = 50
_AT_ONCE = 100
_ACCENTS = re.compile("[\u0300-\u036f]")
_STORY = "story.text"


@dataclass(frozen=True)
class FoundReport:
    """A report that has all words: index fields, nothing of the story."""

    id: int
    week: str
    employer: str
    country: str | None


@dataclass(frozen=True)
class FoundNote:
    """A case with a note that has all words."""

    case_id: int
    number: str
    title: str
    status: Status


@dataclass(frozen=True)
class Sealed:
    """What was opened and what was found; `closed_to_you` no key at hand opened."""

    reports: tuple[FoundReport, ...] = ()
    notes: tuple[FoundNote, ...] = ()
    accounts_searched: int = 0
    notes_searched: int = 0
    closed_to_you: int = 0


def search_sealed(
    connection: Connection,
    actor: Actor,
    words: Collection[str],
    keys: Mapping[bytes, PrivateKey],
) -> Sealed:
    """Open the newest accounts and notes with `keys` and return those with all `words`.

    At most 50 of each are returned. Raises `NotAllowed`; whoever calls writes the journal.
    """
    actor.require(Right.READ_REPORTS)
    actor.require(Right.FOLLOW_CASES)
    stories = dict(_stories(connection, keys))
    reports = [number for number, story in stories.items() if story and _has(story, words)]
    notes = opened_notes(newest_notes(connection, actor, MOST_SEALED), keys)
    cases = [one.note.case_id for one in notes if one.text and _has(one.text, words)]
    shut = sum(story is None for story in stories.values()) + sum(one.text is None for one in notes)
    return Sealed(
        reports_shown(connection, reports[:MOST_SHOWN]),
        _notes(connection, list(dict.fromkeys(cases))[:MOST_SHOWN]),
        len(stories),
        len(notes),
        shut,
    )


def folded(text: str) -> str:
    """Return a long text as words are compared: no case, no accents."""
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())


def _has(text: str, words: Collection[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in words)


def _stories(
    connection: Connection, keys: Mapping[bytes, PrivateKey]
) -> Iterator[tuple[int, str | None]]:
    """Yield (number of the report, story); "" where none was told, None where no key opens it."""
    newest = (
        select(report.c.id, account.c.envelope)
        .join(account, account.c.report_id == report.c.id)
        .order_by(report.c.week.desc(), report.c.id.desc())
        .limit(MOST_SEALED)
    )
    rows = connection.execute(newest, execution_options={"yield_per": _AT_ONCE})
    for number, envelope in rows:
        yield number, _story(envelope, keys)


def _story(envelope: bytes, keys: Mapping[bytes, PrivateKey]) -> str | None:
    try:
        payload = open_with_any(envelope, keys, {EDITION.id})
    except EnvelopeRefused:
        return None
    answers = payload.get("answers")
    told = answers.get(_STORY) if isinstance(answers, dict) else None
    return told if isinstance(told, str) else ""


def reports_shown(connection: Connection, numbers: Collection[int]) -> tuple[FoundReport, ...]:
    """Return these reports, newest first, each with the fields that a search shows of it."""
    if not numbers:
        return ()
    head = employer.alias("head")
    rows = connection.execute(
        select(
            report.c.id,
            report.c.week,
            report.c.country,
            func.coalesce(head.c.name, unlisted_name.c.name, "").label("employer"),
        )
        .outerjoin(employer, employer.c.id == report.c.employer_id)
        .outerjoin(head, head.c.id == employer.c.head_id)
        .outerjoin(unlisted_name, unlisted_name.c.report_id == report.c.id)
        .where(report.c.id.in_(numbers))
        .order_by(report.c.week.desc(), report.c.id.desc())
    )
    return tuple(FoundReport(row.id, row.week, row.employer, row.country) for row in rows)


def _notes(connection: Connection, numbers: Collection[int]) -> tuple[FoundNote, ...]:
    if not numbers:
        return ()
    own = select(case.c.id, case.c.number, case.c.title, case.c.status)
    rows = connection.execute(
        own.where(case.c.id.in_(numbers)).order_by(case.c.opened.desc(), case.c.id.desc())
    )
    return tuple(FoundNote(row.id, row.number, row.title, Status(row.status)) for row in rows)
