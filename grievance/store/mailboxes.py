"""Mailboxes: messages sealed to workers, found by whoever has the number they derive from."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from grievance.store.changes import changing
from grievance.store.connections import row
from grievance.store.errors import translated
from grievance.store.rows import StoredMessage
from grievance.store.schema import envelope, message
from grievance.store.testimonies import row_of
from grievance.store.week import week_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from grievance.store.folder import WeekFolder
    from grievance.store.rows import NewEnvelope

_KEPT = timedelta(weeks=12)

_NEW_MESSAGE = insert(message)
_NEW_ENVELOPE = insert(envelope)
_OF_MAILBOX = select(message.c.body).where(message.c.mailbox == bindparam("box"))
_OUT_OF = delete(message).where(message.c.mailbox == bindparam("box"))
_LIES_IN = "SELECT 1 FROM message WHERE mailbox = ? LIMIT 1"
_POSTED = "SELECT 1 FROM message WHERE id = ?"
_TAKEN = "SELECT 1 FROM envelope WHERE erase_tag_hash = ?"
_PURGE = delete(message)
_ANY = "SELECT 1 FROM message LIMIT 1"


def oldest_week(today: date) -> str:
    """Return the oldest ISO week whose messages may still lie there on `today`.

    It began less than thirteen weeks ago, so no message is older than that.
    """
    return week_of(today - _KEPT)


class Mailboxes:
    """The messages in all week files."""

    def __init__(self, folder: WeekFolder) -> None:
        """Keep them in the files of `folder`."""
        self._folder = folder

    def post(self, week: str, mailbox: bytes, body: bytes, copy: NewEnvelope | None) -> bool:
        """Store a message, and the worker's own envelope that carries it to its reader, or nothing.

        Return whether it is new: False for the same bytes again, and for an envelope whose erase
        tag waits already, which is what a button pressed twice sends.
        """
        path = self._folder.path(week)
        posted = {"id": message_id(body), "mailbox": mailbox, "body": body}
        with self._folder.lock.held():
            if any(self._has(one, posted["id"], copy) for one in self._folder.paths()):
                return False
            self._folder.make(path)
            with translated(path):
                connection = self._folder.to(path)
                with changing(connection):
                    connection.execute(_NEW_MESSAGE, posted)
                    if copy is not None:
                        connection.execute(_NEW_ENVELOPE, row_of(copy, vouched=False))
        return True

    def messages(self, mailbox: bytes) -> tuple[StoredMessage, ...]:
        """Return what waits in `mailbox`, by week, then by hash. Every file is looked at."""
        found: list[StoredMessage] = []
        for path in self._folder.paths():
            with translated(path):
                bodies = self._folder.to(path).execute(_OF_MAILBOX, {"box": mailbox}).scalars()
                found += [StoredMessage(path.stem, body) for body in sorted(bodies, key=_hash_of)]
        return tuple(found)

    def empty(self, mailbox: bytes) -> int:
        """Forget what waits in `mailbox`, its bytes included; return how many messages that was.

        Every file is looked at; only one that holds any is written to.
        """
        with self._folder.lock.held():
            return sum(self._empty_in(path, mailbox) for path in self._folder.paths())

    def purge(self, oldest_week: str) -> int:
        """Forget the messages of the weeks before `oldest_week`; return how many."""
        oldest = self._folder.path(oldest_week)
        with self._folder.lock.held():
            return sum(
                self._empty(path) for path in self._folder.paths() if path.stem < oldest.stem
            )

    def _has(self, path: Path, id_: object, copy: NewEnvelope | None) -> bool:
        with translated(path):
            connection = self._folder.to(path)
            if row(connection, _POSTED, id_) is not None:
                return True
            return copy is not None and row(connection, _TAKEN, copy.erase_tag_hash) is not None

    def _empty_in(self, path: Path, mailbox: bytes) -> int:
        with translated(path):
            connection = self._folder.to(path)
            if row(connection, _LIES_IN, mailbox) is None:
                return 0
            with changing(connection):
                return connection.execute(_OUT_OF, {"box": mailbox}).rowcount

    def _empty(self, path: Path) -> int:
        with translated(path):
            connection = self._folder.to(path)
            if row(connection, _ANY) is None:
                return 0  # an untouched file is not marked for the sweep
            with changing(connection):
                return connection.execute(_PURGE).rowcount


def _hash_of(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


def message_id(body: bytes) -> int:
    """Return the id of a message: 63 bits of its SHA-256, so that the same is the same again."""
    return int.from_bytes(_hash_of(body)[:8], "big") >> 1
