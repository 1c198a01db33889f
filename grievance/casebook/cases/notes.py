"""Notes of a case: sealed to the casework key, so that the database holds none in the clear.

    number = add_note(connection, actor, case_id, "She can be reached on Fridays.", now)
    opened_notes(notes_of(connection, actor, case_id), keys)

A note is not changed: whoever wrote it adds a correction. Each is sealed to its own place, so that
one moved to another case does not open there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.cases import find_case
from grievance.casebook.errors import NotAllowed, NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.office.keyring import casework_public
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import note as table
from grievance.casebook.schema.people import person
from grievance.envelope.refusals import EnvelopeRefused
from grievance.opening.sealed_text import open_note, seal_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from grievance.casebook.permissions import Actor
    from grievance.opening.keys import PrivateKey

LONGEST_NOTE = 5000


@dataclass(frozen=True)
class Note:
    """One sealed note: when (ISO date) and by whom it was written, and which one it corrects."""

    id: int
    case_id: int
    author_id: int
    author: str
    day: str
    corrects: int | None
    key_id: bytes
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class OpenedNote:
    """A note with its words; None where no key at hand opens it, or where it was changed."""

    note: Note
    text: str | None = field(repr=False)


def notes_of(connection: Connection, actor: Actor, case_id: int) -> tuple[Note, ...]:
    """Return the notes of a case, newest first, still sealed; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    rows = connection.execute(_FOUND.where(table.c.case_id == case_id).order_by(table.c.id.desc()))
    return tuple(_note(row) for row in rows)


def newest_notes(connection: Connection, actor: Actor, most: int) -> tuple[Note, ...]:
    """Return the newest notes of all cases, still sealed; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    rows = connection.execute(_FOUND.order_by(table.c.id.desc()).limit(most))
    return tuple(_note(row) for row in rows)


def find_note(connection: Connection, actor: Actor, case_id: int, number: int) -> Note:
    """Return a note of this case; raises `NotAllowed` and `NotFound`."""
    actor.require(Right.FOLLOW_CASES)
    one = _FOUND.where(table.c.id == number, table.c.case_id == case_id)
    row = connection.execute(one).one_or_none()
    if row is None:
        raise NotFound
    return _note(row)


def opened_notes(notes: Iterable[Note], keys: Mapping[bytes, PrivateKey]) -> tuple[OpenedNote, ...]:
    """Open `notes` with those of `keys` (by key id) that fit."""
    return tuple(OpenedNote(note, _opened(note, keys)) for note in notes)


def add_note(  # noqa: PLR0913 - where, what and when
    connection: Connection,
    actor: Actor,
    case_id: int,
    text: str,
    now: datetime,
    *,
    corrects: int | None = None,
) -> int:
    """Seal a note into a case and return its id; only its author may correct a note.

    Raises `NotAllowed`, `NotFound`, `CaseRefused`, and `NoCaseworkKey`.
    """
    actor.require(Right.FOLLOW_CASES)
    find_case(connection, actor, case_id)
    if corrects is not None:
        _own(connection, actor, case_id, corrects)
    if not text.strip() or len(text) > LONGEST_NOTE:
        raise CaseRefused("The note is empty or too long.", "Write at most 5,000 characters.")
    public = casework_public(connection, now.date())
    values = {
        "case_id": case_id,
        "author_id": actor.user_id,
        "day": now.date().isoformat(),
        "corrects": corrects,
        "key_id": public.id,
        "sealed": b"",
    }
    # The row comes first: its number is part of what the note is sealed to.
    number = int(connection.execute(insert(table).returning(table.c.id), values).scalar_one())
    sealed = seal_note(text, public, _context(case_id, number))
    connection.execute(update(table).where(table.c.id == number).values(sealed=sealed))
    told = {"note": number, **({"corrects": corrects} if corrects else {})}
    write(connection, Entry(now, actor.name, "note_added", "case", case_id, told))
    return number


def delete_note(
    connection: Connection, actor: Actor, case_id: int, number: int, now: datetime
) -> None:
    """Erase one's own note; raises `NotAllowed` and `NotFound`."""
    _own(connection, actor, case_id, number)
    connection.execute(delete(table).where(table.c.id == number))
    told = {"note": number}
    write(connection, Entry(now, actor.name, "note_deleted", "case", case_id, told))


def _own(connection: Connection, actor: Actor, case_id: int, number: int) -> Note:
    note = find_note(connection, actor, case_id, number)
    if note.author_id != actor.user_id:
        raise NotAllowed
    return note


def _opened(note: Note, keys: Mapping[bytes, PrivateKey]) -> str | None:
    key = keys.get(note.key_id)
    if key is None:
        return None
    try:
        return open_note(note.sealed, key, _context(note.case_id, note.id))
    except EnvelopeRefused:
        # One damaged note must not keep the others from being read; the page says which it is.
        return None


def _context(case_id: int, number: int) -> bytes:
    return b"note/%d/%d" % (case_id, number)


_FOUND = select(table, person.c.name.label("author")).select_from(
    table.join(person, person.c.id == table.c.author_id)
)


def _note(row: Row[tuple[object, ...]]) -> Note:
    return Note(
        row.id,
        row.case_id,
        row.author_id,
        row.author,
        row.day,
        row.corrects,
        row.key_id,
        row.sealed,
    )
