"""Running the migrations on one open file, without alembic.ini and from any folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from grievance.store.connections import writing
from grievance.store.errors import StoreTooNew
from grievance.store.files import version

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grievance.store.schema import Kind

_MIGRATIONS = Path(__file__).parent / "migrations"


def history(kind: Kind) -> Config:
    """Return what alembic must know to walk the history of `kind`."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    locations = str(_MIGRATIONS / kind.history).replace("%", "%%")
    config.set_main_option("version_locations", locations)
    return config


def upgrade(connection: Connection, kind: Kind, path: Path) -> None:
    """Lead the open file `path` to the newest revision, in one transaction.

    Raise `StoreTooNew` when its revision is none of ours.
    """
    config = history(kind)
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if version(connection, path) not in known:
        raise StoreTooNew(path)
    config.attributes["connection"] = connection
    with writing(connection):
        command.upgrade(config, "head")
