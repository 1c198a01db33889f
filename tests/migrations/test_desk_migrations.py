"""The migrations of the desk's file go up, go down, and end in the tables that the code knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from alembic import command
from sqlalchemy import insert, select

from grievance.casebook.database import Database, unlock
from grievance.casebook.migrating import HEAD, history
from grievance.casebook.schema.people import setting
from grievance.casebook.schema.reports import tombstone, withdrawn_lately

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

PASSPHRASE = "seven wet horses wait behind the mill"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.make(tmp_path / "desk", PASSPHRASE)


def _walk(connection: Connection, *, up: bool) -> None:
    config = history()
    config.attributes["connection"] = connection
    (command.upgrade if up else command.downgrade)(config, "head" if up else "base")


def _schema_of(connection: Connection) -> dict[str, list[str]]:
    """Return the parts of each table and index, in whatever order they were named."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
    return {
        name: sorted(re.split(r"[\s,()]+", sql or ""))
        for name, sql in found
        if name != "alembic_version" and not name.startswith("sqlite_")
    }


def test_the_migrations_end_in_the_tables_of_the_code(database: Database) -> None:
    with database.writing() as connection:
        made = _schema_of(connection)
        _walk(connection, up=False)
        assert _schema_of(connection) == {}
        _walk(connection, up=True)
        assert _schema_of(connection) == made


def test_a_file_without_tables_is_led_to_those_of_this_release(database: Database) -> None:
    with database.writing() as connection:
        _walk(connection, up=False)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('desk_0000')")
    folder = database.path.parent
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
        _walk(connection, up=True)
        connection.execute(insert(setting), {"name": "kept", "value": "1"})
    again = Database.open(folder, unlock(folder, PASSPHRASE))
    with again.reading() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        assert found == HEAD
        assert connection.execute(select(setting.c.value)).scalars().all() == ["1"]


def test_a_file_of_the_first_desk_keeps_what_it_holds(database: Database) -> None:
    folder = database.path.parent
    with database.writing() as connection:
        config = history()
        config.attributes["connection"] = connection
        command.downgrade(config, "desk_0001")
        connection.execute(insert(tombstone), {"mark": b"m" * 16, "revision": 1000})
    again = Database.open(folder, unlock(folder, PASSPHRASE))
    with again.reading() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        assert found == HEAD
        assert connection.execute(select(tombstone)).all() == [(b"m" * 16, 1000)]
        assert connection.execute(select(withdrawn_lately)).all() == []
