"""Reports, as the first release kept them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def refused() -> None:
    """Create the table `refused`."""
    op.create_table(
        "refused",
        sa.Column("envelope_hash", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("defect", sa.Text(), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("envelope_hash"),
    )


def spooled() -> None:
    """Create the table `spooled`."""
    op.create_table(
        "spooled",
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("generation", sa.LargeBinary(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("file"),
    )


def tombstone() -> None:
    """Create the table `tombstone`."""
    op.create_table(
        "tombstone",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("mark"),
        sqlite_with_rowid=False,
    )


def report() -> None:
    """Create the table `report`."""
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("envelope_hash", sa.LargeBinary(), nullable=False),
        sa.Column("mailbox", sa.LargeBinary(), nullable=True),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("vouched", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("hired", sa.Text(), nullable=True),
        sa.Column("repeat", sa.Text(), nullable=True),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mailbox"),
        sa.UniqueConstraint("mark"),
        sqlite_autoincrement=True,
    )
    op.create_index("report_newest", "report", ["week", "id"], unique=False)
    op.create_index("report_of_country", "report", ["country", "week", "id"], unique=False)
    op.create_index(
        "report_of_employer",
        "report",
        ["employer_id", "week", "id", "country", "vouched"],
        unique=False,
    )


def account() -> None:
    """Create the table `account`."""
    op.create_table(
        "account",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.LargeBinary(), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id"),
    )


def likeness() -> None:
    """Create the table `likeness`."""
    op.create_table(
        "likeness",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["report.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "other_id"),
        sqlite_with_rowid=False,
    )


def report_code() -> None:
    """Create the table `report_code`."""
    op.create_table(
        "report_code",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", "code"),
        sqlite_with_rowid=False,
    )
    op.create_index("report_code_by_code", "report_code", ["code", "report_id"], unique=False)


def report_figure() -> None:
    """Create the table `report_figure`."""
    op.create_table(
        "report_figure",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("paid_hourly", sa.Float(), nullable=True),
        sa.Column("effective_hourly", sa.Float(), nullable=True),
        sa.Column("ratio", sa.Float(), nullable=True),
        sa.Column("hours_paid", sa.Float(), nullable=True),
        sa.Column("hours_unpaid", sa.Float(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("daily_life", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id"),
    )


def unlisted_name() -> None:
    """Create the table `unlisted_name`."""
    op.create_table(
        "unlisted_name",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("decided", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided"],
            ["employer.id"],
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id"),
    )
    op.create_index(
        "unlisted_name_folded",
        "unlisted_name",
        ["folded", "decided", "left_out", "name"],
        unique=False,
    )
