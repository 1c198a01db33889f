"""Sealed envelopes as they came, until somebody who holds their key opens them.

    spool = Spool(folder / "spool")
    spool.append(arrivals)                                   # on the disk when it returns
    for part in spool.parts(key_id, None):
        part.arrivals, part.end

One file for each key, so that nobody walks over what only others can open. Reading needs no lock:
a file only grows, until `clear` puts a new one in its place.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from typing import TYPE_CHECKING

from grievance.casebook.arrivals.spool_file import MOST, make, opened
from grievance.casebook.files import private_folder, remove, translated, wipe
from grievance.casebook.locks import locked
from grievance.envelope.keys import KEY_ID_SIZE
from grievance.envelope.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from grievance.casebook.arrivals.spool_file import Part, Place
    from grievance.courier.frames import Collected

FOLDER = "spool"
_ENDING = ".sealed"


class Spool:
    """The spool of one desk. Any number of processes may read, append and clear."""

    def __init__(self, folder: Path) -> None:
        """Use the spool in `folder`, which is made where it is missing."""
        self.folder = private_folder(folder)

    def append(self, arrivals: Iterable[Collected]) -> None:
        """Keep `arrivals`, safe on the disk when it returns.

        Raises `EnvelopeRefused` for what is no envelope and `ValueError` for what is no week,
        before anything is kept; `SpoolDamaged` and `CasebookFull`, with some of them kept or none.
        """
        by_key: dict[bytes, list[Collected]] = defaultdict(list)
        for arrival in arrivals:
            by_key[parse(arrival.body).key_id].append(arrival)
        with locked(self._lock):
            for key_id, some in by_key.items():
                path = self._path(key_id)
                _let_go(path)
                if not path.exists():
                    make(path)
                with opened(path) as file:
                    file.append(some)

    def key_ids(self) -> list[bytes]:
        """Return the keys (8 bytes each) that anything was ever kept for, in order."""
        stems = (path.stem for path in self.folder.glob(f"*{_ENDING}"))
        return sorted(bytes.fromhex(stem) for stem in stems if len(stem) == 2 * KEY_ID_SIZE)

    def waiting(self, key_id: bytes, place: Place | None) -> int:
        """Count the envelopes for a key after `place`; raises `SpoolDamaged`."""
        with opened(self._path(key_id)) as file:
            return file.end.records - file.after(place).records

    def parts(self, key_id: bytes, place: Place | None, most: int = MOST) -> Iterator[Part]:
        """Yield what lies after `place`, at most so many at a time; raises `SpoolDamaged`."""
        with opened(self._path(key_id)) as file:
            yield from file.parts(file.after(place), most)

    def digests(self) -> set[bytes]:
        """Return the SHA-256 of everything that lies here, opened or not; raises `SpoolDamaged`."""
        with locked(self._lock):  # nothing is wiped while it is read
            return {
                hashlib.sha256(arrival.body).digest()
                for key_id in self.key_ids()
                for part in self.parts(key_id, None)
                for arrival in part.arrivals
            }

    def clear(self, key_id: bytes, place: Place) -> bool:
        """Put an empty file of a new generation in the place of one wholly read, up to `place`.

        Return whether it was: not when something came meanwhile, nor when nothing lies there.
        """
        path = self._path(key_id)
        with locked(self._lock), opened(path) as file:
            _let_go(path)
            if file.end != place or not place.records:
                return False
            # Unlinked bytes would stay on the disk, also those of an account taken back: until they
            # are wiped they have a name, by which a cut leaves them to the next clearing.
            with translated(path):
                os.link(path, _going(path))
            make(path)
            file.wipe()
            remove(_going(path))
        return True

    @property
    def _lock(self) -> Path:
        return self.folder / "lock"

    def _path(self, key_id: bytes) -> Path:
        return self.folder / f"{key_id.hex()}{_ENDING}"


def _going(path: Path) -> Path:
    return path.with_name(f".{path.name}.going")


def _let_go(path: Path) -> None:
    """Complete a clearing that was cut off: wipe what it let go of, unless it is there still."""
    going = _going(path)
    if going.exists():
        still_there = path.exists() and going.samefile(path)
        (remove if still_there else wipe)(going)
