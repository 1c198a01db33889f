"""One row of an import file as it stood there, whatever kind of file it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from grievance.importing.errors import Bad

Cell = str | tuple[str, ...]
"""What stands under one column: a text, or in JSON a list of texts."""

Raw = list[tuple[str, object]]
"""A row as it stood: columns or names with what stands there, in their order."""

_FORMULA = re.compile("[=+@\\-\uff1d\uff0b\uff0d\uff20\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_QUOTE = "'"


class Entry(NamedTuple):
    """A row: the line it begins on, its filled cells by column, and what kept it from being read.

    `raw` is the row as it goes into a file of bad rows.
    """

    line: int
    cells: Mapping[str, Cell]
    raw: Raw
    bad: tuple[Bad, ...] = ()


class Rejects(Protocol):
    """A file of bad rows, ready to be corrected and imported."""

    def add(self, entry: Entry, problems: list[Bad]) -> None:
        """Write a row with what is wrong with it."""
        ...

    def close(self) -> None:
        """Bring it all to the disk."""
        ...


class Table(Protocol):
    """A file of rows that can be read more than once."""

    def entries(self) -> Iterator[Entry]:
        """Yield every row that is not empty; raises `UnreadableFile`."""
        ...

    def rejects(self, path: Path) -> Rejects:
        """Make a file of bad rows of the same kind; raises `NotWritable` where one is there."""
        ...


def quoted(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; numbers stay as they are."""
    return _QUOTE + cell if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unquoted(cell: str) -> str:
    """Take away what `quoted` or a spreadsheet put before a text."""
    return cell[1:] if cell.startswith(_QUOTE) and _FORMULA.match(cell[1:]) else cell
