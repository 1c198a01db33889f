"""Crockford's base 32 with a check symbol that catches every single slip and every swap.

Source of the alphabet: D. Crockford, Base 32. The check symbol is our own: a weighted sum over
GF(32); see `docs/envelope-format.md`, section "What a receipt code yields".
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 5
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive: the powers of 2 run through all 31 units

VALUES = {
    **{symbol: value for value, symbol in enumerate(ALPHABET)},
    **{symbol.lower(): value for value, symbol in enumerate(ALPHABET)},
    **dict.fromkeys("Oo", 0),
    **dict.fromkeys("IiLl", 1),
}

# Spaces, line ends, dashes of every kind and invisible marks that a copied text may carry.
_IGNORED = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"})


def signs(text: str) -> list[str]:
    """Give the signs of what someone typed, without spaces, dashes and what cannot be seen."""
    return [sign for sign in text if unicodedata.category(sign) not in _IGNORED]


def odd_place(typed: Iterable[str]) -> int | None:
    """Give the place, from 1, of the first sign that no code has; None when there is none."""
    return next((place for place, sign in enumerate(typed, 1) if sign not in VALUES), None)


def symbols(typed: Iterable[str]) -> str:
    """Give `typed` in the alphabet: capitals, look-alikes replaced."""
    return "".join(ALPHABET[VALUES[sign]] for sign in typed)


def with_check(secret: str) -> str:
    """Give `secret`, in the alphabet, with its check symbol."""
    return secret + ALPHABET[check_value(VALUES[symbol] for symbol in secret)]


def grouped(text: str, group: int) -> str:
    """Give `text` in groups of so many symbols, as it is shown and printed."""
    return " ".join(text[at : at + group] for at in range(0, len(text), group))


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled > len(ALPHABET) - 1 else doubled


def check_value(values: Iterable[int]) -> int:
    """Give the sum of a^(i+1) times the i-th of `values` (each 0 to 31), itself 0 to 31."""
    # Horner's rule from the right: multiply by a, add the next, and once more at the end.
    total = 0
    for value in reversed(tuple(values)):
        total = _times_two(total ^ value)
    return total


def encode(number: int, symbols: int) -> str:
    """Write `number` as that many symbols, most significant first."""
    return "".join(
        ALPHABET[(number >> BITS * place) & (len(ALPHABET) - 1)]
        for place in reversed(range(symbols))
    )


def decode(values: Iterable[int]) -> int:
    """Give the number whose symbols have these `values`, most significant first."""
    number = 0
    for value in values:
        number = number << BITS | value
    return number
