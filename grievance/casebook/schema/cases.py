"""Cases: what the union does about a grievance, by whom, until when, and what came of it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from grievance.casebook.schema.base import number, reference, tables

case = Table(
    "grievance_case",
    tables,
    number(),
    Column("number", Text, nullable=False, unique=True),  # 2026-0001
    Column("title", Text, nullable=False),
    Column("title_folded", Text, nullable=False),
    reference("employer_id", "employer", optional=True, index=True),
    Column("country", Text, nullable=True, index=True),
    Column("type", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("status", Text, nullable=False, index=True),
    Column("outcome", Text, nullable=False),
    reference("assignee_id", "person", optional=True, index=True),
    Column("origin", Text, nullable=False),  # account, call, visit, letter
    Column("opened", Text, nullable=False),
    Column("closed", Text, nullable=True),
    Column("recovered", Text, nullable=True),  # a decimal number
    Column("recovered_currency", Text, nullable=True),
    Column("withdrawn_reports", Integer, nullable=False),  # all that is left of them
    Column("version", Integer, nullable=False),
    Index("case_newest", "opened", "id"),
    Index("case_of_employer", "employer_id", "status", "opened"),
    sqlite_autoincrement=True,
)

# Numbers run without a gap within a year; none is given again, also after cases were erased.
case_counter = Table(
    "case_counter",
    tables,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

case_code = Table(
    "case_code",
    tables,
    Column("case_id", Integer, ForeignKey("grievance_case.id"), primary_key=True),
    Column("code", Text, primary_key=True),
    Index("case_code_by_code", "code", "case_id"),
    sqlite_with_rowid=False,
)

case_report = Table(
    "case_report",
    tables,
    Column("case_id", Integer, ForeignKey("grievance_case.id"), primary_key=True),
    Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Index("case_report_by_report", "report_id", "case_id"),
    sqlite_with_rowid=False,
)

note = Table(
    "note",
    tables,
    number(),
    reference("case_id", "grievance_case", index=True),
    reference("author_id", "person"),
    Column("day", Text, nullable=False),
    # The own note that this one puts right, while that is there.
    Column("corrects", Integer, ForeignKey("note.id", ondelete="SET NULL"), nullable=True),
    Column("key_id", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

task = Table(
    "task",
    tables,
    number(),
    reference("case_id", "grievance_case", index=True),
    Column("text", Text, nullable=False),
    Column("due", Text, nullable=True),
    reference("assignee_id", "person", optional=True, index=True),
    Column("done", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)

deadline = Table(
    "deadline",
    tables,
    number(),
    reference("case_id", "grievance_case"),
    Column("template", Text, nullable=True),  # id of a row of deadline_templates.csv, or NULL
    Column("title", Text, nullable=False),
    Column("due", Text, nullable=False, index=True),
    Column("met", Text, nullable=True),  # the day on which it was met
    Index("deadline_of_case", "case_id", "met", "due"),
    sqlite_autoincrement=True,
)
