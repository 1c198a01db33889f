"""The partitions: `envelope_2026_w48` holds the envelopes that arrived in that ISO week.

The first testimony of a week makes them. A sweep makes each anew, and leaves out an empty one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.postgresql.schema import BY_WEEK

if TYPE_CHECKING:
    from sqlalchemy import Table

    from grievance.store.postgresql.database import Database

# Nothing is analysed and nothing vacuumed behind our back: the sweep leaves no dead row, and what
# the server gathers for itself would outlive the rows it was gathered from.
_OPTIONS = "autovacuum_enabled = off, toast.autovacuum_enabled = off"
# Not `to_regclass`: it may remember that a table was not there before the lock was waited for.
HOW_MANY = """
    SELECT count(*) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relname = ANY (?::text[])
"""
"""How many tables there are of these names."""
_ALL = """
    SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = ANY (?::text[]::regclass[])
"""


def name_of(table: Table, week: str) -> str:
    """Return the name of the partition of `table` for `week`, which was checked."""
    return f"{table.name}_{week.lower().replace('-', '_')}"


def weeks(database: Database) -> list[str]:
    """Return the weeks that have any partition."""
    found = database.rows(_ALL, [table.name for table in BY_WEEK])
    return sorted({name.partition("_")[2].replace("_", "-").upper() for (name,) in found})


def names_of(week: str) -> list[str]:
    """Return the names of all partitions of a week."""
    return [name_of(table, week) for table in BY_WEEK]


def exists(database: Database, table: Table, week: str) -> bool:
    """Tell whether a week has its partition of one table."""
    return database.row(HOW_MANY, [name_of(table, week)]) == (1,)


def make(database: Database, week: str) -> None:
    """Make what a week lacks. The caller is `alone`."""
    for table in BY_WEEK:
        if not exists(database, table, week):
            create(database, table, name_of(table, week))
            attach(database, table, week)


def create(database: Database, table: Table, name: str) -> None:
    """Make an empty table that can become a partition of `table`."""
    database.run(f"CREATE TABLE {name} (LIKE {table.name} INCLUDING ALL) WITH ({_OPTIONS})")
    for column in table.columns:  # which LIKE does not bring along
        database.run(f"ALTER TABLE {name} ALTER COLUMN {column.name} SET STATISTICS 0")


def attach(database: Database, table: Table, week: str) -> None:
    """Let the table that bears the name of a partition be one. Readers need not wait for it."""
    partition = f"ATTACH PARTITION {name_of(table, week)} FOR VALUES IN ('{week}')"
    database.run(f"ALTER TABLE {table.name} {partition}")
