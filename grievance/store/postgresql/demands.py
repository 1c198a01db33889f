"""What the server must be set to, and why: it writes more down than a database needs to.

`docs/operator/postgresql.md` shows how. What the intake's role alone is set to counts as well, so
each is asked for over the intake's own connection. Checked at every start and every sweep.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.store.errors import StoreError

if TYPE_CHECKING:
    from grievance.store.postgresql.database import Database

OLDEST_VERSION = 15
"""The first release in which a role that is no superuser may be allowed a checkpoint."""


@dataclass(frozen=True)
class Demand:
    """A setting, the values of it that are good, and what any other would do."""

    setting: str
    good: tuple[str, ...]
    otherwise: str


DEMANDS = (
    Demand("fsync", ("on",), "what a worker was told is stored may be lost with the power"),
    Demand("full_page_writes", ("on",), "a power cut may leave half a page"),
    Demand("wal_level", ("minimal",), "the log holds every row in order of arrival for longer"),
    Demand("archive_mode", ("off",), "the log, with every row in order of arrival, is kept"),
    Demand("wal_recycle", ("off",), "old log files stay under new names, with rows in order"),
    Demand("wal_keep_size", ("0",), "old log files stay, with every row in order of arrival"),
    Demand("track_commit_timestamp", ("off",), "the moment of every testimony is kept"),
    Demand("log_min_messages", ("panic",), "errors are logged with moment and values"),
    Demand("log_min_error_statement", ("panic",), "what failed is logged with its values"),
    Demand("log_parameter_max_length_on_error", ("0",), "values are logged where one failed"),
    Demand("log_statement", ("none",), "every testimony is logged with its moment"),
    Demand("log_min_duration_statement", ("-1",), "testimonies are logged with their moments"),
    Demand("log_checkpoints", ("off",), "the log tells to five minutes when somebody wrote"),
    Demand("log_connections", ("off",), "the log tells when somebody came after a pause"),
    Demand("log_disconnections", ("off",), "the log tells when somebody came before a pause"),
    Demand("track_counts", ("off",), "when each table was last read or vacuumed is kept"),
    Demand("shared_preload_libraries", ("",), "an extension may log or keep what passes"),
    Demand("session_preload_libraries", ("",), "an extension may log or keep what passes"),
    Demand("server_encoding", ("UTF8",), "names of organisations may not fit"),
    Demand("lc_collate", ("C", "POSIX", "C.UTF-8", "C.utf8"), "a new C library may break indices"),
)

_VERSION = "SELECT current_setting('server_version_num')::int / 10000"
_SETTINGS = "SELECT name, setting FROM pg_settings WHERE name = ANY (?::text[])"
_COLLATION = """
    SELECT 'lc_collate',
           CASE datlocprovider WHEN 'i' THEN 'ICU' WHEN 'b' THEN 'C' ELSE datcollate::text END
    FROM pg_database WHERE datname = current_database()
"""
_RIGHTS = """
    SELECT pg_has_role(current_user, 'pg_checkpoint', 'USAGE')
    AND has_function_privilege(current_user, 'pg_switch_wal()', 'EXECUTE')
    AND has_database_privilege(current_database(), 'TEMPORARY')
    AND has_schema_privilege(current_schema(), 'CREATE')
"""
_GUIDE = "docs/operator/postgresql.md shows a server that is set up for an intake."


class UnsafeServer(StoreError):
    """The server would keep what the store promises to forget. The intake does not start."""

    exit_code = 2

    def __init__(self, problems: list[str]) -> None:
        """Name every setting that is wrong, in one go."""
        super().__init__(
            "This PostgreSQL server is not set up for an intake: " + "; ".join(problems) + ".",
            _GUIDE,
        )


def require(database: Database) -> None:
    """Raise `UnsafeServer` unless every demand is met."""
    problems = _version_problems(database) or [
        *_setting_problems(database),
        *_right_problems(database),
    ]
    if problems:
        raise UnsafeServer(problems)


def _version_problems(database: Database) -> list[str]:
    ((version,),) = database.rows(_VERSION)
    if version >= OLDEST_VERSION:
        return []
    return [f"it is release {version}, and {OLDEST_VERSION} or later is needed"]


def _setting_problems(database: Database) -> list[str]:
    rows = database.rows(_SETTINGS, [one.setting for one in DEMANDS]) + database.rows(_COLLATION)
    # What may not be seen is not known to be good.
    found = dict(rows)
    return [
        f"{one.setting} is {found.get(one.setting, 'hidden from this role')!r} ({one.otherwise})"
        for one in DEMANDS
        if found.get(one.setting) not in one.good
    ]


def _right_problems(database: Database) -> list[str]:
    if database.row(_RIGHTS) == (True,):
        return []
    return ["its role may not make tables, temporary ones, a checkpoint, or begin a new log file"]
