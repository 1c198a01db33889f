"""Rows in a table that leads to their pages: those that tell something, and those that do not yet.

All rows are always there, in the order of their names: none appears with the first testimony.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from grievance.web.intake.statistics.addresses import page_address
from grievance.wording.places import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from grievance.release.rows import Row
    from grievance.web.intake.statistics.published import Published


@dataclass(frozen=True)
class Line:
    """A row with its name and what the table says of it; `noted` where the union writes to it."""

    name: str
    address: str
    words: str
    noted: bool


class Heading(NamedTuple):
    """What stands over a table and over its names, and a sentence about what is in it, or ""."""

    title: str
    column: str
    note: str = ""


@dataclass(frozen=True)
class Lines:
    """A table under its heading, and the rows not open yet."""

    title: str
    column: str
    note: str
    open: list[Line]
    closed: list[Line]


def lines(
    one: Published,
    heading: Heading,
    named: Iterable[tuple[str, Row]],
    words: Callable[[Row], str],
    language: str,
) -> Lines:
    """Return a table under `heading`, of rows that come with names.

    `words` are said of those that are open.
    """
    by_name = sorted(named, key=lambda pair: sort_key(pair[0]))
    made: dict[bool, list[Line]] = {True: [], False: []}
    for name, row in by_name:
        address = page_address(one, row.key, language)
        said = words(row) if row.open else ""
        made[row.open].append(Line(name, address, said, row.key in one.release.notes))
    return Lines(*heading, made[True], made[False])
