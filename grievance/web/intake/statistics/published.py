"""The releases this intake publishes, each parsed once a process.

    one = published("1a2b3c4d", "2026Q4")     # None where there is none
    one.release, one.row("employer.sama")

A new release is noticed within a second, as a new card is. A period whose newest revision is
damaged on the disk is not shown, and no older revision in its place: that one may have been
corrected or withdrawn. The other periods stay.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from flask import current_app

from grievance.errors import GrievanceError
from grievance.release.document import Release, Status
from grievance.release.names import RELEASE
from grievance.release.refusals import ReleaseRefused
from grievance.web.intake.intake import LOOK_EVERY, intake

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from flask import Flask

    from grievance.release.rows import Row
    from grievance.store.main import Store
    from grievance.store.rows import StoredRelease

PARSED = 64
"""How many releases a process reads only once; those that count it keeps in any case."""


class ReleaseDamaged(GrievanceError):
    """A release on the disk is not what was published: nobody is shown any of it."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            f"{path} is not the release that was published.",
            "Check the disk, and restore the folder of releases from the newest backup.",
        )


@dataclass(frozen=True)
class Published:
    """A period that was published: its newest revision, which counts, and all revisions."""

    revisions: tuple[StoredRelease, ...]
    release: Release = field(repr=False)

    @property
    def newest(self) -> StoredRelease:
        """The revision that counts."""
        return self.revisions[-1]

    @property
    def organisation(self) -> str:
        """The id of the organisation that published it."""
        return self.newest.organisation

    @property
    def period(self) -> str:
        """The period, written like 2026Q4 or 2026."""
        return self.newest.period

    @property
    def withdrawn(self) -> bool:
        """Tell whether the figures were taken back as a whole."""
        return self.release.status is Status.WITHDRAWN

    def row(self, key: str) -> Row | None:
        """Return the row of that key; None for an unknown one."""
        return self.rows.get(key)

    @cached_property
    def rows(self) -> dict[str, Row]:
        """All rows by key."""
        return {row.key: row for row in self.release.rows}


class _Found(NamedTuple):
    """The periods that can be shown, the newest first, and those that cannot."""

    whole: tuple[Published, ...] = ()
    damaged: Mapping[tuple[str, str], ReleaseDamaged] = MappingProxyType({})


class Catalogue:
    """What one process knows of the releases on the disk."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._stamp: object = None
        self._looked = -LOOK_EVERY
        self._found = _Found()

    def look(self, store: Store) -> _Found:
        """Return every published period; what is damaged is read again until it is mended."""
        if time.monotonic() - self._looked >= LOOK_EVERY:
            stamp = store.releases_stamp()
            if stamp != self._stamp or self._found.damaged:
                before, self._found = self._found, _look(store)
                self._stamp = stamp
                _report(self._found.damaged, before.damaged)
            self._looked = time.monotonic()
        return self._found


def install(app: Flask) -> None:
    """Give `app` its own knowledge of the releases."""
    app.extensions["grievance-releases"] = Catalogue()


def all_published() -> tuple[Published, ...]:
    """Return every published period, the newest first; of several organisations, who counts."""
    counts = intake().publisher()
    counting = counts.organisation if counts else ""
    return tuple(sorted(_found().whole, key=lambda one: one.organisation != counting))


def damaged() -> tuple[str, ...]:
    """Return the periods of which nothing can be shown until the operator has mended the disk."""
    return tuple(sorted({period for _, period in _found().damaged}))


def published(organisation: str, period: str) -> Published | None:
    """Return what `organisation` published of a period; None where there is nothing.

    Raises `ReleaseDamaged`.
    """
    wanted = (organisation, period)
    if problem := _found().damaged.get(wanted):
        raise problem
    return next((one for one in all_published() if (one.organisation, one.period) == wanted), None)


def release_of(store: Store, kept: StoredRelease) -> Release:
    """Return what a revision says; raises `ReleaseDamaged`."""
    return _parsed(store.release_file(kept, RELEASE), kept.sha256)


def _found() -> _Found:
    catalogue = cast("Catalogue", current_app.extensions["grievance-releases"])
    return catalogue.look(intake().store)


def _look(store: Store) -> _Found:
    whole, damaged = list[Published](), dict[tuple[str, str], ReleaseDamaged]()
    for key, revisions in groupby(store.releases(), key=lambda one: (one.organisation, one.period)):
        every = tuple(revisions)
        try:
            whole.append(Published(every, release_of(store, every[-1])))
        except ReleaseDamaged as problem:
            damaged[key] = problem
    return _Found(tuple(sorted(whole, key=lambda one: one.release.last, reverse=True)), damaged)


def _report(
    damaged: Mapping[tuple[str, str], ReleaseDamaged],
    before: Mapping[tuple[str, str], ReleaseDamaged],
) -> None:
    """Tell the operator once of each."""
    for key in damaged.keys() - before.keys():
        current_app.logger.error("%s", damaged[key])


@lru_cache(maxsize=PARSED)
def _parsed(path: Path, sha256: str) -> Release:
    """Read a release again as strictly as when it came: nobody is shown what nobody signed."""
    try:
        release = Release.parse(path.read_bytes())
    except (OSError, ReleaseRefused) as problem:
        raise ReleaseDamaged(path) from problem
    if release.sha256 != sha256:
        raise ReleaseDamaged(path)
    return release
