"""Locks on files of the desk's folder; the system lets go of them when their holder dies.

with locked(folder / "spool" / "lock"):                    # waits
with locked(path, or_raise=CollectingAlready()):           # does not
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.casebook.errors import CasebookError


@contextmanager
def locked(path: Path, *, or_raise: CasebookError | None = None) -> Iterator[None]:
    """Hold the lock at `path`: wait for it, or raise `or_raise` when somebody else has it."""
    # Opened anew each time: two threads that shared a descriptor would share the lock.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (fcntl.LOCK_NB if or_raise else 0))
    except BlockingIOError as problem:
        os.close(descriptor)
        raise or_raise or problem from None
    try:
        yield
    finally:
        os.close(descriptor)
