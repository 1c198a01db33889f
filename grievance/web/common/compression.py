"""Compressed pages (RFC 1952), cheap even when a page differs between visitors by a few words.

A page that is personal only in its CSRF token or its number is rendered and compressed once:
`Frozen` keeps the compressed pieces around those slots, each ended by a full flush, so that pieces
can be joined (RFC 1951). Compressing a secret beside reflected text invites BREACH; here the
session cookie is `SameSite=Strict`, so another site cannot make a browser ask for such a page
with it.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEVEL = 6
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST_BLOCK = b"\x03\x00"


def compress(body: bytes) -> bytes:
    """Return `body` as one gzip member, without a time in its header."""
    return _HEADER + _piece(body) + _trailer(zlib.crc32(body), len(body))


@dataclass(frozen=True)
class Frozen:
    """A page cut at its slots: plain and compressed pieces, and the name of the slot after each.

    `checksum` is that of the first piece: the later the slots, the less is left to sum up.
    """

    plain: tuple[bytes, ...]
    pieces: tuple[bytes, ...]
    slots: tuple[str, ...]
    checksum: int

    @classmethod
    def cut(cls, page: str, placeholders: Mapping[str, str]) -> Self:
        """Cut `page` at every placeholder (slot name to text) and compress what lies between."""
        named = {text: name for name, text in placeholders.items()}
        parts = re.split("|".join(f"({re.escape(text)})" for text in named), page)
        found = [part for part in parts if part is not None]
        plain = tuple(part.encode() for part in found if part not in named)
        slots = tuple(named[part] for part in found if part in named)
        return cls(plain, tuple(_piece(part) for part in plain), slots, zlib.crc32(plain[0]))

    def body(self, values: Mapping[str, str]) -> bytes:
        """Return the page with `values` in its slots."""
        return _joined(self.plain, [values[slot].encode() for slot in self.slots])

    def compressed(self, values: Mapping[str, str]) -> bytes:
        """Return the page with `values` in its slots as one gzip member."""
        between = [values[slot].encode() for slot in self.slots]
        filled = _joined(self.pieces, [_stored(value) for value in between])
        rest = _joined((b"", *self.plain[1:]), between)
        size = len(self.plain[0]) + len(rest)
        return _HEADER + filled + _trailer(zlib.crc32(rest, self.checksum), size)


def _joined(pieces: Sequence[bytes], between: Sequence[bytes]) -> bytes:
    """Return the pieces with one value between each two: there is one piece more than values."""
    return b"".join(part for pair in zip(pieces, [*between, b""], strict=True) for part in pair)


def _piece(body: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush(zlib.Z_FULL_FLUSH)


def _stored(body: bytes) -> bytes:
    """Return a short text as a stored block (RFC 1951, section 3.2.4): no packer to set up."""
    return b"\x00" + struct.pack("<HH", len(body), len(body) ^ 0xFFFF) + body


def _trailer(checksum: int, size: int) -> bytes:
    return _LAST_BLOCK + struct.pack("<II", checksum, size & 0xFFFFFFFF)
