"""A calendar of deadlines that says nothing: days, case numbers and one word (RFC 5545).

    calendar(own_deadlines(connection, actor), "deadline", now)      # for a telephone to keep

A calendar leaves the desk for places nobody here controls, so neither titles nor employers are in
it. The same deadline has the same UID each time: calendars replace it instead of doubling it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from sqlalchemy import select

from grievance.casebook.cases.case_words import Status
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case, deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor

LONGEST_LINE = 75  # octets, RFC 5545, section 3.1
_NAMES = UUID("5f2b7a0e-6d7c-4f0e-9a35-0c6e3f9f1c11")


@dataclass(frozen=True)
class DueDay:
    """One deadline as a calendar may know it: its id, the case's number, the day."""

    id: int
    case_number: str
    due: date


def own_deadlines(connection: Connection, actor: Actor) -> tuple[DueDay, ...]:
    """Return what is still to be met in cases assigned to `actor`; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    rows = connection.execute(
        select(deadline.c.id, case.c.number, deadline.c.due)
        .join(case, case.c.id == deadline.c.case_id)
        .where(
            case.c.assignee_id == actor.user_id,
            case.c.status != Status.CLOSED,
            deadline.c.met.is_(None),
        )
        .order_by(deadline.c.due, deadline.c.id)
    )
    return tuple(DueDay(row.id, row.number, date.fromisoformat(row.due)) for row in rows)


def calendar(days: Iterable[DueDay], word: str, now: datetime) -> bytes:
    """Return an iCalendar file; `word` is "deadline" in the reader's language, `now` is in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Grievance//Desk//EN",
        *(line for day in days for line in _event(day, word, now)),
        "END:VCALENDAR",
    ]
    return b"".join(b"%s\r\n" % folded for line in lines for folded in _folded(line))


def escaped(text: str) -> str:
    """Return `text` as a value of type TEXT (RFC 5545, section 3.3.11)."""
    slashed = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(slashed.splitlines())


def _event(day: DueDay, word: str, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(_NAMES, f'{day.case_number}/{day.id}')}"
    yield f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{day.case_number}: {word}')}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _folded(line: str) -> Iterator[bytes]:
    """Yield a content line in pieces of at most 75 octets, never within a character."""
    piece = b""
    for sign in line:
        encoded = sign.encode()
        if len(piece) + len(encoded) > LONGEST_LINE:
            yield piece
            piece = b" "
        piece += encoded
    yield piece
