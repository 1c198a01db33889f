"""Telephone lines for someone who feels very bad. Each says when it was found and last called.

A line nobody of ours has called yet has `called_on` None and is shown as such. Where public
sources contradict each other about a number, the line is left out; about hours, the hours are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.reference.csvfile import load_rows

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from grievance.reference.csvfile import Row

_COLUMNS = (
    "country", "who", "number", "hours", "languages", "source", "found_on", "called_on",
)  # fmt: skip
_NUMBER = re.compile(r"\+?[0-9]+( [0-9]+)*")
_LANGUAGES = re.compile(r"([a-z]{2,3}( [a-z]{2,3})*)?")


@dataclass(frozen=True)
class HelpLine:
    """A line to call. `hours` and `languages` (codes) are empty where they are not known."""

    country: str
    who: str
    number: str
    hours: str
    languages: tuple[str, ...]
    source: str
    found_on: date
    called_on: date | None


@dataclass(frozen=True)
class HelpLines:
    """All lines, in the order of the file; the operator's own come last."""

    all: tuple[HelpLine, ...]

    def for_country(self, country: str) -> tuple[HelpLine, ...]:
        """Return the lines of one country, none when we know none."""
        return tuple(line for line in self.all if line.country == country)


def load_help_lines(extra: Path | None = None) -> HelpLines:
    """Read the lines; a row of `extra` replaces the one of the same country and name.

    Raises BadRow and UnreadableFile.
    """
    rows = load_rows("help_lines.csv", _COLUMNS, key=("country", "who"), extra=extra)
    return HelpLines(tuple(map(_line, rows)))


def _line(row: Row) -> HelpLine:
    found, called = row.day("found_on"), row.optional_day("called_on")
    languages = row.shaped("languages", _LANGUAGES, "language codes with spaces, as en sw")
    return HelpLine(
        country=row.country("country"),
        who=row.text("who"),
        number=row.shaped("number", _NUMBER, "digits and single spaces, with + for a country"),
        hours=row.optional("hours"),
        languages=tuple(languages.split()),
        source=row.text("source"),
        found_on=found,
        called_on=called,
    )
