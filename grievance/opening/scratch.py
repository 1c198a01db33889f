"""A file without a name for what one run must lay aside: sealed, and gone with the run.

    with Scratch(folder) as scratch:
        scratch.append(part, data)                     # as often as wanted
        for data in scratch.read(part): ...

The key exists in this object only. A block is AES-256-GCM under its own number as nonce, with the
number of its part as associated data, so whoever takes the disk, also from under a run that was
killed, finds noise. The file is none in its folder: no run has to tidy up after another.
"""

from __future__ import annotations

import os
import secrets
from collections import defaultdict
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY_SIZE = 32
NONCE_SIZE = 12


class ScratchDamaged(GrievanceError):
    """The disk did not give back what was written to it."""

    def __init__(self) -> None:
        """Say what to do; nothing is kept of the run."""
        super().__init__(
            "The disk changed what was laid aside while working.", "Check it, then begin again."
        )


class _Block(NamedTuple):
    number: int
    offset: int
    size: int


class Scratch:
    """Blocks by part (a number), in the order in which they came; use it in a `with` statement."""

    def __init__(self, folder: Path) -> None:
        """Make the file on the disk of `folder`; raises `OSError`, as every method does."""
        self._file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - closed by `__exit__`
        # This key seals one file, so a counter as nonce never comes twice.
        self._cipher = AESGCM(secrets.token_bytes(KEY_SIZE))
        self._blocks: dict[int, list[_Block]] = defaultdict(list)
        self._number = self._end = 0

    def append(self, part: int, data: bytes) -> None:
        """Lay `data` aside; a block costs 28 bytes and some 100 of memory, so make it large."""
        sealed = self._cipher.encrypt(_nonce(self._number), data, _part(part))
        _write(self._file.fileno(), sealed, self._end)
        self._blocks[part].append(_Block(self._number, self._end, len(sealed)))
        self._number += 1
        self._end += len(sealed)

    def read(self, part: int) -> Iterator[bytes]:
        """Yield what was laid aside for a part; raises `ScratchDamaged`."""
        for number, offset, size in self._blocks.get(part, ()):
            sealed = os.pread(self._file.fileno(), size, offset)
            try:
                yield self._cipher.decrypt(_nonce(number), sealed, _part(part))
            except InvalidTag as error:
                raise ScratchDamaged from error

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the file go; the system takes back its room."""
        self._file.close()


def _nonce(number: int) -> bytes:
    return number.to_bytes(NONCE_SIZE, "big")


def _part(part: int) -> bytes:
    return part.to_bytes(8, "big")


def _write(descriptor: int, data: bytes, offset: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written
