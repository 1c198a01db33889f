"""Whether a release is what was signed, and its figures what its measurements add up to.

    release = verify_zip(raw, public=card.release)     # or raises a `ReleaseRefused`
    release = verify_folder(Path("2026Q4"))            # any signer: compare `release.signer`

The steps are those of `docs/release-format.md`, section "Verifying". Needs nothing of the desk.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from grievance.release.archive import LARGEST_UNPACKED, unpacked
from grievance.release.document import Release
from grievance.release.measurements import read_measurements
from grievance.release.names import ARCHIVE, MEASUREMENTS, RELEASE, TABLE
from grievance.release.recounting import recount
from grievance.release.refusals import (
    AnotherSigner,
    FileChanged,
    FileMissing,
    FileTooMany,
    SumsDiffer,
    UnsafeArchive,
)
from grievance.release.table import table_csv

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grievance.release.sums import Counts


def verify_zip(raw: bytes, public: bytes | None = None) -> Release:
    """Verify an archive; `public` is the release key on the card (32 bytes), None takes any."""
    return verify_files(unpacked(raw), public)


def verify_folder(path: Path, public: bytes | None = None) -> Release:
    """Verify a folder; an archive of the same release beside its files is looked over."""
    return verify_files(folder_files(path), public)


def verify_files(files: Mapping[str, bytes], public: bytes | None = None) -> Release:
    """Verify the files of a release, by name; raises a `ReleaseRefused` for the first defect."""
    if RELEASE not in files:
        raise FileMissing(RELEASE)
    # 1. to 3. The document: form, signature, plan, noise, and what must agree inside it.
    release = Release.parse(files[RELEASE])
    # 4. The signer.
    if public is not None and release.signer != public:
        raise AnotherSigner
    # 5. Every file, none less and none more.
    _hashes(release, files)
    # 6. The sums and what is told of them. A release that was withdrawn has none.
    if release.rows:
        counts = read_measurements(files[MEASUREMENTS], release.plan, release.view)
        _sums(release, counts, files[TABLE])
        recount(release, counts)
    return release


def folder_files(path: Path) -> dict[str, bytes]:
    """Return the files below a folder, by name with `/`; raises `UnsafeArchive` and `OSError`."""
    found: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    for one in sorted(path.rglob("*")):
        name = one.relative_to(path).as_posix()
        if one.is_symlink():
            raise UnsafeArchive(f"{name} leads somewhere else")
        if one.is_dir() or name == ARCHIVE:
            continue
        if not one.is_file():  # a pipe would never end
            raise UnsafeArchive(f"{name} is no file")
        with one.open("rb") as file:
            found[name] = file.read(left + 1)
        left -= len(found[name])
        if left < 0:
            raise UnsafeArchive("its files are larger than any release is")
    return found


def _hashes(release: Release, files: Mapping[str, bytes]) -> None:
    for name, sha256 in release.files.items():
        if name not in files:
            raise FileMissing(name)
        if hashlib.sha256(files[name]).hexdigest() != sha256:
            raise FileChanged(name)
    if more := sorted(files.keys() - release.files.keys() - {RELEASE}):
        raise FileTooMany(more[0])


def _sums(release: Release, counts: Counts, table: bytes) -> None:
    right = table_csv(release.plan, release.rows, counts)
    if right == table:
        return
    pairs = zip(right.split(b"\r\n"), table.split(b"\r\n"), strict=False)
    line = next((at for at, (one, other) in enumerate(pairs, 1) if one != other), 0)
    raise SumsDiffer(f"Line {line} of {TABLE}" if line else f"The end of {TABLE}")
