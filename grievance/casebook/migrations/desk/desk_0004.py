"""Numbers of alerts and invitations are never given twice, as it was with everything else.

A page that was left open named the alert that got the number next. SQLite keeps the promise for a
table that was made so, and none can become it: each is made anew and its rows move over.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "desk_0004"
down_revision = "desk_0003"
branch_labels = None
depends_on = None

# The journal holds the numbers of rows that are gone.
_NEVER_AGAIN = {
    "alert": "SELECT json_extract(details, '$.alert') AS id FROM journal_entry "
    "WHERE kind = 'employer' AND action = 'alert_settled'",
    "invitation": "SELECT subject AS id FROM journal_entry WHERE kind = 'invitation'",
}


def upgrade() -> None:
    """Make both tables anew; their next numbers follow the highest that is known."""
    _anew(numbered=True)
    for name, used in _NEVER_AGAIN.items():
        op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{name}'")  # noqa: S608 - our own names
        op.execute(
            f"INSERT INTO sqlite_sequence (name, seq) SELECT '{name}', max(id) "  # noqa: S608 - as above
            f"FROM (SELECT id FROM {name} UNION ALL {used} UNION ALL SELECT 0)"
        )


def downgrade() -> None:
    """Make both tables as they were; numbers of what is gone may come again."""
    _anew(numbered=False)


def _anew(*, numbered: bool) -> None:
    for name, make in (("alert", _alert), ("invitation", _invitation)):
        op.rename_table(name, f"{name}_before")
        if name == "alert":
            op.drop_index(op.f("ix_alert_employer_id"))
        make(numbered=numbered)
        op.execute(f"INSERT INTO {name} SELECT * FROM {name}_before")  # noqa: S608 - our own names
        op.drop_table(f"{name}_before")
    op.create_index(op.f("ix_alert_employer_id"), "alert", ["employer_id"], unique=False)


def _alert(*, numbered: bool) -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("vouched", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("employer_id", "code", "reached", "week"),
        sqlite_autoincrement=numbered,
    )


def _invitation(*, numbered: bool) -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("expires", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
        sqlite_autoincrement=numbered,
    )
