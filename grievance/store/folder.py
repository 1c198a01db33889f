"""The folder of week files: `weeks/2026-W48.db` holds what arrived in that ISO week."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from grievance.store.errors import translated
from grievance.store.files import ready
from grievance.store.schema import WEEK
from grievance.store.week import checked_week

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from grievance.store.connections import Connections
    from grievance.store.lock import WriterLock


class WeekFolder:
    """All week files of one store; `lock` is held by who writes into any of them."""

    def __init__(self, folder: Path, connections: Connections, lock: WriterLock) -> None:
        """Keep them in `folder`, which exists."""
        self.lock = lock
        self._folder = folder
        self._connections = connections
        self._seen: dict[str, Path] = {}

    def paths(self) -> list[Path]:
        """Return the files there are, by week."""
        with translated(self._folder):
            names = os.listdir(self._folder)  # noqa: PTH208 - twice as fast, at every receipt
        return [self._path(name) for name in sorted(names) if _is_week_file(name)]

    def path(self, week: str) -> Path:
        """Return where the file of `week` lies or would lie; raise `ValueError` for no week."""
        return self._path(f"{checked_week(week)}.db")

    def make(self, path: Path) -> None:
        """Make the file at `path` where the week has none yet. The caller holds the lock."""
        if not path.exists():
            ready(path, WEEK)

    def to(self, path: Path) -> Connection:
        """Return this thread's connection to a file."""
        return self._connections.to(path)

    def _path(self, name: str) -> Path:
        path = self._seen.get(name)
        if path is None:
            path = self._seen[name] = self._folder / name
        return path


def _is_week_file(name: str) -> bool:
    return name.endswith(".db") and not name.startswith(".")
