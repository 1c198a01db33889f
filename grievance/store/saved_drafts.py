"""Drafts that workers saved to come back to: sealed to their receipts, gone after some days.

What is stored is the ISO week of the last day, because a date would tell the day of saving. So a
draft saved "until the 3rd" can be read until the Sunday after: its days and at most six more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.week import week_of

if TYPE_CHECKING:
    from datetime import date

    from grievance.store.tables import Tables

_PUT = """
    INSERT INTO saved_draft (id, expires_week, body) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET expires_week = excluded.expires_week, body = excluded.body
"""
_GET = "SELECT body FROM saved_draft WHERE id = ? AND expires_week >= ?"
_DELETE = "DELETE FROM saved_draft WHERE id = ?"
_PURGE = "DELETE FROM saved_draft WHERE expires_week < ?"


class SavedDrafts:
    """The saved drafts in the intake's own rows."""

    def __init__(self, tables: Tables) -> None:
        """Keep them in `tables`."""
        self._tables = tables

    def save(self, draft_id: bytes, body: bytes, expires: date) -> None:
        """Keep `body`, in place of an earlier one, through the week of `expires`."""
        self._write(_PUT, draft_id, week_of(expires), body)

    def get(self, draft_id: bytes, today: date) -> bytes | None:
        """Return what was saved, unless its week is over."""
        found = self._tables.row(_GET, draft_id, week_of(today))
        return None if found is None else found[0]

    def delete(self, draft_id: bytes) -> None:
        """Forget one; not an error when there is none."""
        self._write(_DELETE, draft_id)

    def purge(self, today: date) -> int:
        """Forget those whose week is over; return how many."""
        return self._write(_PURGE, week_of(today))

    def _write(self, statement: str, *values: object) -> int:
        with self._tables.alone(), self._tables.changing() as change:
            return change.run(statement, *values)
