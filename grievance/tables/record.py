"""What is kept of an opened envelope until all are opened: some forty bytes, all of one size.

    record = mark (16) || revision (4) || withdrawal (1) || offset in the spool (8)
             || vouched (1) || cell (2) || bin of each histogram (1 each)

Numbers are big endian, so that of two records of one mark the newer has the higher `rank`, revision
and withdrawal: at the same revision a withdrawal wins (`docs/envelope-format.md`, "Revisions").
A withdrawal has zeros for what it does not say.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.release.plan import PublishedPlan

MARK_SIZE = 16
HIGHEST_REVISION = 2**31 - 1
"""As the desk takes it for casework; ten million withdrawals of one testimony are fewer."""
_RANK_SIZE = 5
CELL = struct.Struct(">?H")
_MOST_CELLS, _MOST_BINS = 1 << 16, 1 << 8


class Told(NamedTuple):
    """What a payload says: whose, how new, and where it is counted; no bins for a withdrawal."""

    mark: bytes
    revision: int
    cell: int = 0
    bins: bytes = b""


class Kept(NamedTuple):
    """A record without its mark; `cell` is the vouched bit and the number of the cell."""

    rank: bytes
    offset: int
    cell: bytes
    bins: bytes

    @property
    def withdrawn(self) -> bool:
        """Tell whether it is a withdrawal."""
        return self.rank[-1] == 1


@dataclass(frozen=True)
class Layout:
    """How records of testimonies with so many `histograms` are written."""

    histograms: int

    @classmethod
    def of(cls, plan: PublishedPlan) -> Layout:
        """Return the layout for a plan; raises `ValueError` for one of absurd size."""
        most = max(len(histogram.bins) for histogram in plan.histograms)
        if len(plan.cells.all) > _MOST_CELLS or most > _MOST_BINS:
            raise ValueError("a plan of more cells or bins than a record can name")
        return cls(len(plan.histograms))

    @property
    def size(self) -> int:
        """The bytes of a record."""
        return self._read.size

    def write(self, told: Told, offset: int, vouched: bool) -> bytes:  # noqa: FBT001 - a column
        """Return the record of an envelope."""
        return self._written.pack(
            told.mark, told.revision, not told.bins, offset, vouched, told.cell, told.bins
        )

    def read(self, records: bytes) -> Iterator[tuple[bytes, bytes, int, bytes, bytes]]:
        """Yield the mark of each record, then what `Kept` holds of it."""
        return self._read.iter_unpack(records)

    @cached_property
    def _written(self) -> struct.Struct:
        return struct.Struct(f">{MARK_SIZE}sI?Q?H{self.histograms}s")

    @cached_property
    def _read(self) -> struct.Struct:
        return struct.Struct(f">{MARK_SIZE}s{_RANK_SIZE}sQ{CELL.size}s{self.histograms}s")
