"""The desk's own copy of what it published: `releases/2026Q4-1.zip`, beside the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.casebook.counting.places import RELEASES
from grievance.casebook.files import private_folder, write_whole
from grievance.envelope.period import Period
from grievance.release.refusals import ReleaseRefused
from grievance.release.verify import verify_zip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.publishing.build import Built
    from grievance.release.document import Release

_NAME = re.compile(r"(?P<period>[0-9Q]+)-(?P<revision>[0-9]+)\.zip", re.ASCII)


def keep(desk: Path, built: Built) -> Path:
    """Keep a release; return where. Raises `CasebookFull`."""
    path = path_of(desk, built.release.period, built.release.revision)
    private_folder(path.parent)
    write_whole(path, built.archive)
    return path


def release(desk: Path, period: str, revision: int) -> Release | None:
    """Read a copy, verified as anybody would; None where it is missing or damaged."""
    try:
        return verify_zip(path_of(desk, period, revision).read_bytes())
    except (FileNotFoundError, ReleaseRefused):
        return None


def path_of(desk: Path, period: str, revision: int) -> Path:
    """Return where a copy lies or would lie; raises `BadPeriod`."""
    return desk / RELEASES / f"{Period.parse(period)}-{int(revision)}.zip"


def kept(desk: Path) -> Iterator[tuple[str, int]]:
    """Yield (period, revision) of every copy, in order."""
    names = (_NAME.fullmatch(path.name) for path in (desk / RELEASES).glob("*.zip"))
    yield from sorted((one["period"], int(one["revision"])) for one in names if one)
