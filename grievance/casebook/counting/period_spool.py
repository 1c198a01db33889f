"""The sealed statistics of one period, as they came: one file that only grows, then is wiped.

    spool = PeriodSpool(folder / "periods" / "2026Q4.spool", key_id)
    spool.append(page.envelopes)             # on the disk when it returns
    spool.last_id()                          # where collecting goes on
    with spool.reading() as file:
        for part in file.ranges(256): ...    # to be read and opened by any process

The format is that of `arrivals.spool_file`. An envelope of statistics fills one bucket, so that all
records are of one size, and where one begins is known without walking over those before it.
"""

from __future__ import annotations

import hashlib
import struct
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from grievance.casebook import files
from grievance.casebook.arrivals.spool_file import SpoolDamaged, is_week, make, opened
from grievance.casebook.errors import CasebookError
from grievance.envelope.keys import Purpose
from grievance.envelope.parse import HEADER_SIZE, parse
from grievance.envelope.plain import SMALLEST_BUCKET
from grievance.envelope.refusals import EnvelopeRefused
from grievance.envelope.xwing import ENCAPSULATED_SIZE, TAG_SIZE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from grievance.casebook.arrivals.spool_file import SpoolFile
    from grievance.courier.frames import Collected

BODY_SIZE = HEADER_SIZE + ENCAPSULATED_SIZE + SMALLEST_BUCKET + TAG_SIZE
_WHOLE_RECORD = struct.Struct(f">IQ8sB{BODY_SIZE}s")
RECORD_SIZE = _WHOLE_RECORD.size
BEFORE_ALL = -1


class NothingCollected(CasebookError):
    """There is no spool of this period: it was not collected yet, or is over."""

    status = 409

    def __init__(self, path: Path) -> None:
        """Name the file that is not there."""
        super().__init__(
            f"{path.name} is not here.", "Collect the testimonies of this period first."
        )


class Range(NamedTuple):
    """Some records, one after the other: the offset of the first in bytes, and how many."""

    offset: int
    records: int


class Sealed(NamedTuple):
    """An envelope with the offset of its record, and whether a slip vouched for it."""

    offset: int
    vouched: bool
    body: bytes


@dataclass(frozen=True)
class PeriodSpool:
    """The file at `path` for what is sealed to the key of the id `key_id` (8 bytes)."""

    path: Path
    key_id: bytes

    def holds(self, one: Collected) -> bool:
        """Tell whether this is an envelope of statistics for this key, from its outside."""
        try:
            return parse(one.body, known=(self.key_id,)).purpose is Purpose.STATISTICS
        except EnvelopeRefused:
            return False

    def append(self, envelopes: Collection[Collected]) -> None:
        """Keep `envelopes` in the order of their ids; one collector at a time does this.

        Makes the file where it is missing, also for none. All of them are there when it returns,
        none of them when it was cut off. Raises `ValueError` for what does not belong here, and
        `CasebookFull`, `SpoolDamaged`.
        """
        if not all(map(self.holds, envelopes)):
            raise ValueError("not an envelope of this period")
        files.private_folder(self.path.parent)
        if not self.path.exists():
            make(self.path)
        with opened(self.path) as file:
            file.append(envelopes)

    def last_id(self) -> int:
        """Return the intake's number of the last envelope; below all others (-1) for none."""
        if not self.path.exists():
            return BEFORE_ALL
        with self.reading() as file:
            return file.last_id()

    @contextmanager
    def reading(self) -> Iterator[OpenSpool]:
        """Read it as it is now; raises `NothingCollected`, `SpoolDamaged`."""
        if not self.path.exists():
            raise NothingCollected(self.path)
        with opened(self.path) as file:
            yield OpenSpool(self.path, file)

    def destroy(self) -> None:
        """Write over every envelope, then take the file away; it may be damaged or gone already.

        Raises `CasebookFull`.
        """
        files.wipe(self.path)


class OpenSpool:
    """The records of a spool that is open; use `PeriodSpool.reading`."""

    def __init__(self, path: Path, file: SpoolFile) -> None:
        """Check that the file holds whole records and nothing else; raises `SpoolDamaged`."""
        self._path, self._file = path, file
        self.records = file.end.records
        if file.end.offset != file.begin.offset + self.records * RECORD_SIZE:
            raise SpoolDamaged(path)

    def ranges(self, records: int) -> Iterator[Range]:
        """Yield all that is here in ranges of so many `records`, the last of fewer."""
        begin = self._file.begin.offset
        for first in range(0, self.records, records):
            yield Range(begin + first * RECORD_SIZE, min(records, self.records - first))

    def read(self, part: Range) -> Iterator[Sealed]:
        """Yield the envelopes of a range; raises `SpoolDamaged`."""
        data = self._file.raw(part.offset, part.records * RECORD_SIZE)
        offset = part.offset
        for length, _, week, vouched, body in _WHOLE_RECORD.iter_unpack(data):
            if length != BODY_SIZE or vouched > 1 or not is_week(week):
                raise SpoolDamaged(self._path)
            yield Sealed(offset, vouched == 1, body)
            offset += RECORD_SIZE

    def digest(self, offset: int) -> bytes:
        """Return the SHA-256 of the envelope whose record begins at `offset`."""
        return hashlib.sha256(self._file.arrival(offset).body).digest()

    def received(self) -> Iterator[tuple[int, bytes]]:
        """Yield the intake's number and the SHA-256 of each envelope; raises `SpoolDamaged`."""
        for part in self._file.parts(self._file.begin):
            for one in part.arrivals:
                yield one.id, hashlib.sha256(one.body).digest()

    def last_id(self) -> int:
        """Return the intake's number of the last envelope; -1 for none."""
        if not self.records:
            return BEFORE_ALL
        return self._file.arrival(self._file.end.offset - RECORD_SIZE).id
