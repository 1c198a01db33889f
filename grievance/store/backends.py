"""Which back end a store has: files in its folder, or the database that its operator names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store import sqlite
from grievance.store.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from grievance.store.parts import Parts


class DriverMissing(StoreError):
    """A database is named, and what speaks to PostgreSQL is not installed."""

    exit_code = 2

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "GRIEVANCE_DATABASE is set, and psycopg is not installed.",
            "Install it: pip install --require-hashes -r requirements/postgresql.txt",
        )


def opened(folder: Path, database: str | None, busy_seconds: float) -> Parts:
    """Open the back end, making what is missing; raises `StoreError`."""
    if database is None:
        return sqlite.opened(folder, busy_seconds)
    parts: Parts = _postgresql().opened(database, busy_seconds)
    return parts


def require_store(folder: Path, database: str | None) -> None:
    """Raise `StoreMissing` where `opened` would make a store."""
    if database is None:
        sqlite.require_store(folder)
    else:
        _postgresql().require_store(database)


def _postgresql() -> ModuleType:
    # Imported here: who uses files needs no driver.
    try:
        from grievance.store.postgresql import opening  # noqa: PLC0415
    except ImportError as problem:
        raise DriverMissing from problem
    return opening
