"""The tables of the store, as this release writes them.

No table has a time column: the week is the name of the file. No key is given out in order, no
table has a hidden row number that would be (`WITHOUT ROWID`, or a random `INTEGER PRIMARY KEY`),
and nothing links a receipt to its envelopes, or a message to the envelope that came with it.
One table is exempt from the rule of weeks: a nonce tells to five minutes when a desk called.
`migrations/` leads older files here; a test keeps both equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import PrimaryKeyConstraint

week_tables = MetaData()
intake_tables = MetaData()
version_tables = MetaData()

envelope = Table(
    "envelope",
    week_tables,
    # 63 random bits. SQLite's own row number is this column, so there is no other.
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key_id", LargeBinary, nullable=False),
    Column("purpose", Integer, nullable=False),
    Column("erase_tag_hash", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    # 1: an invitation slip was redeemed with it.
    Column("vouched", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("erase_tag_hash", name="one_envelope_for_an_erase_tag"),
    sqlite_strict=True,
)

receipt = Table(
    "receipt",
    week_tables,
    Column("id", LargeBinary, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

message = Table(
    "message",
    week_tables,
    # The first 63 bits of the SHA-256 of the body: as good as random, and posting twice is seen.
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("mailbox", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("messages_of_a_mailbox", "mailbox"),
    sqlite_strict=True,
)

card = Table(
    "card",
    intake_tables,
    Column("organisation", Text, primary_key=True),
    # SQLite's integers have 64 bits by themselves.
    Column("serial", Integer().with_variant(BigInteger(), "postgresql"), nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

saved_draft = Table(
    "saved_draft",
    intake_tables,
    Column("id", LargeBinary, primary_key=True),
    # The ISO week after which it is gone: an ISO date would tell the day it was saved.
    Column("expires_week", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

nonce = Table(
    "nonce",
    intake_tables,
    Column("digest", LargeBinary, primary_key=True),
    Column("tick", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

slip = Table(
    "slip",
    intake_tables,
    Column("digest", LargeBinary, primary_key=True),
    Column("organisation", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Of each call that brought slips, the SHA-256 over their sorted digests: it brings them once.
slip_call = Table(
    "slip_call",
    intake_tables,
    Column("digest", LargeBinary, primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

frozen = Table(
    "frozen",
    intake_tables,
    Column("key_id", LargeBinary, primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("period", Text, nullable=False),
    # SHA-256 in hex of what the period measures: a card forgets it, a later revision needs it.
    Column("plan", Text, nullable=False),
    UniqueConstraint("organisation", "period", name="one_key_for_a_period"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

release = Table(
    "release",
    intake_tables,
    Column("organisation", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("view", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("previous", Text),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# As alembic itself would make it.
alembic_version = Table(
    "alembic_version",
    version_tables,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


@dataclass(frozen=True)
class Kind:
    """A kind of store file: its history, its tables, and the revision that has those tables."""

    history: str
    tables: MetaData
    head: str


WEEK = Kind("week", week_tables, "week_0002")
INTAKE = Kind("intake", intake_tables, "intake_0004")
