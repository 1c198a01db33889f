"""Mailboxes: messages sealed to workers, found by whoever has the number they derive from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.mailboxes import message_id
from grievance.store.postgresql import partitions
from grievance.store.postgresql.testimonies import NEW_ENVELOPE, row_of
from grievance.store.rows import StoredMessage
from grievance.store.week import checked_week

if TYPE_CHECKING:
    from grievance.store.postgresql.database import Database
    from grievance.store.rows import NewEnvelope

_NEW = "INSERT INTO message (id, week, mailbox, body) VALUES (?, ?, ?, ?)"
_POSTED = "SELECT 1 FROM message WHERE id = ?"
_TAKEN = "SELECT 1 FROM envelope WHERE erase_tag_hash = ?"
_IN = "SELECT week, body FROM message WHERE mailbox = ? ORDER BY week, sha256(body)"
_OUT_OF = "DELETE FROM message WHERE mailbox = ? RETURNING week"
_PURGE = "DELETE FROM message WHERE week < ? RETURNING week"


class Mailboxes:
    """The messages of a database."""

    def __init__(self, database: Database) -> None:
        """Keep them in `database`."""
        self._database = database

    def post(self, week: str, mailbox: bytes, body: bytes, copy: NewEnvelope | None) -> bool:
        """Store a message, and the worker's own envelope that carries it to its reader, or nothing.

        Return whether it is new: False for the same bytes again, and for an envelope whose erase
        tag waits already, which is what a button pressed twice sends.
        """
        checked_week(week)
        id_ = message_id(body)
        with self._database.alone():
            if self._database.row(_POSTED, id_):
                return False
            if copy is not None and self._database.row(_TAKEN, copy.erase_tag_hash):
                return False
            partitions.make(self._database, week)
            self._database.run(_NEW, id_, week, mailbox, body)
            if copy is not None:
                self._database.run(NEW_ENVELOPE, *row_of(copy, week, vouched=False))
            self._database.mark([week])
        return True

    def messages(self, mailbox: bytes) -> tuple[StoredMessage, ...]:
        """Return what waits in `mailbox`, by week, then by hash. Every partition is looked at."""
        return tuple(StoredMessage(*one) for one in self._database.rows(_IN, mailbox))

    def empty(self, mailbox: bytes) -> int:
        """Forget what waits in `mailbox`; return how many messages that was."""
        return self._delete(_OUT_OF, mailbox)

    def purge(self, oldest_week: str) -> int:
        """Forget the messages of the weeks before `oldest_week`; return how many."""
        return self._delete(_PURGE, checked_week(oldest_week))

    def _delete(self, statement: str, value: object) -> int:
        with self._database.alone():
            weeks = [week for (week,) in self._database.rows(statement, value)]
            self._database.mark(set(weeks))
        return len(weeks)
