"""Which calls brought slips: the same one brings them once, also when all of them were redeemed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "postgresql_0002"
down_revision = "postgresql_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table. Calls that came before are not in it: nothing is known of them."""
    op.create_table("slip_call", sa.Column("digest", sa.LargeBinary, primary_key=True))
    # As for every other table: no ANALYZE copies values, and nothing tries to make them smaller.
    for setting in ("STATISTICS 0", "STORAGE EXTERNAL"):
        op.execute(f"ALTER TABLE slip_call ALTER COLUMN digest SET {setting}")
    off = "autovacuum_enabled = off, toast.autovacuum_enabled = off"
    op.execute(f"ALTER TABLE slip_call SET ({off})")


def downgrade() -> None:
    """Drop the table: a call whose slips were all redeemed could bring them again."""
    op.drop_table("slip_call")
