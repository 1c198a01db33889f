"""All that waits in a database, in order of random ids, and how much of it in each week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.postgresql.collecting import envelope_of
from grievance.store.rows import Waiting
from grievance.store.week import checked_week

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.store.postgresql.database import Database
    from grievance.store.rows import StoredEnvelope

# What is in memory at once; a statistics envelope has 5.2 KB.
_ROWS_A_PAGE = 256

_PAGE = f"""
    SELECT id, week, key_id, purpose, vouched, body FROM envelope
    WHERE id > ? AND (?::bytea IS NULL OR key_id = ?) AND (?::int IS NULL OR purpose = ?)
    ORDER BY id LIMIT {_ROWS_A_PAGE}
"""  # noqa: S608 - a number of ours
_COUNTS = """
    SELECT week, purpose, key_id, count(*) FROM envelope
    GROUP BY week, purpose, key_id ORDER BY week, purpose, key_id
"""
_UNVOUCHED = "SELECT count(*) FROM envelope WHERE week = ? AND purpose = ? AND vouched = 0"


class Weeks:
    """What waits in all partitions."""

    def __init__(self, database: Database) -> None:
        """Read `database`."""
        self._database = database

    def envelopes(self, key_id: bytes | None, purpose: int | None) -> Iterator[StoredEnvelope]:
        """Yield what waits for `key_id` and `purpose` (`None`: any), in order of id.

        Page by page: each is read to its end, so the sweep never waits for a slow reader.
        """
        after = -1
        while True:
            values = (after, key_id, key_id, purpose, purpose)
            found = [envelope_of(*one) for one in self._database.rows(_PAGE, *values)]
            yield from found
            if len(found) < _ROWS_A_PAGE:
                return
            after = found[-1].id

    def counts(self) -> tuple[Waiting, ...]:
        """Count what waits, by week, purpose and key."""
        return tuple(Waiting(*one) for one in self._database.rows(_COUNTS))

    def unvouched(self, week: str, purpose: int) -> int:
        """Count the envelopes for `purpose` that came in `week` and that no slip vouches for."""
        ((count,),) = self._database.rows(_UNVOUCHED, checked_week(week), purpose)
        return int(count)
