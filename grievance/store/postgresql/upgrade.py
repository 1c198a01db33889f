"""Making the tables, or leading those of an earlier release to those of this one."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, cast

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from grievance.store.postgresql.connections import connect
from grievance.store.postgresql.database import ALONE
from grievance.store.postgresql.errors import DatabaseTooNew, translated
from grievance.store.postgresql.opening import MADE
from grievance.store.postgresql.schema import DATABASE
from grievance.store.upgrade import history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from grievance.store.postgresql.connections import Connection as Driver

_PATIENCE = 60.0  # seconds


def upgrade(url: str) -> None:
    """Lead the database at `url` to the newest revision, in one transaction, alone.

    Raise `DatabaseTooNew` when its revision is none of ours.
    """
    config = history(DATABASE)
    with translated(), migrating(url) as connection:
        config.attributes["connection"] = connection
        known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
        if not _versions(connection) <= known:
            raise DatabaseTooNew
        command.upgrade(config, "head")


@contextmanager
def migrating(url: str) -> Iterator[Connection]:
    """Give what alembic works with: a transaction without any other writer."""
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(url, _PATIENCE),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    with closing(engine.connect()) as connection:
        driver = cast("Driver", connection.connection.driver_connection)
        driver.execute(ALONE, prepare=False)
        yield connection
        driver.execute("COMMIT")


def _versions(connection: Connection) -> set[str]:
    if not connection.exec_driver_sql(MADE).scalar():
        return set()
    return set(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars())
