"""Opening files of envelopes with every key of a folder, counting what could not be opened.

    tally = Tally()
    for one in open_files(files, private_keys(folder), tally): ...

A file is one bare envelope or a week file of a store, told apart by how it begins.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.envelope.parse import parse
from grievance.envelope.refusals import EnvelopeRefused, UnknownKey
from grievance.errors import GrievanceError
from grievance.opening.held import OPENS
from grievance.opening.keyfile import KeyFileRefused, read
from grievance.opening.keys import PrivateKey
from grievance.opening.open import open_envelope
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.errors import StoreError
from grievance.store.weeks import read_week_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_SQLITE = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html, section 1.3
_EDITIONS = frozenset({EDITION.id})


class NoKeys(KeyFileRefused):
    """The folder holds no private key that could open anything."""


class UnreadableFile(GrievanceError):
    """A file that was to be opened cannot be read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One payload with the file it came in and the key (8 bytes in hex) that opened it."""

    file: str
    key: str
    payload: Mapping[str, object]


@dataclass(slots=True)
class Tally:
    """How many envelopes were opened, were for other keys, or refused, by reason."""

    opened: Counter[str] = field(default_factory=Counter)
    not_ours: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def seen(self) -> int:
        """All that was looked at."""
        return self.opened.total() + self.not_ours + self.refused.total()

    def words(self) -> str:
        """Return the summary as one line."""
        line = f"opened {self.opened.total()}, not for these keys {self.not_ours}"
        reasons = "; ".join(f"{reason} ({n})" for reason, n in self.refused.items())
        return f"{line}, refused {self.refused.total()}{': ' if reasons else ''}{reasons}"


def private_keys(folder: Path, purpose: str | None = None) -> dict[bytes, PrivateKey]:
    """Return the private keys in `folder` by their ids, those of `purpose` where it is given.

    Raises `KeyFileRefused`: `NoKeys` when there is none, else what is wrong with a file.
    """
    files = [read(path) for path in sorted(folder.glob("*.key"))]
    wanted = [one for one in files if one.purpose in OPENS and purpose in {None, one.purpose}]
    if not wanted:
        raise NoKeys(
            f"The folder {folder} holds no private key{f' for {purpose}' if purpose else ''}.",
            "Give the folder that `grievance keys new` has made.",
        )
    return {private.id: private for private in map(PrivateKey.from_held, wanted)}


def open_files(
    files: Iterable[Path], keys: Mapping[bytes, PrivateKey], tally: Tally
) -> Iterator[Opened]:
    """Yield what opens, file by file; `tally` is kept as it goes, a bad file counts as refused."""
    for path in files:
        try:
            for body in _envelopes(path):
                yield from _opened(path, body, keys, tally)
        except (StoreError, UnreadableFile) as problem:
            tally.refused[f"{path.name}: {problem.defect}"] += 1


def _envelopes(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_SQLITE))
            bare = b"" if beginning == _SQLITE else beginning + file.read()
    except OSError as problem:
        raise UnreadableFile(
            f"It cannot be read ({problem.strerror}).", "Check its name and owner."
        ) from problem
    if beginning == _SQLITE:
        yield from (stored.body for stored in read_week_file(path))
    else:
        yield bare


def _opened(
    path: Path, body: bytes, keys: Mapping[bytes, PrivateKey], tally: Tally
) -> Iterator[Opened]:
    try:
        private = keys[parse(body, known=keys).key_id]
        payload = open_envelope(body, private, _EDITIONS)
    except UnknownKey:
        tally.not_ours += 1
    except EnvelopeRefused as problem:
        tally.refused[f"{path.name}: {problem.defect}"] += 1
    else:
        tally.opened[private.purpose.word] += 1
        yield Opened(path.name, private.id.hex(), payload)
