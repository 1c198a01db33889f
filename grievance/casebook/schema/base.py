"""What all tables share: one catalogue of tables, and the columns that many have."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.schema import PrimaryKeyConstraint

tables = MetaData()

# As alembic itself would make it.
alembic_version = Table(
    "alembic_version",
    tables,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def number() -> Column[int]:
    """Return the row's own number; `sqlite_autoincrement` has a table give none twice."""
    return Column("id", Integer, primary_key=True)


def reference(name: str, target: str, *, optional: bool = False, **more: object) -> Column[int]:
    """Return a column that names a row of `target`."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=optional, **more)  # type: ignore[arg-type]
