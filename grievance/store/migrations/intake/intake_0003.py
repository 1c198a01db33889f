"""What a close needs: keys that take nothing more, and the releases that were published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0003"
down_revision = "intake_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "frozen",
        sa.Column("key_id", sa.LargeBinary, primary_key=True),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.UniqueConstraint("organisation", "period", name="one_key_for_a_period"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "release",
        sa.Column("organisation", sa.Text, primary_key=True),
        sa.Column("period", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("view", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("previous", sa.Text),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop both tables: frozen keys would take envelopes again, releases lie there unseen."""
    op.drop_table("release")
    op.drop_table("frozen")
