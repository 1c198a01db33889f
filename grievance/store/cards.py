"""The newest card of each organisation, as it was enrolled. Whether it is genuine is not our job.

Verify a card before it comes here; `Cards` only keeps an older one from replacing a newer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from grievance.store.changes import changing
from grievance.store.connections import row
from grievance.store.errors import OlderCard, translated
from grievance.store.rows import StoredCard
from grievance.store.schema import card

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from grievance.store.connections import Connections
    from grievance.store.lock import WriterLock

_ALL = select(card.c.organisation, card.c.serial, card.c.body).order_by(card.c.organisation)
_ENROLLED = select(card.c.serial, card.c.body).where(card.c.organisation == bindparam("known"))
_NEW = insert(card)
_PUT = _NEW.on_conflict_do_update(
    index_elements=[card.c.organisation],
    set_={"serial": _NEW.excluded.serial, "body": _NEW.excluded.body},
)
_STAMP = """
    SELECT count(*), coalesce(sum(serial), 0), (SELECT count(*) FROM frozen) FROM card
"""


class Cards:
    """The cards in `intake.db`."""

    def __init__(self, path: Path, connections: Connections, lock: WriterLock) -> None:
        """Keep them in the file at `path`, which exists."""
        self._path = path
        self._connections = connections
        self._lock = lock

    def put(self, organisation: str, serial: int, body: bytes) -> None:
        """Replace the card of `organisation`; the same card again changes nothing.

        Raise `OlderCard` unless `serial` is above the one enrolled.
        """
        values = {"organisation": organisation, "serial": serial, "body": body}
        with self._lock.held(), translated(self._path):
            connection = self._connections.to(self._path)
            if _is_news(connection, organisation, serial, body):
                with changing(connection):
                    connection.execute(_PUT, values)

    def all(self) -> tuple[StoredCard, ...]:
        """Return every organisation's card, by organisation."""
        with translated(self._path):
            rows = self._connections.to(self._path).execute(_ALL).all()
        return tuple(StoredCard(*one) for one in rows)

    def stamp(self) -> tuple[int, int, int]:
        """Return a value that differs after every enrolment and every freeze of a key.

        How many cards, the sum of serials, how many frozen keys: serials only rise, and neither
        cards nor frozen keys are ever removed, so none of these numbers returns.
        """
        with translated(self._path):
            found = row(self._connections.to(self._path), _STAMP)
        return (0, 0, 0) if found is None else (found[0], found[1], found[2])


def _is_news(connection: Connection, organisation: str, serial: int, body: bytes) -> bool:
    enrolled = connection.execute(_ENROLLED, {"known": organisation}).one_or_none()
    if enrolled is None:
        return True
    if (enrolled.serial, enrolled.body) == (serial, body):
        return False
    if enrolled.serial >= serial:
        raise OlderCard(organisation, enrolled.serial)
    return True
