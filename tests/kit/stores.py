"""A store on either back end, and all that its disk holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from grievance.store.main import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kit.postgres import Cluster

ON_BOTH = pytest.mark.parametrize(
    "database",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
    indirect=True,
)
"""For pages that are asked for with the store in files, and in a database."""
READY = "ready"
"""The database that is copied for each test: it has the tables."""


@dataclass(frozen=True)
class Place:
    """Where a store lies: in files in `folder`, or in the `database` of a `cluster` beside it."""

    folder: Path
    database: str | None = None
    cluster: Cluster | None = None

    def open(self, busy_seconds: float = 0.3) -> Store:
        """Open the store, as one more process would."""
        return Store.open(self.folder, database=self.database, busy_seconds=busy_seconds)

    def part(self, name: str) -> str:
        """Return what a sweep calls a week, or "intake"."""
        return name if self.database else f"{name}.db"

    def written(self) -> bytes:
        """Return every byte on the disk."""
        if self.cluster is None:
            return b"".join(map(_read, sorted(self.folder.rglob("*"))))
        assert self.database is not None
        self.cluster.as_superuser("CHECKPOINT")
        return b"".join(map(_read, self.cluster.files_of(self.database)))

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the intake's own tables, past the store."""
        if self.cluster is None:
            with closing(sqlite3.connect(self.folder / "intake.db")) as database:
                return database.execute(statement).fetchall()
        assert self.database is not None
        return self.cluster.as_superuser(statement, self.cluster.name_of(self.database))


def place_on(cluster: Cluster, folder: Path) -> Place:
    """Make a database with the tables in it."""
    if not cluster.has(READY):
        Store.open(folder, database=cluster.database(named=READY)).close()
    return Place(folder, cluster.database(like=READY), cluster)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
