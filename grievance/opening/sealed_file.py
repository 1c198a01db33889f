"""A file of any length sealed to a key: the desk's backup, which only the recovery sheets open.

    with sealing(target, recovery_public) as sealed:
        sealed.write(b"...")                       # as much and as often as wanted
    opened = Opener(source, recovery_key)
    while data := opened.read(65536): ...          # raises before anything changed is given

    file   = "GRF1" || key id (8) || HPKE of a file key (1120 + 32 + 16) || chunk || chunk || ...
    chunk  = AES-256-GCM of 64 KiB (the last one shorter or empty), tag 16 bytes at its end
    nonce  = number of the chunk (11 bytes, big endian) || 1 for the last chunk, else 0

The last byte of the nonce makes a file that was cut off, or had chunks moved, fail to open (STREAM,
Hoang, Reyhanitabar, Rogaway, Vizar, CRYPTO 2015; as in age). Memory stays at two chunks. Anybody
can seal to a public key: that a file opens does not say who made it.
"""

from __future__ import annotations

import io
import secrets
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from grievance.envelope.keys import KEY_ID_SIZE
from grievance.envelope.xwing import ENCAPSULATED_SIZE, SUITE, TAG_SIZE
from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import ReadableBuffer

    from grievance.envelope.keys import PublicKey
    from grievance.opening.pair import KeyPair

MAGIC = b"GRF1"
INFO = b"grievance/v1/file"
FILE_KEY_SIZE = 32
CHUNK_SIZE = 64 * 1024
HEADER_SIZE = len(MAGIC) + KEY_ID_SIZE
HPKE_SIZE = ENCAPSULATED_SIZE + FILE_KEY_SIZE + TAG_SIZE
_COUNTER_SIZE = 11


class SealedFileRefused(GrievanceError):
    """The root of every refusal of a sealed file."""

    exit_code = 2


class NotASealedFile(SealedFileRefused):
    """It does not begin as one."""


class FileSealedToAnother(SealedFileRefused):
    """It was sealed to another recovery key."""


class SealedFileChanged(SealedFileRefused):
    """It was changed, cut off, or put together from pieces."""


class Sealer(io.RawIOBase):
    """Takes what is written to it and passes it on sealed; use `sealing`, which ends the file."""

    def __init__(self, target: IO[bytes], to: PublicKey) -> None:
        """Write the head, with a fresh file key sealed to `to`."""
        super().__init__()
        header = MAGIC + to.id
        # This key seals one file, so a counter as nonce never comes twice.
        file_key = secrets.token_bytes(FILE_KEY_SIZE)
        target.write(header + SUITE.encrypt(file_key, to.hpke, INFO + header))
        self._target, self._cipher = target, AESGCM(file_key)
        self._held, self._number = bytearray(), 0

    def write(self, data: ReadableBuffer, /) -> int:
        """Take `data`; return its length. One whole chunk is held back: it may be the last."""
        taken = bytes(data)
        self._held += taken
        while len(self._held) > CHUNK_SIZE:
            self._pass_on(bytes(self._held[:CHUNK_SIZE]), last=False)
            del self._held[:CHUNK_SIZE]
        return len(taken)

    def finish(self) -> None:
        """Write the last chunk; without it nobody opens the file."""
        self._pass_on(bytes(self._held), last=True)

    def _pass_on(self, chunk: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._target.write(self._cipher.encrypt(nonce, chunk, None))
        self._number += 1


@contextmanager
def sealing(target: IO[bytes], to: PublicKey) -> Iterator[Sealer]:
    """Seal to `to` what is written inside the block; an error leaves a file that does not open."""
    sealer = Sealer(target, to)
    yield sealer
    sealer.finish()


class Opener(io.RawIOBase):
    """Gives back what was sealed. Only a `read` that returns b"" says that nothing was cut off."""

    def __init__(self, source: IO[bytes], own: KeyPair) -> None:
        """Read the head; raises `NotASealedFile`, `FileSealedToAnother`, `SealedFileChanged`."""
        super().__init__()
        self._cipher = AESGCM(_file_key(source, own))
        self._source, self._number = source, 0
        self._next = source.read(CHUNK_SIZE + TAG_SIZE)
        self._held, self._ended = b"", False

    def read(self, size: int = -1, /) -> bytes:
        """Return at most `size` bytes (a chunk, without), b"" at the end; `SealedFileChanged`."""
        while not self._held and not self._ended:
            self._held = self._chunk()
        size = len(self._held) if size < 0 else size
        given, self._held = self._held[:size], self._held[size:]
        return given

    def _chunk(self) -> bytes:
        chunk, self._next = self._next, self._source.read(CHUNK_SIZE + TAG_SIZE)
        last = not self._next
        try:
            plain = self._cipher.decrypt(_nonce(self._number, last=last), chunk, None)
        except InvalidTag as error:
            raise _changed() from error
        # Only now: whoever reads on after a refusal must not be told that this was the end.
        self._number, self._ended = self._number + 1, last
        return plain


def _file_key(source: IO[bytes], own: KeyPair) -> bytes:
    header = source.read(HEADER_SIZE)
    if len(header) != HEADER_SIZE or not header.startswith(MAGIC):
        raise NotASealedFile(
            "This file is not a sealed backup.", "Give a file that grievance desk backup wrote."
        )
    if header[len(MAGIC) :] != own.id:
        raise FileSealedToAnother(
            "This file was sealed to other recovery sheets.",
            "Take the sheets that were made with this desk.",
        )
    try:
        return SUITE.decrypt(source.read(HPKE_SIZE), own.hpke, INFO + header)
    except InvalidTag as error:
        raise _changed() from error


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_COUNTER_SIZE, "big") + bytes([last])


def _changed() -> SealedFileChanged:
    return SealedFileChanged(
        "This file was changed or is not whole.", "Take another copy of it, or an older backup."
    )
