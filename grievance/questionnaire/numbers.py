r"""Numbers as people write them: `21,000.5`, `21 000,5`, `21.000,5`, `KSh 21,000/=`.

    read_number("21 000,5", grouped=True)    # Decimal('21000.5')

Of two different separators the last is the decimal one. A single separator before exactly three
digits groups thousands where `grouped` says such amounts are usual; elsewhere it is ambiguous and
the reader is asked, because a factor of a thousand in somebody's pay is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_MONEY = re.compile(
    r"(?:US\$|KSH|TSH|USH|FCFA|CFA|F CFA|FC|SH|AR|RS|BS|[A-Z]{3}|F|R|[$€£₹₱₦¥])\.?", re.IGNORECASE
)
_SHILLINGS = re.compile(r"/[=-]*$")
_PLAIN = re.compile(r"[0-9]+|[0-9]*[.,][0-9]+|[0-9]+[.,]")
_GROUPS = re.compile(r"[0-9]{1,3}([.,'])[0-9]{3}(?:\1[0-9]{3})*")
_TWO_SEPARATORS = re.compile(r"([0-9]{1,3}([.,'])[0-9]{3}(?:\2[0-9]{3})*)([.,])([0-9]+)")


class NotANumber(ValueError):
    """The text is no number in any of the notations above."""


class Ambiguous(ValueError):
    """The text is two numbers, a thousandfold apart: `large` and `small`."""

    def __init__(self, large: Decimal, small: Decimal) -> None:
        """Keep both readings."""
        super().__init__(f"{large} or {small}")
        self.large = large
        self.small = small


def read_number(text: str, *, grouped: bool) -> Decimal:
    """Return the number `text` writes; raise `NotANumber` or `Ambiguous`.

    `grouped`: one separator before exactly three digits groups thousands.
    """
    digits = _bare(text)
    sign = -1 if digits.startswith("-") else 1
    digits = digits.removeprefix("-").removeprefix("+")
    if _GROUPS.fullmatch(digits):
        return sign * _grouped(digits, grouped=grouped)
    two = _TWO_SEPARATORS.fullmatch(digits)
    if two and two[2] != two[3]:
        return sign * Decimal(f"{re.sub('[^0-9]', '', two[1])}.{two[4]}")
    if _PLAIN.fullmatch(digits):
        return sign * Decimal(digits.replace(",", ".").rstrip("."))
    raise NotANumber


def _grouped(digits: str, *, grouped: bool) -> Decimal:
    """Read `1.125` and `1.234.567`: only the first, with one separator, can be a fraction."""
    separators = re.sub("[0-9]", "", digits)
    large = Decimal(re.sub("[^0-9]", "", digits))
    if len(separators) > 1 or separators == "'":
        return large
    small = Decimal(digits.replace(",", "."))
    if digits.startswith(("0.", "0,")):
        return small
    if grouped:
        return large
    raise Ambiguous(large, small)


def _bare(text: str) -> str:
    """Return `text` without spaces, currency signs and the "/=" of East Africa, digits ASCII."""
    plain = "".join(_ascii_digit(character) for character in text if not character.isspace())
    plain = plain.replace("’", "'").replace("\N{MINUS SIGN}", "-")
    plain = _SHILLINGS.sub("", plain)
    before = _MONEY.match(plain)
    plain = plain[before.end() :] if before else plain
    for found in _MONEY.finditer(plain):
        if found.end() == len(plain):
            return plain[: found.start()]
    return plain


def _ascii_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
