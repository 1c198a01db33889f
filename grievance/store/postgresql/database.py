"""Who may write when, and what is one step: the transactions of a store in PostgreSQL.

    with database.alone():                  # one writer, all others wait
        ...
    with database.beside_others(names):     # many writers, but one for each of these names
        ...

Both take the store's one lock, `alone` for itself, `beside_others` together; it is the first thing
a transaction does, and nobody who has it waits for anything that another holder waits for. So no
two of them ever wait for each other. Names are locked in order of their numbers.

A connection that was lost while nobody used it is replaced when a transaction begins, or a read.
Lost later, the transaction is undone by the server and `DatabaseGone` is raised. Only where it is
lost between sending COMMIT and its answer nobody can know: `PerhapsStored`.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from psycopg.pq import TransactionStatus

from grievance.store.errors import PerhapsStored
from grievance.store.postgresql.connections import Connections
from grievance.store.postgresql.errors import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from typing import LiteralString

    from grievance.store.postgresql.connections import Connection

# Advisory locks of the database, see below; the two kinds of number never meet. The server keeps
# them in memory only, where a lock on a row would be written into it.
# https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
ALONE = "BEGIN; SELECT pg_advisory_xact_lock(1735551334, 1)"
"""Begins a transaction that no other writer's overlaps."""
_TOGETHER = "BEGIN; SELECT pg_advisory_xact_lock_shared(1735551334, 1)"
# As values and not within the statement, which the server may log when waiting took too long.
_NAMES = "SELECT pg_advisory_xact_lock(name) FROM unnest(?::bigint[]) AS name"
_MARK = "INSERT INTO changed (name) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING"

T = TypeVar("T")

INTAKE = "intake"
"""What the intake's own rows are called among the weeks that changed."""


class Database:
    """The `Tables` in a database, and everything else that lies there."""

    def __init__(self, url: str, busy_seconds: float) -> None:
        """Connect to `url` when needed; wait at most `busy_seconds` for other writers."""
        self._connections = Connections(url, busy_seconds)

    def close(self) -> None:
        """Let go of every connection of this process."""
        self._connections.close()

    def row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row that a statement finds."""
        found = self.rows(statement, *values)
        return found[0] if found else None

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows that a statement finds, within the transaction where there is one."""
        with translated():
            connection = self._connections.mine()
            if _is_in_transaction(connection):
                return _run(connection, statement, values).fetchall()
            return self._unless_lost(lambda mine: _run(mine, statement, values).fetchall())

    def run(self, statement: str, *values: object) -> int:
        """Run a statement within the transaction; return how many rows it changed."""
        with translated():
            return _run(self._connections.mine(), statement, values).rowcount

    def run_each(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each of `rows`, within the transaction."""
        with translated(), self._connections.mine().cursor() as cursor:
            cursor.executemany(_numbered(statement), rows)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Send statements whose answers nobody needs without waiting for each."""
        with translated(), self._connections.mine().pipeline():
            yield

    def now(self, statement: str) -> None:
        """Run a statement that may not be in any transaction."""
        with translated():
            self._unless_lost(lambda mine: _run(mine, statement, ()))

    def mark(self, names: Collection[str]) -> None:
        """Within a transaction: let the next sweep rewrite these."""
        if names:
            self.run(_MARK, sorted(names))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a transaction that no other writer's overlaps."""
        with self._whole(ALONE):
            yield

    @contextmanager
    def beside_others(self, names: Iterable[bytes]) -> Iterator[None]:
        """Hold a transaction that overlaps others, but none with one of these random `names`."""
        with self._whole(_TOGETHER):
            numbers = {int.from_bytes(one[:8], "big", signed=True) for one in names}
            self.rows(_NAMES, sorted(numbers))
            yield

    @contextmanager
    def changing(self) -> Iterator[Database]:
        """Change the intake's own rows, within the transaction."""
        self.mark([INTAKE])
        yield self

    @contextmanager
    def _whole(self, begin: LiteralString) -> Iterator[None]:
        with translated():
            connection = self._unless_lost(lambda mine: _begun(mine, begin))
            try:
                with self._connections.pinned(connection):
                    yield
                    _commit(connection)
            finally:
                # After a commit there is nothing to undo. Of a lost connection the server undoes.
                with suppress(psycopg.OperationalError):
                    connection.rollback()

    def _unless_lost(self, ask: Callable[[Connection], T]) -> T:
        """Ask; where the connection turns out to be lost, connect and ask once more.

        Only for what changes nothing, or is the first word of a transaction.
        """
        connection = self._connections.mine()
        try:
            return ask(connection)
        except psycopg.OperationalError as problem:
            if not _is_lost(connection, problem):
                raise
        connection.close()
        return ask(self._connections.mine())


def _begun(connection: Connection, begin: LiteralString) -> Connection:
    try:
        # Two statements in one message, which the server takes only unprepared.
        connection.execute(begin, prepare=False)
    except psycopg.OperationalError as problem:
        if not _is_lost(connection, problem):
            connection.rollback()
        raise
    return connection


def _commit(connection: Connection) -> None:
    try:
        connection.execute("COMMIT")
    except psycopg.OperationalError as problem:
        if _is_lost(connection, problem):
            raise PerhapsStored from None
        raise


def _is_lost(connection: Connection, problem: psycopg.OperationalError) -> bool:
    """Tell whether the server ended the connection, or says that it is about to."""
    return connection.closed or (problem.sqlstate or "").startswith("57P")


def _run(
    connection: Connection, statement: str, values: Sequence[object]
) -> psycopg.Cursor[tuple[Any, ...]]:
    return connection.execute(_numbered(statement), values, binary=True)


def _is_in_transaction(connection: Connection) -> bool:
    return connection.info.transaction_status != TransactionStatus.IDLE


@lru_cache(maxsize=256)
def _numbered(statement: str) -> LiteralString:
    """Write values as the driver wants them. No statement of ours has a `?` or `%` otherwise."""
    return statement.replace("?", "%s")
