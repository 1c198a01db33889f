"""The files of a release, as they were signed, and all of them in one archive.

A drawing opened by itself is a document of this site to a browser: it comes in a sandbox in which
nothing runs and nothing is loaded.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from flask import Response, abort

from grievance.release.names import ARCHIVE, RELEASE
from grievance.web.common.conditional import shared
from grievance.web.common.headers import SANDBOX
from grievance.web.intake.intake import intake
from grievance.web.intake.statistics.published import published, release_of

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.store.rows import StoredRelease

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


_TO_KEEP = frozenset({".pdf", ".xlsx", ".zip"})
"""What no browser shows, or shows with a program of its own, which our policy may stop."""


def send_file(organisation: str, period: str, revision: int, name: str) -> Response:
    """GET: one file of a revision; 404 for a name that the release does not list."""
    kept = _revision(organisation, period, revision)
    # The names that were signed are the only ones: no other reaches the disk.
    body = _whole(_path(kept, name))
    ending = PurePosixPath(name).suffix
    more = {"Content-Disposition": f'{_shown(ending)}; filename="{_saved_as(kept, name)}"'}
    if ending == ".svg":
        more["Content-Security-Policy"] = SANDBOX
    return shared(body, TYPES[ending], more)


def _revision(organisation: str, period: str, revision: int) -> StoredRelease:
    one = published(organisation, period)
    found = (kept for kept in (one.revisions if one else ()) if kept.revision == revision)
    return next(found, None) or abort(404)


def _path(kept: StoredRelease, name: str) -> Path:
    store = intake().store
    if name == ARCHIVE:
        return store.release_archive(kept)
    listed = release_of(store, kept).files
    return store.release_file(kept, name) if name in {RELEASE, *listed} else abort(404)


def _whole(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        abort(404)


def _shown(ending: str) -> str:
    return "attachment" if ending in _TO_KEEP else "inline"


def _saved_as(kept: StoredRelease, name: str) -> str:
    """Return a name that says whose and which release it is, also among other downloads."""
    plain = name.replace("/", "-")
    return f"grievance-{kept.organisation}-{kept.period}-{kept.revision}-{plain}"
