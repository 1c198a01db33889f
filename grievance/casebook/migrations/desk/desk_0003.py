"""Forms that made something: a button pressed twice opens one case, not two."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "desk_0003"
down_revision = "desk_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table `pressed`."""
    op.create_table(
        "pressed",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it: a release before this one looks for no form."""
    op.drop_table("pressed")
