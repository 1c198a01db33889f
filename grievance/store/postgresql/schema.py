"""The tables in PostgreSQL, as this release makes them; `migrations/postgresql` leads there.

What `grievance.store.schema` says of the files holds here too: the ISO week is the only time, keys
are random, nothing links a receipt to its envelopes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from grievance.store.schema import Kind, intake_tables

tables = MetaData()

_BY_WEEK = "LIST (week)"

envelope = Table(
    "envelope",
    tables,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("week", Text, primary_key=True),
    Column("key_id", LargeBinary, nullable=False),
    Column("purpose", Integer, nullable=False),
    Column("erase_tag_hash", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("vouched", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("erase_tag_hash", "week", name="one_envelope_for_an_erase_tag"),
    postgresql_partition_by=_BY_WEEK,
)

receipt = Table(
    "receipt",
    tables,
    Column("id", LargeBinary, primary_key=True),
    Column("week", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    postgresql_partition_by=_BY_WEEK,
)

message = Table(
    "message",
    tables,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("week", Text, primary_key=True),
    Column("mailbox", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("messages_of_a_mailbox", "mailbox"),
    postgresql_partition_by=_BY_WEEK,
)

# What was written to since the last sweep: weeks, and "intake" for the intake's own rows.
changed = Table("changed", tables, Column("name", Text, primary_key=True))

BY_WEEK = (envelope, receipt, message)
INTAKES_OWN = tuple(one.to_metadata(tables) for one in intake_tables.sorted_tables)

DATABASE = Kind("postgresql", tables, "postgresql_0002")
