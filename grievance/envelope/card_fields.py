"""Strict reading of the values on a card: each function gives one value or raises `BadCard`."""

from __future__ import annotations

import base64
import binascii
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from grievance.envelope.plain import canonical, load
from grievance.envelope.refusals import NotJSON
from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "fr", "sw")
LARGEST_CARD = 64 * 1024
_ASK = "Ask the organisation for its card again."


class CardRefused(GrievanceError):
    """The root of every refusal of a card."""


class BadCard(CardRefused):
    """The card is not written as `docs/envelope-format.md` says."""


def canonical_object(raw: bytes) -> dict[str, object]:
    """Read the one line of a card, which must be in canonical form."""
    if len(raw) > LARGEST_CARD:
        raise BadCard(f"A card has at most {LARGEST_CARD} bytes.", _ASK)
    try:
        value = load(raw)
    except NotJSON as error:
        raise BadCard("This file is not a card.", _ASK) from error
    if canonical(value) + b"\n" != raw:
        raise BadCard("This card is not in its canonical form.", _ASK)
    return value


def only(value: object, names: frozenset[str]) -> Mapping[str, object]:
    """Give an object that has exactly these names."""
    if not isinstance(value, dict) or value.keys() != names:
        raise BadCard(f"A card must have here exactly: {', '.join(sorted(names))}.", _ASK)
    return value


def text(value: object, longest: int) -> str:
    """Give one line of text that shows nothing but itself."""
    if not isinstance(value, str) or not 0 < len(value.strip()) <= len(value) <= longest:
        raise BadCard(f"A card must have here a text of at most {longest} signs.", _ASK)
    # Line ends and bidirectional overrides could make a name look like another one.
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for sign in value):
        raise BadCard("A text on the card holds a sign that cannot be seen.", _ASK)
    return value


def texts(value: object, longest: int) -> dict[str, str]:
    """Give one text for each of the three languages."""
    found = only(value, frozenset(LANGUAGES))
    return {language: text(found[language], longest) for language in LANGUAGES}


def octets(value: object, size: int) -> bytes:
    """Give `size` bytes out of base64."""
    try:
        raw = base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadCard("A value on the card is not base64.", _ASK) from error
    if len(raw) != size or base64.b64encode(raw).decode() != value:
        raise BadCard(f"A value on the card must be {size} bytes in base64.", _ASK)
    return raw


def octets_or_none(value: object, size: int) -> bytes | None:
    """Give `size` bytes out of base64, or None."""
    return None if value is None else octets(value, size)


def day(value: object) -> date:
    """Give a date out of YYYY-MM-DD."""
    try:
        found = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise BadCard("A date on the card is not one.", _ASK) from error
    if found.isoformat() != value:
        raise BadCard("A date on the card is not written like 2026-12-31.", _ASK)
    return found


def whole(value: object) -> int:
    """Give a whole number from 1."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadCard("The serial of a card is a whole number from 1.", _ASK)
    return value


def digest(value: object) -> str | None:
    """Give 64 hexadecimal digits, or None."""
    if value is None:
        return None
    if not isinstance(value, str) or len(value) != 64 or set(value) - set("0123456789abcdef"):
        raise BadCard("The hash on the card is not one of SHA-256.", _ASK)
    return value


def hashed(value: object) -> str:
    """Give 64 hexadecimal digits."""
    found = digest(value)
    if found is None:
        raise BadCard("A hash is missing on the card.", _ASK)
    return found


def items(value: object) -> list[object]:
    """Give a list."""
    if not isinstance(value, list):
        raise BadCard("The keys on the card are not a list.", _ASK)
    return value
