"""Sentences in which is written what must be found: `{kind:words}`, after a language and a country.

>>> read("sw TZ|naitwa {name:neema}")
Sentence(language='sw', country='TZ', text='naitwa neema', marks=(Finding(start=7, ...),))

A line is `en KE|words`; the language, the country or both may be left out. Blank lines and those
that begin with "#" are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.redaction.find import Finding

if TYPE_CHECKING:
    from pathlib import Path

_ABOUT = re.compile(r"([a-z]{2})?(?:(?:^| )([A-Z]{2}))?\|")
_MARK = re.compile(r"\{(\w+):([^}]*)\}")


@dataclass(frozen=True)
class Sentence:
    """A text without its notation, and what must be found in it: in order, not overlapping."""

    language: str | None
    country: str | None
    text: str
    marks: tuple[Finding, ...]


def sentences(path: Path) -> list[Sentence]:
    """Return the sentences of the file at `path`, which is UTF-8, in their order."""
    lines = path.read_text("utf-8").splitlines()
    return [read(line) for line in lines if line and not line.startswith("#")]


def read(line: str) -> Sentence:
    """Return the sentence that `line` writes."""
    about = _ABOUT.match(line)
    language, country = about.groups() if about else (None, None)
    marked = line[about.end() :] if about else line
    marks, text, place = [], "", 0
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        marks.append(Finding(len(text), len(text) + len(mark[2]), mark[1]))
        text, place = text + mark[2], mark.end()
    return Sentence(language, country, text + marked[place:], tuple(marks))
