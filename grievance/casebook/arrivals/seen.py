"""Hashes of every envelope that was ever acknowledged: what comes again is no news.

    seen = Seen(folder / "spool" / "seen")
    seen.add([digest])              # on the disk when it returns
    digest in seen

One SHA-256 (32 bytes) after the other; a torn last one is cut off. In memory a hundred thousand
take some 10 MB.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from grievance.casebook.files import translated

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

DIGEST_SIZE = 32


class Seen:
    """What was acknowledged; one collector at a time holds it."""

    def __init__(self, path: Path) -> None:
        """Read the file at `path`; there need not be one."""
        self._path = path
        with translated(path):
            known = path.read_bytes() if path.exists() else b""
        self._size = len(known) - len(known) % DIGEST_SIZE
        starts = range(0, self._size, DIGEST_SIZE)
        self._digests = {known[at : at + DIGEST_SIZE] for at in starts}

    def __contains__(self, digest: bytes) -> bool:
        """Tell whether an envelope of this SHA-256 was acknowledged."""
        return digest in self._digests

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._digests)

    def add(self, digests: Collection[bytes]) -> None:
        """Remember `digests`; raises `CasebookFull`."""
        fresh = [one for one in digests if one not in self._digests]
        with translated(self._path):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "r+b") as file:
                file.truncate(self._size)
                file.seek(self._size)
                file.write(b"".join(fresh))
                file.flush()
                os.fsync(file.fileno())
        self._size += len(fresh) * DIGEST_SIZE
        self._digests.update(fresh)
