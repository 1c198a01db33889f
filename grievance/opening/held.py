"""A private key as it is kept and handed on: in a file, in a grant, or sealed to recovery.

    held = private.held()
    PrivateKey.from_held(held) == private

What it holds opens and signs; `grievance.opening.keys` is what does so.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from grievance.envelope.keys import Purpose
from grievance.envelope.marker import PRIVATE_KEY_MARKER
from grievance.errors import GrievanceError

CASEWORK = Purpose.CASEWORK.word
STATISTICS = Purpose.STATISTICS.word
CARD = "card"
COURIER = "courier"
RELEASE = "release"
OPENS = frozenset({CASEWORK, STATISTICS})
SIGNS = frozenset({CARD, COURIER, RELEASE})
CHECKSUM_SIZE = 8


class WrongKey(GrievanceError):
    """A key that was kept serves another purpose than it is needed for, or is not the one named."""


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A purpose in a word, the period of a statistics key, the key id (8 bytes), the seed (32).

    It holds no more than bytes, so it may be sent to a process of our own; never print its `text`.
    """

    purpose: str
    period: str | None
    key_id: bytes
    seed: bytes = field(repr=False)

    def text(self) -> str:
        """Write the lines of a key file, seed included."""
        lines = (
            f"{PRIVATE_KEY_MARKER.decode()}\npurpose: {self.purpose}\n"
            f"period: {self.period or '-'}\nkey: {self.key_id.hex()}\n"
            f"seed: {base64.b64encode(self.seed).decode()}\n"
        )
        return f"{lines}checksum: {checksum(lines)}\n"


def checksum(lines: str) -> str:
    """Give the 16 hexadecimal digits that end a key file: they find damage, not ill will."""
    return hashlib.sha256(lines.encode()).digest()[:CHECKSUM_SIZE].hex()
