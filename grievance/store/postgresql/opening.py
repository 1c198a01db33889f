"""Opening the store in a database: is the server safe, are the tables there and up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.frozen import FrozenKeys
from grievance.store.parts import Parts
from grievance.store.postgresql import demands
from grievance.store.postgresql.collecting import Collecting
from grievance.store.postgresql.database import Database
from grievance.store.postgresql.errors import DatabaseMissing
from grievance.store.postgresql.mailboxes import Mailboxes
from grievance.store.postgresql.schema import DATABASE
from grievance.store.postgresql.sweep import sweep
from grievance.store.postgresql.testimonies import Testimonies
from grievance.store.postgresql.weeks import Weeks
from grievance.store.slips import Slips

if TYPE_CHECKING:
    from grievance.store.swept import SweepReport

MADE = """
    SELECT count(*) = 1 FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relname = 'alembic_version'
"""
"""Whether there are tables of ours. Not `to_regclass`, see `partitions`."""
_VERSION = "SELECT version_num FROM alembic_version"


class Keeper:
    """What this process has open, and how it is swept."""

    def __init__(self, url: str, database: Database) -> None:
        """Close `database` when asked to; sweep what is at `url`."""
        self._url = url
        self._database = database

    def close(self) -> None:
        """Let go of every connection."""
        self._database.close()

    def sweep(self, attempts: int, pause: float, busy_seconds: float) -> SweepReport:
        """Rewrite what changed, over a connection of its own."""
        return sweep(self._url, attempts=attempts, pause=pause, busy_seconds=busy_seconds)


def opened(url: str, busy_seconds: float) -> Parts:
    """Open the store at `url`; make what is missing, bring up to date.

    Raises `UnsafeServer`, `StoreTooNew`, `DatabaseGone` and others. No connection is left open.
    """
    database = Database(url, busy_seconds)
    try:
        demands.require(database)
        if version(database) != DATABASE.head:
            # Imported here: rarely needed, slow to load.
            from grievance.store.postgresql.upgrade import upgrade  # noqa: PLC0415

            upgrade(url)
    finally:
        database.close()
    slips, frozen = Slips(database), FrozenKeys(database)
    return Parts(
        keeper=Keeper(url, database),
        tables=database,
        slips=slips,
        frozen=frozen,
        testimonies=Testimonies(database, slips, frozen),
        mailboxes=Mailboxes(database),
        collecting=Collecting(database),
        weeks=Weeks(database),
    )


def require_store(url: str) -> None:
    """Raise `DatabaseMissing` where a database holds no store yet, or is none."""
    database = Database(url, 5.0)
    try:
        if version(database) is None:
            raise DatabaseMissing
    finally:
        database.close()


def version(database: Database) -> str | None:
    """Return the revision of the tables; None where there are none."""
    if database.row(MADE) != (True,):
        return None
    found = database.row(_VERSION)
    return str(found[0]) if found else None
