"""Employers as this desk knows them, their groups, and alerts when reports gather."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table, Text, UniqueConstraint

from grievance.casebook.schema.base import number, reference, tables

employer = Table(
    "employer",
    tables,
    number(),
    Column("listed", Text, nullable=True, unique=True),  # id in the reference list, or NULL
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False, index=True),
    Column("group_name", Text, nullable=False, index=True),
    # The employer under which this one is counted: itself, unless it was merged into another.
    reference("head_id", "employer", optional=True, index=True),
    # The employer into which somebody merged this very one: heads follow from it, so that any
    # merge can be undone exactly, in whatever order.
    reference("merged_into", "employer", optional=True, index=True),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)

alert = Table(
    "alert",
    tables,
    number(),
    reference("employer_id", "employer", index=True),
    Column("code", Text, nullable=False),
    Column("reached", Integer, nullable=False),  # 1 (severity 4), 5, 10, 25 or 50
    Column("week", Text, nullable=False),  # the newest of the weeks that were counted
    Column("reports", Integer, nullable=False),
    Column("vouched", Integer, nullable=False),
    Column("settled", Boolean, nullable=False),
    UniqueConstraint("employer_id", "code", "reached", "week"),
    sqlite_autoincrement=True,
)
