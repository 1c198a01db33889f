"""Employers and problems about which something came in, until somebody counted whether to alert.

Counting looks at all reports of thirteen weeks, so it is done once for a whole run of opening. What
is due is kept with the reports that it is about: a run that is cut leaves it to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.employers.alerts import raise_alerts
from grievance.casebook.office import desk_settings

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.database import Database
    from grievance.reference.facts import Facts

_DUE = "alerts_due"


def add(connection: Connection, pairs: Collection[tuple[int, str]]) -> None:
    """Note that something came in about these (employer, code)."""
    due = _due(connection) if pairs else set()
    if not due.issuperset(pairs):
        desk_settings.put(connection, _DUE, sorted(due.union(pairs)))


def raise_due(database: Database, facts: Facts, now: datetime) -> int:
    """Raise the alerts that follow from all that is due; return how many."""
    with database.reading() as connection:
        if not _due(connection):
            return 0
    with database.writing() as connection:
        raised = raise_alerts(connection, facts, _due(connection), now)
        desk_settings.put(connection, _DUE, [])
        return raised


def _due(connection: Connection) -> set[tuple[int, str]]:
    return {(number, code) for number, code in desk_settings.get(connection, _DUE) or ()}
