"""The journal, as the first release kept them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def journal_entry() -> None:
    """Create the table `journal_entry`."""
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("journal_of_action", "journal_entry", ["kind", "action", "id"], unique=False)
    op.create_index("journal_of_kind", "journal_entry", ["kind", "id"], unique=False)
    op.create_index("journal_of_moment", "journal_entry", ["moment", "id"], unique=False)
    op.create_index("journal_of_number", "journal_entry", ["subject", "id"], unique=False)
    op.create_index("journal_of_person", "journal_entry", ["person", "id"], unique=False)
    op.create_index("journal_of_subject", "journal_entry", ["kind", "subject", "id"], unique=False)
