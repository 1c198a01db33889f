"""Whether a folder lies in memory: asked of the kernel, `/proc/self/mountinfo` (proc(5))."""

from __future__ import annotations

import re
from pathlib import Path

from grievance.store.errors import StoreError

_MEMORY = frozenset({"tmpfs", "ramfs"})
_MOUNTS = Path("/proc/self/mountinfo")


class DraftsNotInMemory(StoreError):
    """Unfinished answers would be written to a disk, where deleting does not erase."""

    def __init__(self, folder: Path) -> None:
        """Name the folder: this error ends the start of the intake, no page shows it."""
        super().__init__(
            f"{folder} does not lie on a memory file system.",
            "Choose a folder on a tmpfs such as /run or /dev/shm, or mount one there: "
            f"mount -t tmpfs -o size=64m,mode=0700 tmpfs {folder}",
        )


def require_memory(folder: Path) -> None:
    """Raise `DraftsNotInMemory` unless `folder`, or where it would be made, is in memory."""
    if _file_system(folder.resolve(), _MOUNTS.read_text("utf-8")) not in _MEMORY:
        raise DraftsNotInMemory(folder)


def _file_system(folder: Path, mounts: str) -> str:
    """Return the type of the mount that `folder` lies on: the longest, and of those the last."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        place, _, source = line.partition(" - ")
        mounted = Path(_unescaped(place.split(" ")[4]))
        depth = len(mounted.parts)
        if depth >= best and folder.is_relative_to(mounted):
            best, kind = depth, source.split(" ")[0]
    return kind


def _unescaped(field: str) -> str:
    r"""Undo the octal escapes of the kernel, `\040` for a space."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)
