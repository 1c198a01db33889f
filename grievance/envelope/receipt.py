"""The receipt code: the worker's only key to what was sent, and everything that it yields.

    code = ReceiptCode.new()
    code.grouped                                  # what the worker writes down
    ReceiptCode.parse(typed).record_id            # what the server looks up

The code is shown to its owner and never stored, logged or put into a URL. Derivations are those of
`docs/envelope-format.md`: HKDF-SHA256 with one label per value, so that no two envelopes share one.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from grievance.envelope import base32
from grievance.errors import GrievanceError

SALT = b"grievance/v1/receipt"
SECRET_SYMBOLS = 24
SECRET_BITS = SECRET_SYMBOLS * base32.BITS
SYMBOLS = SECRET_SYMBOLS + 1
GROUP = 5
ID_SIZE = 16
KEY_SIZE = 32


class BadReceiptCode(GrievanceError):
    """What was typed is no receipt code; the message never repeats what was typed."""

    status = 422


class WrongCodeLength(BadReceiptCode):
    """It has more or fewer than 25 symbols."""


class WrongCodeSymbol(BadReceiptCode):
    """It holds a sign that no code has."""


class WrongCodeCheck(BadReceiptCode):
    """A symbol was mistaken for another, or two changed places."""


class CaseworkSecrets(NamedTuple):
    """What ties one worker's accounts to one organisation, and to nothing else."""

    mark: bytes
    mailbox: bytes
    inbox_seed: bytes


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptCode:
    """A code drawn by `new`, typed and checked by `parse`, or given `of` secret bits.

    `text` is the canonical form: 25 symbols, capitals, no spaces.
    """

    text: str
    _prk: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Do HKDF's extract step once for all that the code yields."""
        number = base32.decode(base32.VALUES[symbol] for symbol in self.text[:SECRET_SYMBOLS])
        material = number.to_bytes(SECRET_BITS // 8, "big")
        object.__setattr__(self, "_prk", HKDF.extract(SHA256(), SALT, material))

    @classmethod
    def new(cls) -> Self:
        """Draw 120 bits from the operating system."""
        return cls.of(secrets.randbits(SECRET_BITS))

    @classmethod
    def of(cls, number: int) -> Self:
        """Give the code of 120 bits that nobody but its owner can know."""
        return cls(base32.with_check(base32.encode(number, SECRET_SYMBOLS)))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what someone typed, forgiving case, look-alikes, spaces and dashes.

        Raises `WrongCodeSymbol`, `WrongCodeLength` or `WrongCodeCheck` (all `BadReceiptCode`).
        """
        typed = base32.signs(text)
        place = base32.odd_place(typed)
        if place is not None:
            raise WrongCodeSymbol(
                f"Sign {place} of the number is not one that we use.",
                "A number has only digits and the letters A to Z without U.",
            )
        if len(typed) != SYMBOLS:
            raise WrongCodeLength(
                f"The number must have {SYMBOLS} signs, this one has {len(typed)}.",
                "Look for a sign that is missing or typed twice: there are five groups of five.",
            )
        symbols = base32.symbols(typed)
        if base32.with_check(symbols[:SECRET_SYMBOLS]) != symbols:
            raise WrongCodeCheck(
                "One sign of the number is wrong, or two changed places.",
                "Compare it with what you noted, group by group.",
            )
        return cls(symbols)

    @property
    def grouped(self) -> str:
        """The code as it is shown and printed: five groups of five."""
        return base32.grouped(self.text, GROUP)

    def statistics_mark(self, key_id: bytes) -> bytes:
        """Give the 16 bytes by which a period's reader keeps only the newest revision."""
        return self.derive(f"mark/statistics/{key_id.hex()}", ID_SIZE)

    def casework(self, organisation_id: str) -> CaseworkSecrets:
        """Give mark (16), mailbox (16) and inbox seed (32), the same for all keys of a card."""
        return CaseworkSecrets(
            self.derive(f"mark/casework/{organisation_id}", ID_SIZE),
            self.derive(f"mailbox/casework/{organisation_id}", ID_SIZE),
            self.derive(f"inbox/casework/{organisation_id}", KEY_SIZE),
        )

    def erase_tag(self, key_id: bytes) -> bytes:
        """Give the 16 bytes that prove the right to replace what was sealed to this key."""
        return self.derive(f"erase/{key_id.hex()}", ID_SIZE)

    def erase_tag_hash(self, key_id: bytes) -> bytes:
        """Give the 32 bytes that stand beside the envelope: SHA-256 of the erase tag."""
        return hashlib.sha256(self.erase_tag(key_id)).digest()

    def message_tag_hash(self, key_id: bytes, number: int) -> bytes:
        """Give the 32 bytes that stand beside the worker's message with this number (1 to 20)."""
        tag = self.derive(f"erase/message/{key_id.hex()}/{number}", ID_SIZE)
        return hashlib.sha256(tag).digest()

    @property
    def record_id(self) -> bytes:
        """The 16 bytes under which the receipt record is kept."""
        return self.derive("record id", ID_SIZE)

    @property
    def record_key(self) -> bytes:
        """The 32-byte key of the receipt record."""
        return self.derive("record key", KEY_SIZE)

    def derive(self, label: str, size: int) -> bytes:
        """Give `size` bytes for a label of the specification's table."""
        return HKDFExpand(SHA256(), size, label.encode()).derive(self._prk)

    def __repr__(self) -> str:
        """Show nothing: a code in a log or a traceback would open the account."""
        return "ReceiptCode(hidden)"

    __str__ = __repr__
