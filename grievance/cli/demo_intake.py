"""A real intake for the demo: its folders and its settings."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grievance.cli.demo_serving import environment
from grievance.store.memory import require_memory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_MEMORY = (Path("/dev/shm"), Path("/run"))  # noqa: S108 - folders of our own are made there


@dataclass(frozen=True)
class Folders:
    """Where an intake keeps what, and `keys` for those of a union, which no intake sees."""

    keys: Path
    data: Path
    drafts: Path
    log: Path

    @property
    def intake(self) -> tuple[Path, ...]:
        """What lies on the intake's machine."""
        return (self.data, self.drafts, self.log)

    def environ(self, authority: str | None = None, day: date | None = None) -> dict[str, str]:
        """Return the intake's environment.

        With the `authority` it has, couriers may call. It pretends that it is `day`.
        """
        called = {} if authority is None else {"GRIEVANCE_AUTHORITY": authority}
        if day is not None:
            called["GRIEVANCE_DEMO_DATE"] = day.isoformat()
        return environment(
            GRIEVANCE_ROLE="intake",
            GRIEVANCE_OPERATOR="The invented union of the demo",
            GRIEVANCE_CONTACT="privacy@example.org",
            GRIEVANCE_DATA=str(self.data),
            GRIEVANCE_DRAFTS=str(self.drafts),
            # Programs walk the forms, all from this machine.
            GRIEVANCE_THINKING="0",
            GRIEVANCE_ONION_SENDS="0",
            **called,
        )


@contextmanager
def folders() -> Iterator[Folders]:
    """Give fresh folders, data on disk and drafts in memory; take them away at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="grievance-demo-") as disk,
        tempfile.TemporaryDirectory(prefix="grievance-demo-", dir=memory()) as drafts,
    ):
        place = Path(disk)
        yield Folders(place / "keys", place / "data", Path(drafts), place / "server.log")


def memory() -> Path:
    """Return a folder on a memory file system in which folders may be made."""
    place = next((path for path in _MEMORY if _usable(path)), _MEMORY[0])
    require_memory(place)
    return place


def _usable(path: Path) -> bool:
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)
