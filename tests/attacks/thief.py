"""Where rows lie in a PostgreSQL server, and what numbers it gave them: a thief's measures.

thief = Thief(cluster, url)
orders_of_rows(thief, testimonies)      # in standard deviations of chance, by kind
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tests.attacks.test_order_of_arrival import FEWEST, NEEDLE, order, pieces, side_by_side
from tests.unit.store.invented import a_testimony

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.attacks.test_order_of_arrival import Testimony
    from tests.kit.postgres import Cluster

MARK = b"piece "
_PIECE = re.compile(MARK + b"." * (NEEDLE - len(MARK)), re.DOTALL)
Places = dict[str, dict[bytes, int]]


def marked(length: int) -> bytes:
    """Return random bytes of which both ends can be found."""
    ends = [MARK + secrets.token_bytes(NEEDLE - len(MARK)) for _ in range(2)]
    return secrets.token_bytes(length - 2 * NEEDLE).join(ends)


def a_marked_testimony() -> Testimony:
    envelopes, receipt = a_testimony()
    for_statistics, for_casework = (
        replace(one, erase_tag_hash=marked(32), body=marked(len(one.body))) for one in envelopes
    )
    receipt = replace(receipt, id=marked(32)[:NEEDLE], body=marked(len(receipt.body)))
    return [for_statistics, for_casework], receipt


def found_in(places: Places, needles: Sequence[bytes]) -> dict[str, list[int]]:
    """Return, for each file that holds enough of these pieces, where they lie in it."""
    found = {}
    for name, at in places.items():
        there = [at[one[:NEEDLE]] for one in needles if one[:NEEDLE] in at]
        if len(there) >= FEWEST:
            found[name] = there
    return found


@dataclass(frozen=True)
class Thief:
    """Has the server's disk and its superuser, and knows the order to measure by."""

    cluster: Cluster
    url: str

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self.cluster.as_superuser(statement, self.cluster.name_of(self.url))

    def files(self) -> dict[str, bytes]:
        """Return every file that can hold anything of the database, as it lies on the disk."""
        self.cluster.as_superuser("CHECKPOINT")
        paths = [one for one in self.cluster.files_of(self.url) if one.is_file()]
        return {str(one.relative_to(self.cluster.folder)): one.read_bytes() for one in paths}

    def places(self) -> Places:
        """Return where in each file each marked piece lies first: one search finds them all."""
        return {
            name: {one[0]: one.start() for one in reversed(list(_PIECE.finditer(written)))}
            for name, written in self.files().items()
        }

    def ctids(self, table: str, column: str, values: Sequence[bytes]) -> list[int]:
        """Return where the rows with these values lie in their table."""
        rows = self.rows(
            f"SELECT {column}, (ctid::text::point)[0] * 1000 + (ctid::text::point)[1] FROM {table}"  # noqa: S608 - ours
        )
        place = {bytes(value): int(at) for value, at in rows}
        return [place[value] for value in values if value in place]

    def transactions(self, table: str, column: str, values: Sequence[bytes]) -> list[int]:
        """Return which transactions wrote the rows with these values."""
        rows = self.rows(f"SELECT {column}, xmin::text::bigint FROM {table}")  # noqa: S608 - ours
        by = {bytes(value): number for value, number in rows}
        return [by[value] for value in values]

    def toasted(self, table: str, bodies: Sequence[bytes]) -> list[int]:
        """Return the numbers that long bodies got in the table's TOAST."""
        ((toast,),) = self.rows(
            f"SELECT reltoastrelid::regclass FROM pg_class WHERE oid = '{table}'::regclass"  # noqa: S608 - ours
        )
        rows = self.rows(f"SELECT chunk_data, chunk_id FROM {toast} WHERE chunk_seq = 0")  # noqa: S608 - ours
        number = {bytes(data[:NEEDLE]): id_ for data, id_ in rows}
        return [number[body[:NEEDLE]] for body in bodies]

    def dumped(self, values: Sequence[bytes]) -> list[int]:
        """Return where these values stand in a dump."""
        address = self.cluster.url(self.cluster.name_of(self.url), "postgres")
        dump = self.cluster.run("pg_dump", "--data-only", address)
        return [dump.index(one.hex().encode()) for one in values]


def orders_in_files(thief: Thief, testimonies: list[Testimony]) -> dict[str, float]:
    """Return the order in each file of each kind of piece that it holds enough of."""
    places = thief.places()
    return {
        f"{kind}, {name}": order(there)
        for kind, needles in pieces(testimonies).items()
        for name, there in found_in(places, needles).items()
    }


def orders_of_rows(thief: Thief, testimonies: list[Testimony]) -> dict[str, float]:
    """Return the order by each number that the server gave to the rows."""
    found: dict[str, float] = {}
    for at, kind in enumerate(("statistics", "casework")):
        envelopes = [told[0][at] for told in testimonies]
        tags = [one.erase_tag_hash for one in envelopes]
        found |= {
            f"ctid, {kind}": order(thief.ctids("envelope", "erase_tag_hash", tags)),
            f"toast, {kind}": order(
                thief.toasted("envelope_2026_w48", [one.body for one in envelopes])
            ),
            f"dump, {kind}": order(thief.dumped(tags)),
        }
    ids = [told[1].id for told in testimonies]
    bodies = [told[1].body for told in testimonies]
    return found | {
        "ctid, receipt": order(thief.ctids("receipt", "id", ids)),
        "toast, receipt": order(thief.toasted("receipt_2026_w48", bodies)),
        "dump, receipt": order(thief.dumped(ids)),
    }


def pairs(thief: Thief, testimonies: list[Testimony]) -> dict[str, int]:
    """Return how many testimonies have their envelopes side by side, by each such number."""
    both = [[told[0][at] for told in testimonies] for at in (0, 1)]
    tags = [[one.erase_tag_hash for one in side] for side in both]
    bodies = [[one.body for one in side] for side in both]
    return {
        "ctid": side_by_side(*(thief.ctids("envelope", "erase_tag_hash", one) for one in tags)),
        "toast": side_by_side(*(thief.toasted("envelope_2026_w48", one) for one in bodies)),
        "dump": side_by_side(*(thief.dumped(one) for one in tags)),
    }
