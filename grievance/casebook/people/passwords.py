"""Passwords: long enough, not common, not one's own name; and the key that one yields.

    defect = weakness(typed, names=("Asha Mwangi", "Data Workers Union"))   # None: it will do
    kek = key_of(typed, salt)

Rules as NIST SP 800-63B, section 3.1.1.2: a length and a list, no rules about kinds of signs.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from grievance.casebook import cipher
from grievance.casebook.people.people_errors import PeopleRefused
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST, LONGEST = 12, 200
SALT_SIZE = 16
SHIPPED = Path(__file__).parent / "common_passwords.txt"
_FEWEST_SIGNS = 5
_SHORTEST_NAME = 4
_ENOUGH_BESIDE = 8
_AROUND = "0123456789 .,;:!?-_+*/#@$%&()=\"'"


class Weakness(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    HOLDS_A_NAME = "holds_a_name"


class WeakPassword(PeopleRefused):
    """The password would be guessed; `weakness` says why. It is never repeated."""

    def __init__(self, weakness: Weakness) -> None:
        """Keep why."""
        super().__init__(_WORDS[weakness].message, _ADVICE)
        self.weakness = weakness
        self.words = _WORDS[weakness]


_ADVICE = "Four words that nobody would put together are good."
_WORDS = {
    Weakness.TOO_SHORT: say("password", "This password is too short. Take 12 characters or more."),
    Weakness.TOO_LONG: say("password", "This password is too long. Take at most 200 characters."),
    Weakness.COMMON: say(
        "password", "This password is one of those that are tried first. Take another."
    ),
    Weakness.HOLDS_A_NAME: say(
        "password", "This password holds a name that others know. Take another."
    ),
}


def normalised(password: str) -> str:
    """Return it in the form NFKC: the same whatever keyboard wrote its accents."""
    return unicodedata.normalize("NFKC", password)


def require_strong(password: str, names: Iterable[str]) -> None:
    """Return when `password` will do; raises `WeakPassword`. `names` are what others know."""
    defect = weakness(password, names)
    if defect:
        raise WeakPassword(defect)


def weakness(password: str, names: Iterable[str]) -> Weakness | None:
    """Tell why `password` is too weak, or None."""
    plain = normalised(password)
    if len(plain) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(plain) > LONGEST:
        return Weakness.TOO_LONG
    folded = plain.casefold()
    if _is_common(folded):
        return Weakness.COMMON
    if any(_holds(folded, name) for name in names):
        return Weakness.HOLDS_A_NAME
    return None


def key_of(password: str, salt: bytes) -> bytes:
    """Give the 32 bytes that `password` yields with `salt` (16): Argon2id, some 0.1 s, 64 MiB."""
    return cipher.derive(normalised(password), salt)


def _is_common(folded: str) -> bool:
    core = folded.strip(_AROUND)
    return (
        len(set(folded)) < _FEWEST_SIGNS
        or not core  # digits and points only
        or {folded, core, _unit(core)} & _common() != set()
    )


def _unit(text: str) -> str:
    """Return the shortest text that, said again and again, is `text`."""
    # A text is a repetition exactly when it stands inside itself doubled, ends left out.
    return text[: (text + text).find(text, 1)]


def _holds(folded: str, name: str) -> bool:
    """Tell whether it holds the whole name, or a part of it and little else."""
    bare, whole = _letters(folded), _letters(name)
    little = len(bare) - _ENOUGH_BESIDE
    parts = [part for part in map(_letters, name.split()) if len(part) > little]
    named = [part for part in (whole, *parts) if len(part) >= _SHORTEST_NAME]
    return any(part in bare for part in named)


def _letters(text: str) -> str:
    return "".join(sign for sign in normalised(text).casefold() if sign.isalnum())


@cache
def _common() -> frozenset[str]:
    lines = SHIPPED.read_text("utf-8").splitlines()
    return frozenset(normalised(line) for line in lines if not line.startswith("#"))
