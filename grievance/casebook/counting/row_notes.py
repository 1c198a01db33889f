"""What the organisation itself writes to a row of the figures, mostly where there are none.

    write(connection, by, "employer.toloka", {"en": "...", "fr": "...", "sw": "..."})
    kept(connection, "2026Q4")              # {"employer.toloka": {...}}: part of the release

It goes out with the release and is as public as the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.errors import CasebookError
from grievance.casebook.journal import Entry
from grievance.casebook.journal import write as journal
from grievance.casebook.office import desk_settings
from grievance.casebook.permissions import Right
from grievance.release.document import LONGEST_NOTE
from grievance.release.reading import LANGUAGES, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from grievance.casebook.counting.noted import By

LONGEST = LONGEST_NOTE
"""Signs in one language: as many as a release takes."""
_NAME = "row_notes/{period}"


class BadNote(CasebookError):
    """A note has to be written in each language, or in none."""

    status = 422

    def __init__(self) -> None:
        """Say what is missing."""
        super().__init__(
            "A note is missing in a language, or is too long.",
            f"Write it in English, French and Swahili, with at most {LONGEST} signs each.",
        )


def write(connection: Connection, by: By, row: str, note: Mapping[str, str]) -> None:
    """Keep a note to a row in place of the one before; empty in all languages: take it away.

    Raises `NotAllowed`, `BadNote`.
    """
    by.actor.require(Right.PUBLISH)
    texts = {language: one_line(note.get(language, "")) for language in LANGUAGES}
    if any(texts.values()) and not all(0 < len(one) <= LONGEST for one in texts.values()):
        raise BadNote
    notes = {**kept(connection, by.period), row: texts}
    found = {key: one for key, one in notes.items() if any(one.values())}
    desk_settings.put(connection, _NAME.format(period=by.period), found)
    details = {"period": by.period, "notes": len(found)}
    journal(connection, Entry(by.now, by.actor.name, "notes_written", "period", None, details))


def kept(connection: Connection, period: str) -> Mapping[str, Mapping[str, str]]:
    """Return the notes to rows of a period, by the row's key and then by language."""
    found: Mapping[str, Mapping[str, str]] | None
    found = desk_settings.get(connection, _NAME.format(period=period))
    return found or {}
