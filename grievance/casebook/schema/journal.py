"""The journal: who did what to which report or case, and when. Never what was in it."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from grievance.casebook.schema.base import number, tables

entry = Table(
    "journal_entry",
    tables,
    number(),
    Column("moment", Text, nullable=False),  # ISO 8601, UTC, seconds
    Column("person", Text, nullable=False),  # the name at that time; "" for a program
    Column("action", Text, nullable=False),
    Column("kind", Text, nullable=False),  # report, case, employer, person, desk ...
    Column("subject", Integer, nullable=True),  # its number
    Column("details", Text, nullable=False),  # JSON: field names, codes, a reason; no content
    Column("salt", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("journal_of_subject", "kind", "subject", "id"),
    # What the reading page filters by: with half a million entries none is found by walking them.
    Index("journal_of_kind", "kind", "id"),
    Index("journal_of_action", "kind", "action", "id"),
    Index("journal_of_person", "person", "id"),
    Index("journal_of_moment", "moment", "id"),
    Index("journal_of_number", "subject", "id"),
    sqlite_autoincrement=True,
)
