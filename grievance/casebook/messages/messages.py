"""The conversation about a report: what the worker wrote, what we replied, opened to be read.

    conversation = read(connection, actor, keys, report_id, now)
    conversation.messages[-1].text      # None where no key at hand opens it

`keys` are the person's casework keys by id. A worker's message stays in the envelope it came in;
our own copy of a reply is sealed to the casework key, to its place. Whether the worker read
anything is not known here, and whether we did is never sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from grievance.casebook.errors import NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.messages.conversations import refresh
from grievance.casebook.permissions import Right
from grievance.casebook.schema.messages import message as table
from grievance.casebook.schema.people import person
from grievance.casebook.schema.reports import report
from grievance.envelope.refusals import EnvelopeRefused
from grievance.opening.open import open_with_any
from grievance.opening.sealed_text import open_note, seal_note
from grievance.questionnaire.edition_2026_1 import EDITION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from grievance.casebook.permissions import Actor
    from grievance.envelope.keys import PublicKey
    from grievance.opening.keys import PrivateKey

EDITIONS = frozenset({EDITION.id})
"""The editions whose envelopes a desk of this release can read."""


@dataclass(frozen=True)
class Message:
    """One message. `when` is the ISO week of a worker's, the ISO day of a reply.

    `author` is who replied, "" for the worker. `outbox` is the name under which a reply waits to
    be carried, or waited. `text` and `language` are None where no key at hand opens it.
    """

    id: int
    from_worker: bool
    author: str
    when: str
    seen: bool
    outbox: str | None
    text: str | None = field(repr=False)
    language: str | None


@dataclass(frozen=True)
class Conversation:
    """All messages about one report, oldest first; `language` is the worker's.

    `answerable` is False where there is no mailbox: it came on paper, or was imported.
    """

    report: int
    language: str
    answerable: bool
    messages: tuple[Message, ...]


def read(
    connection: Connection,
    actor: Actor,
    keys: Mapping[bytes, PrivateKey],
    report_id: int,
    now: datetime,
) -> Conversation:
    """Open the messages of a report in a write transaction: what was opened is journalled.

    Raises `NotAllowed`, and `NotFound` also for a report that was taken back.
    """
    found = recipient(connection, actor, report_id)
    rows = connection.execute(_MESSAGES.where(table.c.report_id == report_id)).all()
    if not rows:
        return found
    if any(row.from_worker and not row.seen for row in rows):
        connection.execute(
            update(table)
            .where(table.c.report_id == report_id, table.c.from_worker)
            .values(seen=True)
        )
        refresh(connection, [report_id])
    opened = {"messages": len(rows)}
    write(connection, Entry(now, actor.name, "messages_read", "report", report_id, opened))
    messages = tuple(_message(row, keys) for row in rows)
    return Conversation(report_id, found.language, found.answerable, messages)


def recipient(connection: Connection, actor: Actor, report_id: int) -> Conversation:
    """Return a conversation without its messages: to whom a reply would go, and in what language.

    Raises `NotAllowed` and `NotFound`.
    """
    actor.require(Right.READ_REPORTS)
    wanted = select(report.c.language, report.c.mailbox).where(report.c.id == report_id)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise NotFound
    return Conversation(report_id, row.language, row.mailbox is not None, ())


def seal_copy(text: str, language: str, public: PublicKey, report_id: int, number: int) -> bytes:
    """Seal our own copy of a reply, so that it opens only in its place."""
    return seal_note(json.dumps([language, text]), public, _place(report_id, number))


def _message(row: Row[tuple[Any, ...]], keys: Mapping[bytes, PrivateKey]) -> Message:
    text, language = _opened(row, keys)
    return Message(
        id=row.id,
        from_worker=row.from_worker,
        author=row.name or "",
        when=row.week if row.from_worker else row.day,
        seen=row.seen,
        outbox=row.outbox,
        text=text,
        language=language,
    )


def _opened(
    row: Row[tuple[Any, ...]], keys: Mapping[bytes, PrivateKey]
) -> tuple[str | None, str | None]:
    key = keys.get(row.key_id)
    if key is None:
        return None, None
    try:
        if row.from_worker:
            # Its text and language were looked at when it arrived: `casebook.payloads`.
            payload = open_with_any(row.sealed, {key.id: key}, EDITIONS)
            return str(payload["text"]), str(payload["language"])
        language, text = json.loads(open_note(row.sealed, key, _place(row.report_id, row.id)))
    except EnvelopeRefused:
        # One damaged message must not keep the others from being read; the page says which it is.
        return None, None
    else:
        return text, language


def _place(report_id: int, number: int) -> bytes:
    return b"message/%d/%d" % (report_id, number)


_MESSAGES = (
    select(table, person.c.name)
    .select_from(table.outerjoin(person, person.c.id == table.c.author_id))
    .order_by(table.c.id)
)
