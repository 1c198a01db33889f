"""Messages with workers, and replies kept ready. Texts are sealed to the casework key."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from grievance.casebook.schema.base import number, reference, tables

message = Table(
    "message",
    tables,
    number(),
    Column(
        "report_id",
        Integer,
        ForeignKey("report.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("from_worker", Boolean, nullable=False),
    reference("author_id", "person", optional=True),
    Column("day", Text, nullable=True),  # of a reply
    Column("week", Text, nullable=True),  # of a worker's message, as the intake kept it
    Column("envelope_hash", LargeBinary, nullable=True, unique=True),
    Column("key_id", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("seen", Boolean, nullable=False),
    # Of a reply: under which name it waits in the outbox, or waited until it was carried.
    Column("outbox", Text, nullable=True),
    # Of a reply: drawn with the form it was written in, so that a button pressed twice sends once.
    Column("form", LargeBinary, nullable=True, unique=True),
    sqlite_autoincrement=True,
)

# What the list of conversations shows of all messages of a report, brought up to date with them:
# see casebook/conversations.py.
conversation = Table(
    "conversation",
    tables,
    Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    # The week of the worker's newest message, if nobody has replied since; else NULL.
    Column("waiting", Text, nullable=True),
    Column("messages", Integer, nullable=False),
    Column("unseen", Integer, nullable=False),
    Column("replied", Text, nullable=True),  # the day of the newest reply
    Index("conversation_waiting", "waiting", "report_id"),
)

# A worker's message whose report is not here: it waits for it, sealed, and not for ever.
early_message = Table(
    "early_message",
    tables,
    Column("envelope_hash", LargeBinary, primary_key=True),
    Column("mailbox", LargeBinary, nullable=False, index=True),
    Column("mark", LargeBinary, nullable=False, index=True),  # by which a withdrawal finds it
    Column("week", Text, nullable=False),
    Column("key_id", LargeBinary, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
)

saved_reply = Table(
    "saved_reply",
    tables,
    number(),
    Column("title", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("fr", Text, nullable=False),
    Column("sw", Text, nullable=False),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)

slip_batch = Table(
    "slip_batch",
    tables,
    number(),
    reference("made_by", "person"),
    Column("day", Text, nullable=False),
    Column("slips", Integer, nullable=False),
    # Under which name their digests wait in the outbox, or waited until they were carried. The
    # codes themselves are kept nowhere.
    Column("outbox", Text, nullable=False),
    sqlite_autoincrement=True,
)
