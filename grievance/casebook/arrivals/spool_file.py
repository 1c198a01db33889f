"""One file of the spool: envelopes for one key, one after the other.

    file   = "GRSPOOL1" || generation (16, random) || end (8) || records (8) || record ...
    record = length of the body (4) || id (8) || ISO week (8, ASCII) || vouched (1) || body

Numbers are big endian. `end` is written once the records before it are safe on the disk: what a
cut left behind it is no record, and the next append writes over it.
"""

from __future__ import annotations

import os
import secrets
import struct
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from grievance.casebook.errors import CasebookError
from grievance.casebook.files import translated, write_whole
from grievance.courier.frames import Collected
from grievance.store.week import checked_week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MAGIC = b"GRSPOOL1"
GENERATION_SIZE = 16
_HEADER = struct.Struct(f">{len(MAGIC)}s{GENERATION_SIZE}sQQ")
_RECORD = struct.Struct(">IQ8s?")
_AT_ONCE = 1024 * 1024


class SpoolDamaged(CasebookError):
    """A file of the spool holds what nobody of ours wrote."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            f"{path.name} in the spool is damaged.",
            "Keep a copy of it and check the disk. Move it out of the spool to go on without it.",
        )


class Place(NamedTuple):
    """How far a file was read: an offset in bytes and the records before it, in one generation."""

    generation: bytes
    offset: int
    records: int


class SpoolFile:
    """A file that is open; use `opened`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        """Read the header; raises `SpoolDamaged`."""
        self._path = path
        self._descriptor = descriptor
        header = os.pread(descriptor, _HEADER.size, 0)
        if len(header) != _HEADER.size or not header.startswith(MAGIC):
            raise SpoolDamaged(path)
        _, generation, end, records = _HEADER.unpack(header)
        self.end = Place(generation, end, records)
        if not _HEADER.size <= end <= os.fstat(descriptor).st_size:
            raise SpoolDamaged(path)

    @property
    def begin(self) -> Place:
        """The place before the first record."""
        return Place(self.end.generation, _HEADER.size, 0)

    def after(self, place: Place | None) -> Place:
        """Return where to go on from `place`: at the beginning when it is of another generation."""
        if place is None or place.generation != self.end.generation:
            return self.begin
        if place.offset > self.end.offset:
            raise SpoolDamaged(self._path)
        return place

    def append(self, arrivals: Iterable[Collected]) -> None:
        """Keep `arrivals` behind what is there; the caller holds the spool's lock."""
        records = [_record(one) for one in arrivals]
        body = b"".join(records)
        end = self.end._replace(
            offset=self.end.offset + len(body), records=self.end.records + len(records)
        )
        with translated(self._path):
            # 1. The records, over whatever a cut left there.
            _write(self._descriptor, body, self.end.offset)
            os.ftruncate(self._descriptor, end.offset)
            os.fsync(self._descriptor)
            # 2. Only then that they are there: 16 bytes of one sector, old or new.
            _write(self._descriptor, _header(end), 0)
            os.fsync(self._descriptor)
        self.end = end

    def arrivals(self, place: Place) -> Iterator[tuple[Collected, Place]]:
        """Yield what lies between `place` and the end, each with the place after it."""
        while place.offset < self.end.offset:
            arrival = self._arrival(place.offset)
            size = _RECORD.size + len(arrival.body)
            place = place._replace(offset=place.offset + size, records=place.records + 1)
            yield arrival, place
        if place != self.end:
            raise SpoolDamaged(self._path)

    def wipe(self) -> None:
        """Write zeros over every record, so that what is taken back does not linger on the disk.

        The header stays: who opened the file just before its end still reads how much there was.
        """
        zeros = bytes(_AT_ONCE)
        with translated(self._path):
            for offset in range(_HEADER.size, self.end.offset, _AT_ONCE):
                _write(self._descriptor, zeros[: self.end.offset - offset], offset)
            os.fsync(self._descriptor)

    def _arrival(self, offset: int) -> Collected:
        head = os.pread(self._descriptor, _RECORD.size, offset)
        if len(head) == _RECORD.size and head[-1] in (0, 1):
            length, id_, week, vouched = _RECORD.unpack(head)
            left = self.end.offset - offset - _RECORD.size
            body = os.pread(self._descriptor, length, offset + _RECORD.size)
            if len(body) == length <= left and _is_week(week):
                return Collected(id_, week.decode(), vouched, body)
        raise SpoolDamaged(self._path)


@contextmanager
def opened(path: Path) -> Iterator[SpoolFile]:
    """Open the file at `path`; raises `SpoolDamaged`."""
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        yield SpoolFile(path, descriptor)
    finally:
        os.close(descriptor)


def make(path: Path) -> None:
    """Put an empty file of a new generation at `path`."""
    generation = secrets.token_bytes(GENERATION_SIZE)
    write_whole(path, _header(Place(generation, _HEADER.size, 0)))


def _header(end: Place) -> bytes:
    return _HEADER.pack(MAGIC, end.generation, end.offset, end.records)


def _record(one: Collected) -> bytes:
    week = checked_week(one.week).encode()
    return _RECORD.pack(len(one.body), one.id, week, one.vouched) + one.body


def _write(descriptor: int, data: bytes, offset: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written


@lru_cache(maxsize=1024)
def _is_week(week: bytes) -> bool:
    try:
        return bool(checked_week(week.decode("latin-1")))
    except ValueError:
        return False
