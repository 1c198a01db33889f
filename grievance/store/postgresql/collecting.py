"""What the courier does with envelopes: takes a page of those of its keys, and says it has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.collecting import LARGEST_PAGE
from grievance.store.rows import StoredEnvelope

if TYPE_CHECKING:
    from collections.abc import Collection

    from grievance.store.postgresql.database import Database

# How long a body is, is known without reading it: it is stored as it is (`SET STORAGE EXTERNAL`).
# The limit is no value of the statement: a plan for any limit would sort whole weeks for each page.
_PAGE = f"""
    SELECT id, week, key_id, purpose, vouched, body FROM (
        SELECT *, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS before
        FROM (
            SELECT id, week, key_id, purpose, vouched, body FROM envelope
            WHERE key_id = ANY (?::bytea[]) AND purpose = ? AND id > ? ORDER BY id LIMIT {{limit}}
        ) AS first_ones
    ) AS measured
    WHERE before < {LARGEST_PAGE} ORDER BY id
"""  # noqa: S608 - a number of ours
_DELETE = """
    DELETE FROM envelope USING unnest(?::bigint[], ?::bytea[]) AS received (id, digest)
    WHERE envelope.id = received.id AND key_id = ANY (?::bytea[])
    AND sha256(envelope.body) = received.digest
    RETURNING week
"""


class Collecting:
    """The envelopes of a database, as the courier sees them."""

    def __init__(self, database: Database) -> None:
        """Read and delete them in `database`."""
        self._database = database

    def collect(
        self, key_ids: Collection[bytes], purpose: int, after: int, limit: int
    ) -> list[StoredEnvelope]:
        """Return the first envelopes above the id `after`, in order of id, until the page is full.

        What is withdrawn meanwhile may still be on it, as if it had been asked for earlier.
        """
        page = _PAGE.format(limit=int(limit))
        found = self._database.rows(page, sorted(key_ids), purpose, after)
        return [envelope_of(*one) for one in found]

    def acknowledge(
        self, received: Collection[tuple[int, bytes]], key_ids: Collection[bytes]
    ) -> int:
        """Delete the envelopes whose id, key and SHA-256 fit; return how many."""
        digests = dict(received)
        with self._database.alone():
            values = (list(digests), list(digests.values()), sorted(key_ids))
            weeks = [week for (week,) in self._database.rows(_DELETE, *values)]
            self._database.mark(set(weeks))
        return len(weeks)


def envelope_of(  # noqa: PLR0913, PLR0917 - the columns of a row
    id_: int, week: str, key_id: bytes, purpose: int, vouched: int, body: bytes
) -> StoredEnvelope:
    """Return the row of an envelope as others know it."""
    return StoredEnvelope(id_, week, key_id, purpose, bool(vouched), body)
