"""What the journal knows of a period: measured, published, destroyed. Each is noted once.

by = By(actor, "2026Q4", now)
measured(connection, by, ledger_head)
done(connection, "2026Q4")       # {MEASURED}
ledger_heads(connection)         # each must still be part of the ledger's chain
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Actor, Right
from grievance.casebook.schema.journal import entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Connection


_KIND = "period"
MEASURED, PUBLISHED = "measured", "published"
KEY_DESTROYED, ERASED = "key_destroyed", "erased"
WITHDRAWN, VOUCHED = "withdrawn", "vouched_published"


class By(NamedTuple):
    """Who does something to which period, and when."""

    actor: Actor
    period: str
    now: datetime


def measured(connection: Connection, by: By, ledger_head: str) -> None:
    """Note a measurement by its hash (hex) in the ledger; raises `NotAllowed`."""
    _once(connection, by, "measured", {"ledger": ledger_head})


def published(connection: Connection, by: By, release: str) -> None:
    """Note that the figures are out, by the hash (hex) of the release; raises `NotAllowed`."""
    _once(connection, by, "published", {"release": release})


def key_destroyed(connection: Connection, by: By) -> None:
    """Note that nothing of the period can be opened any more; raises `NotAllowed`."""
    _once(connection, by, "key_destroyed", {})


def erased(connection: Connection, by: By) -> None:
    """Note that its envelopes are gone, here and at the intake; raises `NotAllowed`."""
    _once(connection, by, "erased", {})


def withdrawn(connection: Connection, by: By, release: str) -> bool:
    """Note that its figures no longer stand, by the hash (hex) of the release that says so.

    Returns whether that was new; raises `NotAllowed`.
    """
    return _once(connection, by, "withdrawn", {"release": release})


def vouched_published(connection: Connection, by: By, release: str) -> bool:
    """Note that the sealed measurement is out, by the hash (hex) of its release.

    Returns whether that was new; raises `NotAllowed`.
    """
    return _once(connection, by, "vouched_published", {"release": release})


def done(connection: Connection, period: str) -> frozenset[str]:
    """Return what was done with a period."""
    return all_done(connection).get(period, frozenset())


def all_done(connection: Connection) -> Mapping[str, frozenset[str]]:
    """Return what was done with each period."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    noted = select(entry.c.action, entry.c.details).where(entry.c.kind == _KIND)
    for action, details in connection.execute(noted):
        found[json.loads(details)["period"]].add(action)
    return {period: frozenset(actions) for period, actions in found.items()}


def ledger_heads(connection: Connection) -> frozenset[str]:
    """Return the hash (hex) of every measurement that was noted."""
    return frozenset(str(one["ledger"]) for one in _details(connection, MEASURED))


def _once(connection: Connection, by: By, action: str, details: Mapping[str, object]) -> bool:
    by.actor.require(Right.PUBLISH)
    noted = {"period": by.period, **details}
    if noted in _details(connection, action):
        return False
    write(connection, Entry(by.now, by.actor.name, action, "period", None, noted))
    return True


def _details(connection: Connection, action: str) -> Iterator[Mapping[str, Any]]:
    found = select(entry.c.details).where(entry.c.kind == _KIND, entry.c.action == action)
    return map(json.loads, connection.execute(found).scalars())
