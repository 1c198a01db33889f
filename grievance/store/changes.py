"""How the sweep knows a changed file without a time on disk: one flag in the file's own header.

Every transaction of the store sets `PRAGMA user_version` to 1 together with what it writes, in
the page that an insert rewrites anyway; the sweep sets it back to 0. It says "changed since the
last sweep" and nothing about when or how often. Both sides hold the writer's lock, so no change
can fall between the rewriting and the 0.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from grievance.store.connections import driver, row, writing, writing_often

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@contextmanager
def changing(connection: Connection) -> Iterator[None]:
    """Hold one write transaction that leaves the file marked for the next sweep."""
    with writing_often(connection):
        yield
        driver(connection).execute("PRAGMA user_version = 1")


def changed(connection: Connection) -> bool:
    """Tell whether the file was written since the last sweep."""
    return row(connection, "PRAGMA user_version") != (0,)


def forget_changes(connection: Connection) -> None:
    """Mark the file as swept."""
    with writing(connection):
        driver(connection).execute("PRAGMA user_version = 0")
