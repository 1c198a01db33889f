"""What was typed into a form of the desk: one line, a number of a row, a day."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Typed = Mapping[str, Sequence[str]]

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
LONGEST_NUMBER = 18
"""Digits; a longer one would not fit a database."""
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_EUROPEAN = re.compile(r"(?P<day>\d{1,2})[ ./-](?P<month>\d{1,2})[ ./-](?P<year>\d{4})", re.ASCII)


LONGEST_DAY = 20  # signs


class NotADay(ValueError):
    """The text is no day of this century in a notation that can mean only one."""


def first(typed: Typed, name: str) -> str:
    """Return what stands in a field of one line, without spaces around it; "" for nothing."""
    return next(iter(typed.get(name, ())), "").strip()


def words(typed: Typed, name: str) -> str:
    """Return what stands in a field of several lines, with line ends as Python writes them."""
    return next(iter(typed.get(name, ())), "").replace("\r\n", "\n").replace("\r", "\n").strip()


def number(typed: Typed, name: str) -> int | None:
    """Return the number of a row that a form carried; None for anything else."""
    text = first(typed, name)
    fits = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if fits else None


def as_typed(when: date) -> str:
    """Return a day as somebody would type it: 27 11 2026."""
    return f"{when.day} {when.month} {when.year}"


def day(typed: Typed, name: str) -> date | None:
    """Return a typed day, None for nothing; raises `NotADay`.

    Written 27 11 2026, with other signs between, or 2026-11-27. That a month stands before its day
    is never guessed.
    """
    text = " ".join(first(typed, name).split())
    if not text:
        return None
    found = _ISO.fullmatch(text) or _EUROPEAN.fullmatch(text)
    if found is None:
        raise NotADay
    try:
        read = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise NotADay from None
    if not EARLIEST <= read <= LATEST:
        raise NotADay
    return read
