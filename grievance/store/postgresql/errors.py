"""What can go wrong with a database, in the operator's words, and never with a value in it.

    with translated():
        connection.execute(...)

The server names the row in many of its messages ("Key (id)=(...) already exists"), so none of them
is passed on: what is raised here says what kind of trouble it is, and forgets the rest.
Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

from grievance.store.errors import (
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
    StoreTooNew,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class DatabaseGone(StoreError):
    """The server cannot be reached, or the connection to it was lost; nothing was stored."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The database cannot be reached.",
            "Start PostgreSQL, and check GRIEVANCE_DATABASE: server, name, role, pg_hba.conf. "
            "Nothing here needs a restart: the next request connects anew.",
        )


class DatabaseBusy(StoreLocked):
    """Somebody holds what is needed, and waiting did not help."""

    def __init__(self) -> None:
        """Say so."""
        super(StoreLocked, self).__init__(
            "The database is held by another program.",
            "Try again. If it lasts, end the backup or database shell that has a table locked.",
        )


class DatabaseReadOnly(StoreReadOnly):
    """The database takes no changes, or not from this role."""

    def __init__(self) -> None:
        """Say so."""
        super(StoreReadOnly, self).__init__(
            "The database cannot be written.",
            "Make the role of GRIEVANCE_DATABASE the owner of its database, on a server that is "
            "no replica: docs/operator/postgresql.md.",
        )


class DatabaseFull(StoreFull):
    """There is no room left on the server."""

    def __init__(self) -> None:
        """Say so."""
        super(StoreFull, self).__init__(
            "There is no room left for the database.",
            "Make room on its disk. What was acknowledged is safe; no restart is needed.",
        )


class DatabaseDamaged(StoreDamaged):
    """The server found a table or an index damaged, or its disk fails."""

    def __init__(self) -> None:
        """Say so."""
        super(StoreDamaged, self).__init__(
            "The database is damaged.",
            "Stop the server, keep a copy of its files, check the disk, and restore the newest "
            "backup.",
        )


class DatabaseMissing(StoreMissing):
    """There is no store in the database, or no such database."""

    def __init__(self) -> None:
        """Say so."""
        super(StoreMissing, self).__init__(
            "There is no store in the database.",
            "Check GRIEVANCE_DATABASE, or set the database up: docs/operator/postgresql.md.",
        )


class DatabaseTooNew(StoreTooNew):
    """A later release made the tables."""

    def __init__(self) -> None:
        """Say so."""
        super(StoreTooNew, self).__init__(
            "The tables of the database were made by a later release.",
            "Install that release again, or restore a backup from before it.",
        )


class DatabaseRefused(StoreError):
    """The server refused a statement of ours; of its message only the code is told."""

    def __init__(self, code: str) -> None:
        """Name the code."""
        super().__init__(
            f"The database refused a statement (SQLSTATE {code}).",
            "Report it with this code. Its message is not shown: it may repeat what was stored.",
        )


_BY_CODE: dict[str, type[StoreError]] = {
    "25006": DatabaseReadOnly,  # read_only_sql_transaction
    "3D000": DatabaseMissing,  # invalid_catalog_name
    "40001": DatabaseBusy,  # serialization_failure
    "40P01": DatabaseBusy,  # deadlock_detected
    "42501": DatabaseReadOnly,  # insufficient_privilege
    "53100": DatabaseFull,  # disk_full
    "53200": DatabaseFull,  # out_of_memory
    "53300": DatabaseGone,  # too_many_connections
    "55P03": DatabaseBusy,  # lock_not_available
    "57014": DatabaseBusy,  # query_canceled
    "58030": DatabaseDamaged,  # io_error
    "XX001": DatabaseDamaged,  # data_corrupted
    "XX002": DatabaseDamaged,  # index_corrupted
}
_GONE = ("08", "28", "57P")  # connection_exception, invalid_authorization, operator_intervention


@contextmanager
def translated() -> Iterator[None]:
    """Raise the `StoreError` that fits when the database is in trouble."""
    try:
        yield
    except psycopg.Error as problem:
        # Without its cause: a traceback would print the server's message with the values in it.
        raise _named(problem) from None


def _named(problem: psycopg.Error) -> StoreError:
    code = problem.sqlstate
    if code is None:  # the driver itself speaks: there was no answer
        is_gone = isinstance(problem, psycopg.OperationalError | psycopg.InterfaceError)
        return DatabaseGone() if is_gone else DatabaseRefused(type(problem).__name__)
    if code.startswith(_GONE):
        return DatabaseGone()
    named = _BY_CODE.get(code)
    return named() if named else DatabaseRefused(code)  # type: ignore[call-arg]  # none of these takes one
