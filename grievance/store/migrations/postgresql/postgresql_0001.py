"""A database: what arrives, partitioned by ISO week, and the intake's own rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "postgresql_0001"
down_revision = None
branch_labels = None
depends_on = None

_PLAIN = ("card", "saved_draft", "nonce", "slip", "frozen", "release", "changed")
_ALL = ("envelope", "receipt", "message", *_PLAIN)


def upgrade() -> None:
    """Create every table; partitions come with the weeks."""
    _create_what_arrives()
    _create_cards_and_drafts()
    _create_what_a_courier_needs()
    _create_what_a_close_needs()
    op.create_table("changed", sa.Column("name", sa.Text, primary_key=True))
    for table in _ALL:
        _keep_out_of_statistics(table)
    for table in _PLAIN:  # the others have partitions, which bring it along
        off = "autovacuum_enabled = off, toast.autovacuum_enabled = off"
        op.execute(f"ALTER TABLE {table} SET ({off})")


def downgrade() -> None:
    """Drop every table, its partitions, and what they hold."""
    for table in reversed(_ALL):
        op.drop_table(table)


def _create_what_arrives() -> None:
    op.create_table(
        "envelope",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("week", sa.Text, primary_key=True),
        sa.Column("key_id", sa.LargeBinary, nullable=False),
        sa.Column("purpose", sa.Integer, nullable=False),
        sa.Column("erase_tag_hash", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("vouched", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.UniqueConstraint("erase_tag_hash", "week", name="one_envelope_for_an_erase_tag"),
        postgresql_partition_by="LIST (week)",
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("week", sa.Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        postgresql_partition_by="LIST (week)",
    )
    op.create_table(
        "message",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("week", sa.Text, primary_key=True),
        sa.Column("mailbox", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        postgresql_partition_by="LIST (week)",
    )
    op.create_index("messages_of_a_mailbox", "message", ["mailbox"])


def _create_cards_and_drafts() -> None:
    op.create_table(
        "card",
        sa.Column("organisation", sa.Text, primary_key=True),
        sa.Column("serial", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "saved_draft",
        sa.Column("id", sa.LargeBinary, primary_key=True),
        sa.Column("expires_week", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _create_what_a_courier_needs() -> None:
    op.create_table(
        "nonce",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("tick", sa.Integer, nullable=False),
    )
    op.create_table(
        "slip",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("organisation", sa.Text, nullable=False),
    )


def _create_what_a_close_needs() -> None:
    op.create_table(
        "frozen",
        sa.Column("key_id", sa.LargeBinary, primary_key=True),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.UniqueConstraint("organisation", "period", name="one_key_for_a_period"),
    )
    op.create_table(
        "release",
        sa.Column("organisation", sa.Text, primary_key=True),
        sa.Column("period", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("view", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("previous", sa.Text),
    )


def _keep_out_of_statistics(table: str) -> None:
    """Let no ANALYZE copy values into pg_statistic, where they would outlive their rows."""
    for column in sa.inspect(op.get_bind()).get_columns(table):
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column['name']} SET STATISTICS 0")
        # Ciphertext does not get smaller: no time is spent on trying.
        if isinstance(column["type"], sa.LargeBinary):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column['name']} SET STORAGE EXTERNAL")
