"""One writer at a time, over all files of a store and all its processes.

SQLite lets one writer into a file and lets the next one sleep in steps that grow to 100 ms: of two
processes writing without a pause some write waited 130 to 330 ms, of four up to 930 ms. Behind
this lock the worst were 35 and 60 ms, at the same rate (1,150 a second on two cores).
It also makes "was this sent already?" and "store it" one step over all week files.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from grievance.store.errors import StoreLocked, translated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIRST_PAUSE = 0.000_05
_LONGEST_PAUSE = 0.000_5


class WriterLock:
    """A file that at most one writer holds. The system lets go of it when the writer dies."""

    def __init__(self, path: Path, patience: float) -> None:
        """Lock `path`; give up after `patience` seconds."""
        self._path = path
        self._patience = patience

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; raise `StoreLocked` when another keeps it too long."""
        # Opened anew each time: two threads that shared a descriptor would share the lock.
        with translated(self._path):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._wait_for(descriptor)
            yield
        finally:
            os.close(descriptor)

    def _wait_for(self, descriptor: int) -> None:
        until = time.monotonic() + self._patience
        pause = _FIRST_PAUSE
        while not _taken(descriptor):
            if time.monotonic() > until:
                raise StoreLocked(self._path)
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
