"""An invitation slip: a code that an organisation prints, hands out and knows no more.

    slip = SlipCode.new()
    slip.grouped                    # printed on paper
    SlipCode.parse(typed).hash      # all that an intake ever stores of it

It vouches for a testimony and never travels in one: nothing of it may stand in a payload, or be
stored beside one but for the one bit that says that some slip was redeemed.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Self

from grievance.envelope import base32
from grievance.errors import GrievanceError

CONTEXT = b"grievance/v1/slip"
SECRET_SYMBOLS = 14
SYMBOLS = SECRET_SYMBOLS + 1
GROUP = 5


class BadSlipCode(GrievanceError):
    """What was typed is no slip's code; the message never repeats what was typed."""

    status = 422


class WrongSlipLength(BadSlipCode):
    """It has more or fewer than 15 symbols."""


class WrongSlipSymbol(BadSlipCode):
    """It holds a sign that no code has."""


class WrongSlipCheck(BadSlipCode):
    """A symbol was mistaken for another, or two changed places."""


@dataclass(frozen=True, slots=True, repr=False)
class SlipCode:
    """A code drawn by `new` or typed and checked by `parse`; do not build one otherwise.

    `text` is the canonical form: 15 symbols, capitals, no spaces.
    """

    text: str

    @classmethod
    def new(cls) -> Self:
        """Draw 70 bits from the operating system: no one finds a waiting slip by trying."""
        number = secrets.randbits(SECRET_SYMBOLS * base32.BITS)
        return cls(base32.with_check(base32.encode(number, SECRET_SYMBOLS)))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what someone typed, forgiving case, look-alikes, spaces and dashes.

        Raises `WrongSlipSymbol`, `WrongSlipLength` or `WrongSlipCheck` (all `BadSlipCode`).
        """
        typed = base32.signs(text)
        place = base32.odd_place(typed)
        if place is not None:
            raise WrongSlipSymbol(
                f"Sign {place} of the slip’s code is not one that we use.",
                "A code has only digits and the letters A to Z without U.",
            )
        if len(typed) != SYMBOLS:
            raise WrongSlipLength(
                f"The code of a slip must have {SYMBOLS} signs, this one has {len(typed)}.",
                "Look for a sign that is missing or typed twice: there are three groups of five.",
            )
        symbols = base32.symbols(typed)
        if base32.with_check(symbols[:SECRET_SYMBOLS]) != symbols:
            raise WrongSlipCheck(
                "One sign of the slip’s code is wrong, or two changed places.",
                "Compare it with the slip, group by group.",
            )
        return cls(symbols)

    @property
    def grouped(self) -> str:
        """The code as it is printed: three groups of five."""
        return base32.grouped(self.text, GROUP)

    @property
    def hash(self) -> bytes:
        """The 32 bytes by which an intake knows that the slip waits."""
        return hashlib.sha256(CONTEXT + self.text.encode("ascii")).digest()

    def __repr__(self) -> str:
        """Show nothing: a code in a log could be redeemed by who reads it."""
        return "SlipCode(hidden)"

    __str__ = __repr__
