r"""Numbers as people write them: `21,000.5`, `21 000,5`, `21.000,5`, `KSh 21,000/=`.

    read_number("21 000,5", grouped=True)    # Decimal('21000.5')

Of two different separators the last is the decimal one. A single separator before exactly three
digits groups thousands where `grouped` says such amounts are usual; elsewhere it is ambiguous and
the reader is asked, because a factor of a thousand in somebody's pay is never guessed. Spaces in
a number stand only where they group thousands: "4 5" is two numbers, not 45.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_WORD = r"KSH|TSH|USH|FCFA|CFA|F CFA|FC|SH|AR|RS|BS|[A-Z]{3}|F|R"
_SIGN = r"US\$|[$€£₹₱₦¥]"
# After a word a dot may abbreviate ("Rs. 500"), after a sign it is the decimal one ("$.50").
_BEFORE = re.compile(rf"(?:{_SIGN}|(?:{_WORD})(?P<dot>\.)?)", re.IGNORECASE)
_AFTER = re.compile(rf"(?:{_SIGN}|{_WORD})\.?$", re.IGNORECASE)
_SHILLINGS = re.compile(r"/ ?[=-]*$")
# The Arabic separators say which of the two they are, so nothing about them is ambiguous.
_POINT = "\N{ARABIC DECIMAL SEPARATOR}"
_SAME = {"’": "'", "\N{MINUS SIGN}": "-", "\N{ARABIC THOUSANDS SEPARATOR}": "'"}
_POINTED = re.compile(rf"(?:[0-9]*|[0-9]{{1,3}}(?:'[0-9]{{3}})+){_POINT}[0-9]+")
_LOOSE = re.compile(r"(?<=[0-9]) (?=[.,][0-9])")  # "21 000 ,5"
_PLAIN = re.compile(r"[0-9]+|[0-9]*[.,][0-9]+|[0-9]+[.,]")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]*)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
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
    digits = _bare(text, grouped=grouped)
    sign = -1 if digits.startswith("-") else 1
    digits = _LOOSE.sub("", digits.removeprefix("-").removeprefix("+").strip())
    if _SPACED.fullmatch(digits):
        digits = digits.replace(" ", "")
        return sign * Decimal(digits.replace(",", "."))
    if _POINTED.fullmatch(digits):
        return sign * Decimal(digits.replace("'", "").replace(_POINT, "."))
    if _INDIAN.fullmatch(digits):
        return sign * Decimal(digits.replace(",", ""))
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


def _bare(text: str, *, grouped: bool) -> str:
    """Return `text` without currency and the "/=" of East Africa, digits and spaces ASCII.

    A dot between a word and a digit is taken for an abbreviation where it can be nothing else:
    "Rs.500" a month, but neither "R.5" nor "USD.125" a task.
    """
    plain = "".join(_ascii(character) for character in text).strip()
    plain = _AFTER.sub("", _SHILLINGS.sub("", plain).rstrip()).rstrip()
    before = _BEFORE.match(plain)
    if before is None:
        return plain
    rest = plain[before.end() :]
    if before["dot"] and re.fullmatch(r"[0-9]{1,2}" if grouped else "[0-9]+", rest):
        raise NotANumber
    return rest.strip()


def _ascii(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(character) == "Zs":
        return " "
    return _SAME.get(character, character)
