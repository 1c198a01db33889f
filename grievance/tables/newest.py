"""Of each mark the newest record: a testimony counts once, whatever was sent, in whatever order.

    records = Parts(layout, scratch, expected)
    records.add(sifted.records)
    for newest in records.newest(spool.digest): ...    # of each mark one record

Records are laid aside by mark in sealed blocks, in so many parts that one part fits in memory: a
mark lies in one part only.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from grievance.tables.record import MARK_SIZE, Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from grievance.opening.scratch import Scratch
    from grievance.tables.record import Layout

MARKS_AT_ONCE = 16 * 1024
"""Records in a part, about: some 6 MB of memory while it is sorted out."""
BLOCK_SIZE = 32 * 1024


class Parts:
    """Records by mark, laid aside until all are there."""

    def __init__(self, layout: Layout, scratch: Scratch, expected: int) -> None:
        """Share some `expected` records out among parts."""
        self._layout, self._scratch = layout, scratch
        self._waiting = [bytearray() for _ in range(1 + expected // MARKS_AT_ONCE)]

    def add(self, records: bytes) -> None:
        """Lay records aside; raises `OSError`."""
        size, parts = self._layout.size, len(self._waiting)
        for at in range(0, len(records), size):
            # Python's own hash is keyed anew for each process: nobody who seals can choose marks
            # that all fall into one part.
            part = hash(records[at : at + MARK_SIZE]) % parts
            self._waiting[part] += records[at : at + size]
            if len(self._waiting[part]) >= BLOCK_SIZE:
                self._lay_aside(part)

    def newest(self, digest: Callable[[int], bytes]) -> Iterator[Collection[Kept]]:
        """Yield by part the newest record of each mark, withdrawals also; all were added before.

        `digest` gives the SHA-256 of the envelope at an offset. Raises `OSError`, and
        `ScratchDamaged`.
        """
        order = _Order(digest)
        for part in range(len(self._waiting)):
            self._lay_aside(part)
            yield self._newest_of(part, order).values()

    def _lay_aside(self, part: int) -> None:
        if self._waiting[part]:
            self._scratch.append(part, bytes(self._waiting[part]))
            self._waiting[part].clear()

    def _newest_of(self, part: int, order: _Order) -> dict[bytes, Kept]:
        found: dict[bytes, Kept] = {}
        for block in self._scratch.read(part):
            for mark, rank, offset, cell, bins in self._layout.read(block):
                kept = Kept(rank, offset, cell, bins)
                before = found.setdefault(mark, kept)
                if before is not kept and order.is_newer(kept, before):
                    found[mark] = kept
        return found


class _Order:
    """Which of two records of one mark stands; the same whichever came first."""

    def __init__(self, digest: Callable[[int], bytes]) -> None:
        # Whoever plants thousands with one mark and one revision makes us hash each only once.
        self._digest = lru_cache(4)(digest)

    def is_newer(self, one: Kept, other: Kept) -> bool:
        """Tell whether `one` takes the place of `other`."""
        if one.rank != other.rank:
            return one.rank > other.rank
        if one.withdrawn:
            return False  # one withdrawal is like the other
        # Of two with the same revision the lower hash: every reader then keeps the same one.
        return self._hashed(one) < self._hashed(other)

    def _hashed(self, kept: Kept) -> tuple[bytes, bytes]:
        # The same envelope twice differs at most in its vouched bit: then the one without.
        return self._digest(kept.offset), kept.cell
