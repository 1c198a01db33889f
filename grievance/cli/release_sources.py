"""Where a release is read from: a folder, an archive, or an address on the web.

    files = files_of("https://intake.example.org/statistics/.../release.json")

Over the web only with TLS, or from this very machine; no redirect is followed, so what is verified
is what was named. Everything is read into memory and bounded.
"""

from __future__ import annotations

import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from grievance.errors import GrievanceError
from grievance.release.archive import LARGEST_ARCHIVE, LARGEST_UNPACKED, unpacked
from grievance.release.document import Release
from grievance.release.names import RELEASE
from grievance.release.refusals import UnsafeArchive
from grievance.release.verify import folder_files

if TYPE_CHECKING:
    from http.client import HTTPResponse

_ARCHIVE = b"PK"
_SECONDS = 30  # until somebody answers, and between two pieces
_LONGEST = 300  # seconds, one file altogether
_PIECE = 64 * 1024
_DOWNLOAD = "Download the archive (release.zip) with a browser and verify the file."


class BadSource(GrievanceError):
    """What was given is no folder, no archive and no address that can be asked."""

    exit_code = 2


class NotFetched(GrievanceError):
    """The address did not answer with a file."""


def files_of(source: str) -> dict[str, bytes]:
    """Return the files of a release by name; raises `BadSource`, `NotFetched`, `ReleaseRefused`."""
    if source.startswith(("https://", "http://")):
        return _fetched(source)
    path = Path(source)
    try:
        if path.is_dir():
            return folder_files(path)
        with path.open("rb") as file:
            return unpacked(file.read(LARGEST_ARCHIVE + 1))
    except OSError as problem:
        raise BadSource(
            f"{source} cannot be read: {problem.strerror}.",
            "Give the folder of a release, its .zip file, or its address.",
        ) from problem


def _fetched(address: str) -> dict[str, bytes]:
    first = fetch(address, LARGEST_ARCHIVE)
    if first.startswith(_ARCHIVE):
        return unpacked(first)
    # Verified before a name in it is asked for: whoever changed it leads us nowhere.
    release = Release.parse(first)
    files, left = {RELEASE: first}, LARGEST_UNPACKED
    for name in release.files:
        files[name] = fetch(urljoin(address, name), left)
        left -= len(files[name])
    return files


def fetch(address: str, largest: int) -> bytes:
    """Return what an address answers with, of at most `largest` bytes; see the module."""
    connection, path = _connection(address)
    with closing(connection):
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "identity"})
            with connection.getresponse() as response:
                return _body(address, response, largest)
        except (OSError, HTTPException, ValueError) as problem:
            raise NotFetched(f"{address} does not answer.", _DOWNLOAD) from problem


def _connection(address: str) -> tuple[HTTPConnection, str]:
    """Return where to ask and for what; nothing is sent yet."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as problem:
        raise BadSource(f"{address} is not an address.", "Copy it whole.") from problem
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    if parts.scheme == "https" and host:
        return HTTPSConnection(host, port, timeout=_SECONDS), path
    if _is_loopback(host):
        return HTTPConnection(host, port, timeout=_SECONDS), path
    raise BadSource(f"{address} is not protected on its way.", _DOWNLOAD)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _body(address: str, response: HTTPResponse, largest: int) -> bytes:
    if response.status in {301, 302, 303, 307, 308}:
        raise NotFetched(
            f"{address} leads on to another address, which is not followed.",
            "Look where it leads with a browser, and verify that address if you trust it.",
        )
    if response.status != 200:
        raise NotFetched(f"{address} answers with status {response.status}.", _DOWNLOAD)
    ends, body = time.monotonic() + _LONGEST, bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > largest:
            raise UnsafeArchive("it is larger than any release is")
        if time.monotonic() > ends:
            raise NotFetched(f"{address} takes too long.", _DOWNLOAD)
    if response.length:  # so many bytes were announced and did not come
        raise NotFetched(f"{address} broke off.", "Try again.")
    return bytes(body)
