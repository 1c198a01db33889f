"""Published releases, as files: whoever reads finds one whole, and none is ever changed.

    releases/<organisation>/<period>/<revision>/release.zip
    releases/<organisation>/<period>/<revision>/files/...      # what is in it

A row in the intake's own rows is what publishes a release, and is written last. Files without one
were left by a machine that died: nobody is shown them, and the next try takes their place. A copy
of this folder and of those rows is a backup of them.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import astuple
from typing import TYPE_CHECKING

from grievance.store.errors import ReleaseOutOfOrder, ReleaseTaken, translated
from grievance.store.files import private_folder
from grievance.store.lock import WriterLock
from grievance.store.rows import StoredRelease

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from grievance.store.rows import NewRelease
    from grievance.store.tables import Tables

ARCHIVE, FILES, UNFINISHED = "release.zip", "files", ".unfinished"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
_DEEPEST = 2  # parts of a name: charts/pay.en.svg

# Periods sort as text: "2026Q4" before "2027", and no organisation has both of one year.
_COLUMNS = "organisation, period, revision, view, sha256, previous"
_ALL = f"SELECT {_COLUMNS} FROM release ORDER BY organisation, period, revision"  # noqa: S608 - ours
_OF = f"SELECT {_COLUMNS} FROM release WHERE organisation = ? ORDER BY period, revision"  # noqa: S608 - ours
_PUBLISH = f"INSERT INTO release ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608 - ours
_STAMP = "SELECT count(*) FROM release"


class Releases:
    """The releases in a folder of the store, and their rows."""

    def __init__(self, data: Path, tables: Tables, patience: float) -> None:
        """Keep them in the store's folder `data`, and their rows in `tables`.

        Other writers are kept out for a row only: telling does not wait until a release is on the
        disk. Other publishers wait at most `patience` seconds.
        """
        self._folder = data / "releases"
        self._tables = tables
        self._one_at_a_time = WriterLock(data / "releases.lock", patience)

    def put(self, new: NewRelease) -> bool:
        """Publish a release, or nothing; return whether it is new.

        Raises `ReleaseTaken`, `ReleaseOutOfOrder`, or any other `StoreError`.
        """
        place = self._place(new.kept_as)
        with self._one_at_a_time.held():
            # 1. The same again is no news, unless its files were lost. Another one must follow.
            known = self.of(new.kept_as.organisation)
            is_published = _is_among(known, new.kept_as)
            if is_published and place.exists():
                return False
            if not is_published:
                _follows(new, known)
            # 2. On the disk, whole, under a name that nobody looks for.
            unfinished = self._written(new)
            # 3. In its place.
            self._put_in_place(unfinished, place)
            # 4. Published.
            if not is_published:
                self._insert(new.kept_as)
        return not is_published

    def all(self) -> tuple[StoredRelease, ...]:
        """Return every release, by organisation, period and revision."""
        return tuple(StoredRelease(*one) for one in self._tables.rows(_ALL))

    def of(self, organisation: str) -> tuple[StoredRelease, ...]:
        """Return the releases of `organisation`, by period and revision."""
        return tuple(StoredRelease(*one) for one in self._tables.rows(_OF, organisation))

    def stamp(self) -> int:
        """Return a number that differs after every publication: none is ever taken away."""
        found = self._tables.row(_STAMP)
        return 0 if found is None else int(found[0])

    def file(self, kept: StoredRelease, name: str) -> Path:
        """Return where a file of a release lies, or would lie; raise `ValueError` for no name."""
        return self._place(kept) / FILES / _checked(name)

    def archive(self, kept: StoredRelease) -> Path:
        """Return where the zip of a release lies."""
        return self._place(kept) / ARCHIVE

    def _place(self, kept: StoredRelease) -> Path:
        parts = (kept.organisation, kept.period, str(kept.revision))
        return self._folder.joinpath(*map(_part, parts))

    def _written(self, new: NewRelease) -> Path:
        unfinished = self._folder / UNFINISHED
        names = [_checked(name) for name in new.files]
        with translated(unfinished):
            shutil.rmtree(unfinished, ignore_errors=True)  # left by a machine that died
            try:
                for one in (unfinished, unfinished / FILES):
                    private_folder(one)
                _write(unfinished / ARCHIVE, new.archive)
                for name, content in zip(names, new.files.values(), strict=True):
                    private_folder((unfinished / FILES / name).parent)
                    _write(unfinished / FILES / name, content)
                for folder, _, _ in os.walk(unfinished):
                    _sync(folder)
            except OSError:
                shutil.rmtree(unfinished, ignore_errors=True)  # the disk may be full of it
                raise
        return unfinished

    def _put_in_place(self, unfinished: Path, place: Path) -> None:
        with translated(place):
            shutil.rmtree(place, ignore_errors=True)  # what has no row is in nobody's sight
            for one in (place.parent.parent, place.parent):
                private_folder(one)
            unfinished.rename(place)
            for one in (place.parent, place.parent.parent, self._folder):
                _sync(one)

    def _insert(self, kept: StoredRelease) -> None:
        with self._tables.alone(), self._tables.changing() as change:
            change.run(_PUBLISH, *astuple(kept))


def _is_among(known: Collection[StoredRelease], wanted: StoredRelease) -> bool:
    place = (wanted.period, wanted.revision)
    there = next((one for one in known if (one.period, one.revision) == place), None)
    if there is None or there == wanted:
        return there is not None
    raise ReleaseTaken(there.sha256)


def _follows(new: NewRelease, known: Collection[StoredRelease]) -> None:
    wanted = new.kept_as
    revisions = [one for one in known if one.period == wanted.period]
    earlier = [one.sha256 for one in known if one.period < wanted.period]
    if wanted.revision != len(revisions) + 1:
        raise ReleaseOutOfOrder(f"{wanted.period} has {len(revisions)} revisions here")
    if new.replaces != (revisions[-1].sha256 if revisions else None):
        raise ReleaseOutOfOrder("it replaces another revision than the newest")
    # Named once, so that a later revision cannot take a period out of the chain.
    before = revisions[-1].previous if revisions else (earlier[-1] if earlier else None)
    if wanted.previous != before:
        raise ReleaseOutOfOrder("it names another release of the period before it")


def _checked(name: str) -> str:
    """Return `name` when it stays inside its folder and hides nothing; raise `ValueError`."""
    parts = name.split("/")
    if len(parts) > _DEEPEST:
        raise ValueError(f"{name!r} lies too deep for a file of a release")
    return "/".join(map(_part, parts))


def _part(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ValueError(f"{text!r} cannot be the name of a file or folder of a release")
    return text


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(descriptor)


def _sync(folder: Path | str) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
