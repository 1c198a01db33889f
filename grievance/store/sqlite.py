"""The store in files: `weeks/`, with a file for each ISO week, and `intake.db`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.collecting import Collecting
from grievance.store.connections import Connections
from grievance.store.errors import StoreMissing
from grievance.store.files import private_folder, ready
from grievance.store.folder import WeekFolder
from grievance.store.frozen import FrozenKeys
from grievance.store.intake_file import IntakeFile
from grievance.store.lock import WriterLock
from grievance.store.mailboxes import Mailboxes
from grievance.store.parts import Parts
from grievance.store.schema import INTAKE, WEEK
from grievance.store.slips import Slips
from grievance.store.sweep import sweep
from grievance.store.testimonies import Testimonies
from grievance.store.weeks import WeekFiles

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.store.swept import SweepReport


class Files:
    """The files of one folder, and what this process has open of them."""

    def __init__(self, folder: Path, connections: Connections) -> None:
        """Close `connections` when asked to; sweep `folder`."""
        self._folder = folder
        self._connections = connections

    def close(self) -> None:
        """Let go of every file this process opened."""
        self._connections.close()

    def sweep(self, attempts: int, pause: float, busy_seconds: float) -> SweepReport:
        """Rewrite the files that changed, over connections of its own."""
        return sweep(self._folder, attempts=attempts, pause=pause, busy_seconds=busy_seconds)


def require_store(folder: Path) -> None:
    """Raise `StoreMissing` where a folder holds no store yet."""
    if not (folder / "intake.db").exists():
        raise StoreMissing(folder / "intake.db")


def opened(folder: Path, busy_seconds: float) -> Parts:
    """Open the files in `folder`, which exists; make what is missing, bring up to date."""
    connections = Connections(busy_seconds=busy_seconds)
    lock = WriterLock(folder / "writer.lock", busy_seconds)
    weeks = WeekFolder(private_folder(folder / "weeks"), connections, lock)
    with lock.held():
        ready(folder / "intake.db", INTAKE)
        for path in weeks.paths():
            ready(path, WEEK)
    tables = IntakeFile(folder / "intake.db", connections, lock)
    slips, frozen = Slips(tables), FrozenKeys(tables)
    return Parts(
        keeper=Files(folder, connections),
        tables=tables,
        slips=slips,
        frozen=frozen,
        testimonies=Testimonies(weeks, slips, frozen),
        mailboxes=Mailboxes(weeks),
        collecting=Collecting(weeks),
        weeks=WeekFiles(weeks),
    )
