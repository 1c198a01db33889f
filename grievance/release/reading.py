"""Strict reading of the values of `release.json`: each gives one value or raises `BadRelease`."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from grievance.release.refusals import BadRelease

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "fr", "sw")
_HEX = re.compile(r"[0-9a-f]+", re.ASCII)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_Word = TypeVar("_Word", bound=StrEnum)


def only(value: object, names: frozenset[str]) -> Mapping[str, object]:
    """Give an object that has exactly these names."""
    if not isinstance(value, dict) or value.keys() != names:
        raise BadRelease(f"an object must have exactly {', '.join(sorted(names))}")
    return value


def mapping(value: object) -> Mapping[str, object]:
    """Give an object, whatever its names."""
    if not isinstance(value, dict):
        raise BadRelease("an object is missing")
    return value


def items(value: object) -> list[object]:
    """Give a list."""
    if not isinstance(value, list):
        raise BadRelease("a list is missing")
    return value


def text(value: object, longest: int) -> str:
    """Give one line of at most `longest` signs, all of which can be seen; it may be empty."""
    if not isinstance(value, str) or len(value) > longest:
        raise BadRelease(f"a text is longer than {longest} signs, or missing")
    # Line ends and bidirectional overrides could make one name look like another.
    if any(unicodedata.category(sign) in _UNSEEN for sign in value):
        raise BadRelease("a text holds a sign that cannot be seen")
    return value


def one_line(typed: str) -> str:
    """Return what somebody typed as `text` takes it: spaces for line ends, no unseen signs."""
    spaced = " ".join(typed.split())
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN)


def texts(value: object, longest: int) -> dict[str, str]:
    """Give a text that is not empty for each of the three languages."""
    found = only(value, frozenset(LANGUAGES))
    said = {language: text(found[language], longest) for language in LANGUAGES}
    if not all(one.strip() for one in said.values()):
        raise BadRelease("a text is empty")
    return said


def texts_or_none(value: object, longest: int) -> dict[str, str] | None:
    """Give a text for each language, or None."""
    return None if value is None else texts(value, longest)


def one_of(value: object, kind: type[_Word]) -> _Word:
    """Give a word of `kind`."""
    try:
        return kind(value) if isinstance(value, str) else kind("")
    except ValueError as error:
        raise BadRelease(f"{kind.__name__.lower()} must be one of {', '.join(kind)}") from error


def whole(value: object, lowest: int, highest: int) -> int:
    """Give a whole number within bounds, both included."""
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise BadRelease(f"a number must be whole and from {lowest} to {highest}")
    return value


def flag(value: object) -> bool:
    """Give true or false."""
    if not isinstance(value, bool):
        raise BadRelease("a value must be true or false")
    return value


def day(value: object) -> date:
    """Give a date out of YYYY-MM-DD."""
    try:
        found = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise BadRelease("a date is not one") from error
    if found.isoformat() != value:
        raise BadRelease("a date is not written like 2026-12-31")
    return found


def digits(value: object, size: int) -> str:
    """Give `size` lower hexadecimal digits."""
    if not isinstance(value, str) or len(value) != size or not _HEX.fullmatch(value):
        raise BadRelease(f"a value must be {size} hexadecimal digits")
    return value


def digest(value: object) -> str:
    """Give a SHA-256 in hex."""
    return digits(value, 64)


def digest_or_none(value: object) -> str | None:
    """Give a SHA-256 in hex, or None."""
    return None if value is None else digest(value)


def octets(value: object, size: int) -> bytes:
    """Give `size` bytes out of base64."""
    try:
        raw = base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadRelease("a value is not base64") from error
    if len(raw) != size or base64.b64encode(raw).decode() != value:
        raise BadRelease(f"a value must be {size} bytes in base64")
    return raw
