"""Marks withdrawn by what is being opened: messages without a report wait, and not for ever."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "desk_0002"
down_revision = "desk_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table `withdrawn_lately`."""
    op.create_table(
        "withdrawn_lately",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("mark"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it: a release before this one keeps no message of a withdrawn mark."""
    op.drop_table("withdrawn_lately")
