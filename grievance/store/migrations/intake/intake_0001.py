"""The intake's own file: cards of organisations, and drafts saved to come back to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "card",
        sa.Column("organisation", sa.Text, primary_key=True),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "saved_draft",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("expires_week", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop both tables and what they hold."""
    op.drop_table("saved_draft")
    op.drop_table("card")
