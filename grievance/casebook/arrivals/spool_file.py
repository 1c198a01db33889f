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
from dataclasses import dataclass
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
_LENGTH = struct.Struct(">I")
_AT_ONCE = 1024 * 1024
MOST = 256
"""Envelopes that are in memory at a time."""


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


@dataclass(frozen=True, slots=True)
class Bodies:
    """Envelopes in `size` bytes of a file from an `offset`: read where they are needed.

    Small, so that another process can be told where they lie instead of being sent them.
    """

    path: Path
    offset: int
    size: int

    def __iter__(self) -> Iterator[bytes]:
        """Yield them in order."""
        with self.path.open("rb") as file:
            block = os.pread(file.fileno(), self.size, self.offset)
        at = 0
        while arrival := _arrival(block, at):
            at += _RECORD.size + len(arrival.body)
            yield arrival.body


class Part(NamedTuple):
    """Some arrivals, the place after them, and where their envelopes lie."""

    arrivals: list[Collected]
    end: Place
    bodies: Bodies


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

    def parts(self, place: Place, most: int = MOST) -> Iterator[Part]:
        """Yield what lies between `place` and the end, at most so many envelopes at a time."""
        while place.offset < self.end.offset:
            part = self._part(place, most)
            place = part.end
            yield part
        if place != self.end:
            raise SpoolDamaged(self._path)

    def arrival(self, offset: int) -> Collected:
        """Return the record that begins at `offset`; raises `SpoolDamaged`."""
        found = _arrival(self._block(offset, _RECORD.size), 0)
        if found is None:
            raise SpoolDamaged(self._path)
        return found

    def raw(self, offset: int, size: int) -> bytes:
        """Return so many bytes from `offset`, not looked into; raises `SpoolDamaged`."""
        data = os.pread(self._descriptor, size, offset)
        if len(data) != size or offset + size > self.end.offset:
            raise SpoolDamaged(self._path)
        return data

    def wipe(self) -> None:
        """Write zeros over every record, so that what is taken back does not linger on the disk.

        Also over what an append that was cut off left behind the end. The header stays: who opened
        the file just before its end still reads how much there was.
        """
        zeros = bytes(_AT_ONCE)
        with translated(self._path):
            size = os.fstat(self._descriptor).st_size
            for offset in range(_HEADER.size, size, _AT_ONCE):
                _write(self._descriptor, zeros[: size - offset], offset)
            os.fsync(self._descriptor)

    def _part(self, place: Place, most: int) -> Part:
        block = self._block(place.offset, _AT_ONCE)
        found: list[Collected] = []
        at = 0
        while len(found) < most and (arrival := _arrival(block, at)):
            at += _RECORD.size + len(arrival.body)
            found.append(arrival)
        if not found:
            raise SpoolDamaged(self._path)
        end = Place(place.generation, place.offset + at, place.records + len(found))
        return Part(found, end, Bodies(self._path, place.offset, at))

    def _block(self, offset: int, size: int) -> bytes:
        """Return so many bytes, more where the record at `offset` is longer, none after the end."""
        left = self.end.offset - offset
        block = os.pread(self._descriptor, max(min(size, left), 0), offset)
        if len(block) >= _LENGTH.size:
            whole = _RECORD.size + _LENGTH.unpack_from(block)[0]
            if len(block) < whole <= left:
                return os.pread(self._descriptor, whole, offset)
        return block


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


def _arrival(block: bytes, at: int) -> Collected | None:
    """Return the record at an offset of `block`, None where no whole one lies there."""
    begin = at + _RECORD.size
    if begin > len(block) or block[begin - 1] not in (0, 1):
        return None
    length, id_, week, vouched = _RECORD.unpack_from(block, at)
    if begin + length > len(block) or not is_week(week):
        return None
    return Collected(id_, week.decode(), vouched, block[begin : begin + length])


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
def is_week(week: bytes) -> bool:
    """Tell whether these 8 bytes of a record name an ISO week."""
    try:
        return bool(checked_week(week.decode("latin-1")))
    except ValueError:
        return False
