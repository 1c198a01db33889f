"""Crockford's base 32 with a check symbol that catches every single slip and every swap.

Source of the alphabet: D. Crockford, Base 32. The check symbol is our own: a weighted sum over
GF(32); see `docs/envelope-format.md`, section "What a receipt code yields".
"""

from __future__ import annotations

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
