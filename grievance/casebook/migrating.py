"""Making the desk's tables, and leading a file of an earlier release to those of this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from grievance.casebook.errors import CasebookTooNew
from grievance.casebook.schema import alembic_version, tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "desk_0004"
_MIGRATIONS = Path(__file__).parent / "migrations"


def history() -> Config:
    """Return what alembic must know to walk the history of the desk's file."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    versions = str(_MIGRATIONS / "desk").replace("%", "%%")
    config.set_main_option("version_locations", versions)
    return config


def make_tables(connection: Connection) -> None:
    """Make every table in an empty file; a test shows that the migrations end in the same."""
    tables.create_all(connection)
    connection.execute(alembic_version.insert(), {"version_num": HEAD})


def bring_up_to_date(connection: Connection, path: Path) -> None:
    """Lead an open file to the newest revision; raises `CasebookTooNew`."""
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    if found == HEAD:
        return
    config = history()
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if found not in known:
        raise CasebookTooNew(path)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
