"""What a desk remembers about itself, each under a name: JSON in one small table.

put(connection, "last_backup", {"day": "2026-11-24"})
get(connection, "last_backup")       # -> {"day": "2026-11-24"}, or None
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from grievance.casebook.schema.people import setting

if TYPE_CHECKING:
    from sqlalchemy import Connection

PERIODS = "periods"
"""How long a period of statistics lasts: a `PeriodKind`, chosen when the desk was set up."""


def get(connection: Connection, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what is kept under `name`, or None."""
    found = select(setting.c.value).where(setting.c.name == name)
    value = connection.execute(found).scalar_one_or_none()
    return None if value is None else json.loads(value)


def put(connection: Connection, name: str, value: object) -> None:
    """Keep `value` under `name` in place of what was there."""
    connection.execute(delete(setting).where(setting.c.name == name))
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    connection.execute(insert(setting), {"name": name, "value": text})
