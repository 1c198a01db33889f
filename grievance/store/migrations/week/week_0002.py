"""The vouched bit of an envelope, and mailboxes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "week_0002"
down_revision = "week_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing stored before was vouched for."""
    vouched = sa.Column("vouched", sa.Integer, nullable=False, server_default=sa.text("0"))
    op.add_column("envelope", vouched)
    op.create_table(
        "message",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mailbox", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("messages_of_a_mailbox", "message", ["mailbox"])


def downgrade() -> None:
    """Drop the messages, and forget which envelopes were vouched for."""
    op.drop_index("messages_of_a_mailbox", "message")
    op.drop_table("message")
    op.drop_column("envelope", "vouched")
