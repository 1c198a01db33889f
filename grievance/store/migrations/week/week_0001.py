"""A week file: sealed envelopes, and receipt records that name none of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "week_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "envelope",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key_id", sa.LargeBinary, nullable=False),
        sa.Column("purpose", sa.Integer, nullable=False),
        sa.Column("erase_tag_hash", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("erase_tag_hash", name="one_envelope_for_an_erase_tag"),
        sqlite_strict=True,
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop both tables and what they hold."""
    op.drop_table("receipt")
    op.drop_table("envelope")
