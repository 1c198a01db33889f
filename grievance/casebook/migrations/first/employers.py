"""Employers, as the first release kept them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def employer() -> None:
    """Create the table `employer`."""
    op.create_table(
        "employer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["head_id"],
            ["employer.id"],
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["employer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("listed"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_employer_group_name"), "employer", ["group_name"], unique=False)
    op.create_index(op.f("ix_employer_head_id"), "employer", ["head_id"], unique=False)
    op.create_index(op.f("ix_employer_merged_into"), "employer", ["merged_into"], unique=False)
    op.create_index(op.f("ix_employer_name_folded"), "employer", ["name_folded"], unique=False)


def alert() -> None:
    """Create the table `alert`."""
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("vouched", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("employer_id", "code", "reached", "week"),
    )
    op.create_index(op.f("ix_alert_employer_id"), "alert", ["employer_id"], unique=False)
