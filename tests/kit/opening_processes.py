"""Which processes a program started to open envelopes.

assert len(opening_processes()) == 2
opening_processes(another.pid)
"""

from __future__ import annotations

import os
from pathlib import Path


def opening_processes(parent: int | None = None) -> list[int]:
    """Return the processes that `parent`, this one for None, started and has not ended yet."""
    tasks = Path(f"/proc/{parent or os.getpid()}/task").iterdir()
    children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    return [pid for pid in children if b"grievance.opening.process" in _command(pid)]


def is_running(pid: int) -> bool:
    """Tell whether a process is there and more than a number that nobody asked about yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # another child of this process ended just now
        return b""
