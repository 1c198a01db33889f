"""Cases, as the first release kept them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def case_counter() -> None:
    """Create the table `case_counter`."""
    op.create_table(
        "case_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )


def grievance_case() -> None:
    """Create the table `grievance_case`."""
    op.create_table(
        "grievance_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_folded", sa.Text(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("opened", sa.Text(), nullable=False),
        sa.Column("closed", sa.Text(), nullable=True),
        sa.Column("recovered", sa.Text(), nullable=True),
        sa.Column("recovered_currency", sa.Text(), nullable=True),
        sa.Column("withdrawn_reports", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("case_newest", "grievance_case", ["opened", "id"], unique=False)
    op.create_index(
        "case_of_employer", "grievance_case", ["employer_id", "status", "opened"], unique=False
    )
    op.create_index(
        op.f("ix_grievance_case_assignee_id"), "grievance_case", ["assignee_id"], unique=False
    )
    op.create_index(op.f("ix_grievance_case_country"), "grievance_case", ["country"], unique=False)
    op.create_index(
        op.f("ix_grievance_case_employer_id"), "grievance_case", ["employer_id"], unique=False
    )
    op.create_index(op.f("ix_grievance_case_status"), "grievance_case", ["status"], unique=False)


def case_code() -> None:
    """Create the table `case_code`."""
    op.create_table(
        "case_code",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievance_case.id"],
        ),
        sa.PrimaryKeyConstraint("case_id", "code"),
        sqlite_with_rowid=False,
    )
    op.create_index("case_code_by_code", "case_code", ["code", "case_id"], unique=False)


def case_report() -> None:
    """Create the table `case_report`."""
    op.create_table(
        "case_report",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievance_case.id"],
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", "report_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("case_report_by_report", "case_report", ["report_id", "case_id"], unique=False)


def deadline() -> None:
    """Create the table `deadline`."""
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("template", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("met", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievance_case.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("deadline_of_case", "deadline", ["case_id", "met", "due"], unique=False)
    op.create_index(op.f("ix_deadline_due"), "deadline", ["due"], unique=False)


def note() -> None:
    """Create the table `note`."""
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievance_case.id"],
        ),
        sa.ForeignKeyConstraint(["corrects"], ["note.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_note_case_id"), "note", ["case_id"], unique=False)


def task() -> None:
    """Create the table `task`."""
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["grievance_case.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_task_assignee_id"), "task", ["assignee_id"], unique=False)
    op.create_index(op.f("ix_task_case_id"), "task", ["case_id"], unique=False)
