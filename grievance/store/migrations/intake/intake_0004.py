"""Which calls brought slips: the same one brings them once, also when all of them were redeemed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0004"
down_revision = "intake_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table. Calls that came before are not in it: nothing is known of them."""
    op.create_table(
        "slip_call",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the table: a call whose slips were all redeemed could bring them again."""
    op.drop_table("slip_call")
