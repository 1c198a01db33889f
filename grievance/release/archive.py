"""A release as one archive (.zip): written the same each time, read without trusting it.

    raw = packed(files)            # {name: bytes}, the same bytes whenever packed
    files = unpacked(raw)          # or raises `UnsafeArchive`

Nothing is ever written to a disk by the names in an archive.
"""

from __future__ import annotations

import io
import stat
import struct
import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from grievance.release.names import RELEASE, is_file_name
from grievance.release.refusals import UnsafeArchive

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_ARCHIVE = 64 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 128 * 1024 * 1024  # bytes, all files together
MOST_ENTRIES = 200
_ENTRY = b"PK\x01\x02"
_MOST_SEEN = 10 * MOST_ENTRIES  # with those of the spreadsheet inside: told before any is read
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the zero of the format
# What `zipfile` raises over bytes that are no archive, besides its own error.
_BROKEN = (BadZipFile, EOFError, OverflowError, RuntimeError, ValueError, struct.error, zlib.error)
_ENCRYPTED = 0x1
_UNIX = 3


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of `files`, by name, without times.

    Files are stored as they are: what a compressor makes differs between versions of zlib.
    """
    body = io.BytesIO()
    with ZipFile(body, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            info = ZipInfo(name, _FIRST_DAY)
            info.create_system = _UNIX
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, files[name])
    return body.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    """Return the files in an archive, by name; raises `UnsafeArchive`."""
    if len(raw) > LARGEST_ARCHIVE:
        raise UnsafeArchive(f"it has more than {LARGEST_ARCHIVE} bytes")
    if raw.count(_ENTRY) > _MOST_SEEN:
        raise UnsafeArchive("it holds too many files")
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            _check(infos)
            # `read` stops at the size that was checked, and at a wrong check sum it raises.
            return {info.filename: archive.read(info) for info in infos}
    except _BROKEN as error:
        raise UnsafeArchive("it cannot be read") from error


def _check(infos: list[ZipInfo]) -> None:
    if len(infos) > MOST_ENTRIES:
        raise UnsafeArchive("it holds too many files")
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise UnsafeArchive("it would unpack to more than any release has")
    names = [info.filename for info in infos]
    if len({name.casefold() for name in names}) != len(names):
        raise UnsafeArchive("it holds a file twice")
    for info in infos:
        if info.orig_filename != RELEASE and not is_file_name(info.orig_filename):
            raise UnsafeArchive("it holds a file whose name no release has")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnsafeArchive("a file in it is locked, or packed in a way that is not allowed")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            raise UnsafeArchive("it holds something that is no file")
