"""Numbers in addresses: those a row can have. A longer one is the address of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.routing import IntegerConverter

if TYPE_CHECKING:
    from werkzeug.routing import Map

LARGEST = 2**63 - 1
"""What SQLite and PostgreSQL keep as an integer."""


class RowNumber(IntegerConverter):
    """Takes the place of `int` in the routes of the desk."""

    def __init__(self, map_: Map) -> None:
        """Refuse what no row can have: the database would not even compare it."""
        super().__init__(map_, max=LARGEST)
