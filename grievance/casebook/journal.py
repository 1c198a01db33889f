"""The journal: append-only, each entry salted and hashed together with the one before it.

    journal.write(connection, Entry(...))     # inside the transaction of what it records
    journal.verify(connection)                # raises JournalBroken at the first change

hash = SHA-256("grievance/v1/journal" || hash before || salt || canonical JSON of the entry). The
salt keeps who sees only a hash from guessing a short entry; the chain keeps anybody from changing,
removing or adding one in the middle. Cutting off the end shows against a `Chain` noted elsewhere.
Specification: `docs/journal-format.md`.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from grievance.casebook.journal_chain import FIRST, SALT_SIZE, Chain, entry_hash, verified
from grievance.casebook.journal_errors import JournalBroken
from grievance.casebook.schema.journal import entry as table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.database import Database

__all__ = ["Chain", "Entry", "JournalBroken", "chain", "head", "verify", "verify_file", "write"]


@dataclass(frozen=True)
class Entry:
    """One thing done: `moment` in UTC, `person` by name ("" for a program), to which `subject`.

    `details` holds names of fields, codes and reasons, never what a worker or a note says.
    """

    moment: datetime
    person: str
    action: str
    kind: str
    subject: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)


def write(connection: Connection, entry: Entry) -> None:
    """Append `entry` in the caller's write transaction, so that both happen or neither."""
    before = chain(connection)
    values = {
        "id": before.entries + 1,
        "moment": entry.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "person": entry.person,
        "action": entry.action,
        "kind": entry.kind,
        "subject": entry.subject,
        "details": json.dumps(dict(entry.details), sort_keys=True, ensure_ascii=False),
    }
    salt = secrets.token_bytes(SALT_SIZE)
    hashed = entry_hash(before.head, salt, values)
    connection.execute(insert(table), {**values, "salt": salt, "hash": hashed})


def chain(connection: Connection) -> Chain:
    """Give how many entries there are and the newest hash, to be noted; nothing is checked."""
    newest = select(table.c.id, table.c.hash).order_by(table.c.id.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return Chain(0, FIRST) if row is None else Chain(row.id, row.hash)


def head(connection: Connection) -> bytes:
    """Give the hash of the newest entry: note it elsewhere to find out whether the end was cut."""
    return chain(connection).head


def verify(connection: Connection, noted: Chain | None = None) -> int:
    """Walk the whole chain; return how many entries hold; raises `JournalBroken`.

    With `noted`, an earlier `chain`, it must hold that one: nothing was cut off, or written anew.
    """
    return verified(connection, noted).entries


def verify_file(database: Database, noted: Chain | None = None) -> Chain:
    """Verify the journal of a desk's file; return what to note; raises `JournalBroken`."""
    with database.reading() as connection:
        return verified(connection, noted)
