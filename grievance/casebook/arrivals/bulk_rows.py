"""Many rows into one table at once, and many values asked for, as fast as the driver takes them.

    insert_rows(connection, account, [(17, blob(key_id), blob(envelope)), ...])

SQLAlchemy's own way looks at each value of each row, which cost a fifth of opening a report. The
driver takes whole numbers, floats, texts and bytearrays as they are; for a `bytes` or a `bool` it
first looks for an adapter, a microsecond each, which cost a tenth more.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import insert
from sqlalchemy.dialects.sqlite import dialect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Table

blob = bytearray
"""A value of bytes as the driver takes it at once."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert `rows`: a value for every column of `table`, in their order; 0 and 1 for booleans."""
    if rows:
        connection.exec_driver_sql(_statement(table), rows)


def listed(values: Iterable[bytes]) -> str:
    """Return `values` as one value, for `IN (SELECT unhex(value) FROM json_each(?))`."""
    return json.dumps([value.hex() for value in values])


@cache
def _statement(table: Table) -> str:
    return str(insert(table).compile(dialect=dialect()))
