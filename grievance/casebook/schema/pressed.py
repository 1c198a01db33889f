"""Which forms made something, so that a button pressed twice makes it once."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table

from grievance.casebook.schema.base import tables

pressed = Table(
    "pressed",
    tables,
    # SHA-256 of 32 random bytes, kept nowhere, and of what was typed: nobody can guess it back.
    Column("digest", LargeBinary, primary_key=True),
    Column("made", Integer, nullable=False),  # the number of what it made, in whatever table
    sqlite_with_rowid=False,
)
