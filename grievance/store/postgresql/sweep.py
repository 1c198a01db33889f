"""The sweep: after it, nothing in the database shows in which order anything arrived.

A row in PostgreSQL says three times when it came: by its place in the table (`ctid`), by the number
of the transaction that wrote it (`xmin`), and, where it is too long for a page, by the number that
its pieces got in the table's TOAST. `CLUSTER` and `VACUUM FULL` renew the first and keep the other
two, so they are not enough. Here the rows of each week that changed are copied, in order of their
random keys, into a table that takes the old one's place:

1. Alone among the writers; readers go on reading.
2. A new table, filled in order of ids by one statement: places, transaction and TOAST numbers are
   those of this copying.
3. It is put in the place of the old one, which is dropped. An empty one is dropped too.
4. The intake's own rows are copied out and back in the same way: they are few.
5. The log begins a new file, idle connections end, which would hold the old ones open, and a
   checkpoint lets go of the files before, which tell the order and the moment of every commit.

Out of reach: free blocks of the disk, which still say what dropped tables and log files said (an
encrypted disk is the remedy); the server's memory; what arrived since; file times.
"""

from __future__ import annotations

import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from grievance.store.errors import StoreLocked
from grievance.store.postgresql import demands, partitions
from grievance.store.postgresql.database import INTAKE, Database
from grievance.store.postgresql.schema import BY_WEEK, INTAKES_OWN, changed
from grievance.store.swept import SweepReport, Swept

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Table

    from grievance.store.swept import Outcome

_CHANGED = "SELECT name FROM changed ORDER BY name"
# Each keeps the log file open that it last wrote to, and with it what the file says.
_END_IDLE = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE usename = current_user AND datname = current_database()
    AND state = 'idle' AND pid <> pg_backend_pid()
"""
_FORGET = "DELETE FROM changed WHERE name = ?"


def sweep(url: str, *, attempts: int, pause: float, busy_seconds: float) -> SweepReport:
    """Rewrite what changed in the database at `url`.

    What is in use is tried `attempts` times, `pause` seconds apart, each waiting `busy_seconds`;
    then it is reported, not raised. Raises `UnsafeServer` and other errors of the database.
    """
    with closing(Database(url, busy_seconds)) as database:
        demands.require(database)
        marked = {name for (name,) in database.rows(_CHANGED)}

        def patiently(rewrite: Callable[[Database, str], None], name: str) -> Swept:
            return Swept(name, _patiently(database, rewrite, name, attempts, pause))

        done = [patiently(_rewrite_week, one) for one in sorted(marked - {INTAKE})]
        if INTAKE in marked:
            done.append(patiently(_rewrite_intake, INTAKE))
        _begin_new_log(database)
        rest = {INTAKE, *partitions.weeks(database)} - {one.name for one in done}
    done += [Swept(name, "unchanged") for name in rest]
    return SweepReport(tuple(sorted(done, key=lambda one: (one.name != INTAKE, one.name))))


def _patiently(
    database: Database,
    rewrite: Callable[[Database, str], None],
    name: str,
    attempts: int,
    pause: float,
) -> Outcome:
    for attempt in range(attempts):
        if attempt:
            time.sleep(pause)
        try:
            with database.alone():
                rewrite(database, name)
                database.run(_FORGET, name)
                # Which tells how often each week changed, as long as its old rows lie there.
                _copy_out_and_back(database, changed)
        except StoreLocked:
            continue
        return "rewritten"
    return "busy"


def _rewrite_week(database: Database, week: str) -> None:
    for table in BY_WEEK:
        if partitions.exists(database, table, week):
            _rewrite_partition(database, table, week)


def _rewrite_partition(database: Database, table: Table, week: str) -> None:
    name = partitions.name_of(table, week)
    partitions.create(database, table, "swept")
    rows = database.run(f"INSERT INTO swept SELECT * FROM {name} ORDER BY id")  # noqa: S608 - ours
    database.run(f"ALTER TABLE {table.name} DETACH PARTITION {name}")
    database.run(f"DROP TABLE {name}")
    if rows:
        database.run(f"ALTER TABLE swept RENAME TO {name}")
        partitions.attach(database, table, week)
    else:
        database.run("DROP TABLE swept")


def _rewrite_intake(database: Database, _: str) -> None:
    for table in INTAKES_OWN:
        _copy_out_and_back(database, table)


def _copy_out_and_back(database: Database, table: Table) -> None:
    name, keys = table.name, ", ".join(column.name for column in table.primary_key)
    database.run(f"CREATE TEMPORARY TABLE copied ON COMMIT DROP AS SELECT * FROM {name}")  # noqa: S608 - ours
    database.run(f"TRUNCATE {name}")
    database.run(f"INSERT INTO {name} SELECT * FROM copied ORDER BY {keys}")  # noqa: S608 - ours
    database.run("DROP TABLE copied")


def _begin_new_log(database: Database) -> None:
    # The rows that named the dropped tables. No autovacuum looks after the catalogues.
    with suppress(StoreLocked):  # by the server's own vacuum
        database.now("VACUUM (SKIP_LOCKED)")
    database.now("SELECT pg_switch_wal()")
    # Who waits here has not begun, and connects anew. Where a writer hangs, 60 seconds end it.
    with suppress(StoreLocked), database.alone():
        database.rows(_END_IDLE)
    database.now("CHECKPOINT")
