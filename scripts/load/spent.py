"""Processor time of a server that runs on this machine, as the kernel counts it (proc(5)).

before = spent(processes)
...
seconds = spent(processes) - before
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TICKS = os.sysconf("SC_CLK_TCK")  # a second
_AFTER_NAME = slice(11, 15)  # utime, stime, cutime, cstime, counted from the state on


def children(pid: int) -> frozenset[int]:
    """Return the processes that `pid` started and that live; raises `ProcessLookupError`."""
    threads = _folder(pid) / "task"
    return frozenset(
        int(child)
        for thread in threads.iterdir()
        for child in (thread / "children").read_text("ascii").split()
    )


def with_children(pid: int) -> frozenset[int]:
    """Return `pid` and all that it started, and they; raises `ProcessLookupError`."""
    return frozenset({pid}).union(*(with_children(child) for child in children(pid)))


def spent(processes: Iterable[int]) -> float:
    """Return seconds, in the program and in the kernel for it, also of children that ended."""
    return sum(_ticks(pid) for pid in processes) / _TICKS


def _ticks(pid: int) -> int:
    said = (_folder(pid) / "stat").read_text("utf-8")
    return sum(map(int, said.rpartition(")")[2].split()[_AFTER_NAME]))


def _folder(pid: int) -> Path:
    folder = Path(f"/proc/{pid}")
    if not folder.is_dir():
        raise ProcessLookupError(f"there is no process {pid}")
    return folder
