"""The newest card of each organisation, as it was enrolled. Whether it is genuine is not our job.

Verify a card before it comes here; `Cards` only keeps an older one from replacing a newer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.errors import OlderCard
from grievance.store.rows import StoredCard

if TYPE_CHECKING:
    from grievance.store.tables import Tables

_ALL = "SELECT organisation, serial, body FROM card ORDER BY organisation"
_ENROLLED = "SELECT serial, body FROM card WHERE organisation = ?"
_PUT = """
    INSERT INTO card (organisation, serial, body) VALUES (?, ?, ?)
    ON CONFLICT (organisation) DO UPDATE SET serial = excluded.serial, body = excluded.body
"""
_STAMP = """
    SELECT count(*), coalesce(sum(serial), 0), (SELECT count(*) FROM frozen) FROM card
"""


class Cards:
    """The cards in the intake's own rows."""

    def __init__(self, tables: Tables) -> None:
        """Keep them in `tables`."""
        self._tables = tables

    def put(self, organisation: str, serial: int, body: bytes) -> None:
        """Replace the card of `organisation`; the same card again changes nothing.

        Raise `OlderCard` unless `serial` is above the one enrolled.
        """
        with self._tables.alone():
            if self._is_news(organisation, serial, body):
                with self._tables.changing() as change:
                    change.run(_PUT, organisation, serial, body)

    def all(self) -> tuple[StoredCard, ...]:
        """Return every organisation's card, by organisation."""
        return tuple(StoredCard(*one) for one in self._tables.rows(_ALL))

    def stamp(self) -> tuple[int, int, int]:
        """Return a value that differs after every enrolment and every freeze of a key.

        How many cards, the sum of serials, how many frozen keys: serials only rise, and neither
        cards nor frozen keys are ever removed, so none of these numbers returns.
        """
        cards, serials, frozen = self._tables.row(_STAMP) or (0, 0, 0)
        return cards, int(serials), frozen

    def _is_news(self, organisation: str, serial: int, body: bytes) -> bool:
        enrolled = self._tables.row(_ENROLLED, organisation)
        if enrolled is None:
            return True
        if enrolled == (serial, body):
            return False
        if enrolled[0] >= serial:
            raise OlderCard(organisation, enrolled[0])
        return True
