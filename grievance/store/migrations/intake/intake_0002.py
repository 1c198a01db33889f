"""What the courier needs: nonces that were used, and invitation slips that wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0002"
down_revision = "intake_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "nonce",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("tick", sa.Integer, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "slip",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("organisation", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop both tables: slips that were printed can no longer be redeemed."""
    op.drop_table("slip")
    op.drop_table("nonce")
