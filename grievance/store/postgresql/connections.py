"""One connection to the server for each thread, none over a fork."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg

from grievance.store.forks import close_before_forks
from grievance.store.postgresql.errors import DatabaseGone

if TYPE_CHECKING:
    from collections.abc import Iterator

Connection = psycopg.Connection[tuple[Any, ...]]

# A peer that vanished is noticed within this many seconds, not after the two hours of TCP.
_PATIENCE = 5
_LINE: dict[str, Any] = {
    # Where it is used, `sslmode` says nothing.
    "gssencmode": "disable",
    "connect_timeout": _PATIENCE,
    "keepalives_idle": _PATIENCE,
    "keepalives_interval": 1,
    "keepalives_count": _PATIENCE,
    "tcp_user_timeout": _PATIENCE * 1000,
}
# What the driver would read besides the address, which was checked.
# https://www.postgresql.org/docs/current/libpq-envars.html
_ELSEWHERE = (
    *("PGHOST", "PGHOSTADDR", "PGPORT", "PGUSER", "PGDATABASE"),
    *("PGSERVICE", "PGSERVICEFILE", "PGSSLMODE", "PGREQUIRESSL"),
)
_SESSION = (
    # A commit returns only when the disk has it, whatever the server's default.
    "synchronous_commit=on",
    "default_transaction_isolation=read\\ committed",
    # With a partition for each week, planning costs more than doing (keeping a testimony in the
    # 60th week: 3.8 ms, and 2.0 with one plan for all values).
    "plan_cache_mode=force_generic_plan",
    # A process that was stopped in mid-transaction must not keep the sweep out for ever.
    "idle_in_transaction_session_timeout=60s",
    # A process of the server keeps the log file open that it last wrote to, removed or not.
    "idle_session_timeout=60s",
    "client_min_messages=error",
)


def connect(url: str, busy_seconds: float) -> Connection:
    """Connect; wait at most `busy_seconds` for any lock. Raises `psycopg.OperationalError`.

    Variables of the environment that lead elsewhere are forgotten.
    """
    for one in _ELSEWHERE:
        os.environ.pop(one, None)
    settings = (*_SESSION, f"lock_timeout={max(1, round(busy_seconds * 1000))}ms")
    options = " ".join(f"-c {one}" for one in settings)
    # Transactions are begun and ended aloud, as on SQLite.
    return psycopg.connect(url, autocommit=True, options=options, **_LINE)


class Connections:
    """Gives out the running thread's connection; makes it at first use, and where it was lost."""

    def __init__(self, url: str, busy_seconds: float) -> None:
        """Connect to `url`, and wait at most `busy_seconds` for any lock."""
        self._url = url
        self._busy_seconds = busy_seconds
        self._held: dict[int, Connection] = {}
        self._pinned: dict[int, Connection] = {}
        close_before_forks(self)

    def mine(self) -> Connection:
        """Return this thread's connection. One that is known to be lost is replaced.

        Never within a transaction, whose rest would be no transaction: then `DatabaseGone`.
        """
        thread = threading.get_ident()
        pinned = self._pinned.get(thread)
        if pinned is not None:
            if pinned.closed:
                raise DatabaseGone
            return pinned
        held = self._held.get(thread)
        if held is None or held.closed:
            held = self._held[thread] = connect(self._url, self._busy_seconds)
        return held

    @contextmanager
    def pinned(self, connection: Connection) -> Iterator[None]:
        """Give this thread `connection` and no other, as long as its transaction lasts."""
        thread = threading.get_ident()
        self._pinned[thread] = connection
        try:
            yield
        finally:
            del self._pinned[thread]

    def close(self) -> None:
        """Close what is open. The next use connects again."""
        while self._held:
            self._held.popitem()[1].close()
