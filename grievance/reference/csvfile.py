"""A table of facts is read whole or not at all; a bad cell is named by file, line and column."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
COUNTRY = re.compile(r"[A-Z]{2}")
CURRENCY = re.compile(r"[A-Z]{3}")


class BadRow(GrievanceError):
    """A row that cannot be trusted. `line` counts from 1, the header being line 1."""

    def __init__(self, file: str, line: int, column: str, reason: str) -> None:
        """Name the cell and what is wrong with it."""
        super().__init__(
            f"{file}, line {line}, column {column}: {reason}.",
            "Correct this cell and start again. Nothing of the file was used.",
        )
        self.file, self.line, self.column, self.reason = file, line, column, reason


class UnreadableFile(GrievanceError):
    """A file of facts that is not there, not permitted, or not UTF-8."""

    def __init__(self, file: str, reason: str) -> None:
        """Name the file and why it could not be read."""
        super().__init__(
            f"{file} cannot be read: {reason}.",
            "Check its path and permissions, and save it as CSV in UTF-8, separated by commas.",
        )


@dataclass(frozen=True)
class Row:
    """One row: its cells by column, stripped, and where it stands. Each reader raises BadRow."""

    file: str
    line: int
    cells: Mapping[str, str]

    def bad(self, column: str, reason: str) -> BadRow:
        """Return the error for a cell of this row, to be raised by the caller."""
        return BadRow(self.file, self.line, column, reason)

    def optional(self, column: str) -> str:
        """Return the text of the cell, which may be empty."""
        return self.cells[column]

    def text(self, column: str) -> str:
        """Return the text of the cell, which must not be empty."""
        if not self.cells[column]:
            raise self.bad(column, "it is empty")
        return self.cells[column]

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """Return the cell when it is one of the allowed words."""
        if self.cells[column] not in allowed:
            raise self.bad(column, f"use one of {', '.join(allowed)}")
        return self.cells[column]

    def shaped(self, column: str, shape: re.Pattern[str], wanted: str) -> str:
        """Return the cell when all of it matches `shape`; `wanted` says the shape in words."""
        if not shape.fullmatch(self.cells[column]):
            raise self.bad(column, f"write {wanted}")
        return self.cells[column]

    def country(self, column: str) -> str:
        """Return an ISO 3166 code of two capitals."""
        return self.shaped(column, COUNTRY, "a country as two capital letters, for example KE")

    def flag(self, column: str) -> bool:
        """Return whether the cell says yes; it must say yes or no."""
        return self.one_of(column, ("yes", "no")) == "yes"

    def number(self, column: str) -> Decimal:
        """Return a positive number of at most twelve digits before and four after the point."""
        number = Decimal(self.shaped(column, _NUMBER, "a number with digits and a point"))
        if not number:
            raise self.bad(column, "it must be more than 0")
        return number

    def optional_number(self, column: str) -> Decimal | None:
        """Return a positive number, or None for an empty cell."""
        return self.number(column) if self.cells[column] else None

    def day(self, column: str) -> date:
        """Return a date written year-month-day."""
        text = self.shaped(column, _DAY, "a date as 2026-01-31")
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.bad(column, "there is no such day") from None

    def optional_day(self, column: str) -> date | None:
        """Return a date, or None for an empty cell."""
        return self.day(column) if self.cells[column] else None


def load_rows(
    name: str,
    columns: tuple[str, ...],
    key: tuple[str, ...],
    extra: Path | None = None,
    package: str = "grievance.reference",
) -> tuple[Row, ...]:
    """Read `name` out of a `package` of ours, then the operator's `extra`, both with `columns`.

    A row of `extra` replaces the row with the same values in the `key` columns, else it is added.
    The operator's rows come last, so a check that walks in order blames the newer row.
    Raises UnreadableFile, and BadRow for a wrong header, a wrong number of cells, a control
    character, or a key that stands twice in one file.
    """
    try:
        own = files(package).joinpath(name).read_bytes()
        more = extra.read_bytes() if extra else None
    except OSError as error:
        raise UnreadableFile(str(extra or name), error.strerror or "unknown reason") from error
    merged = _keyed(_rows(name, own, columns), key)
    if extra and more is not None:
        replacing = _keyed(_rows(str(extra), more, columns), key)
        merged = {at: row for at, row in merged.items() if at not in replacing} | replacing
    return tuple(merged.values())


def _rows(file: str, content: bytes, columns: tuple[str, ...]) -> Iterator[Row]:
    lines = _lines(file, content)
    _, header = next(lines, (1, []))
    if tuple(cell.strip() for cell in header) != columns:
        raise BadRow(file, 1, "all", f"the header must be {','.join(columns)}")
    for line, cells in lines:
        if not cells:  # csv reads an empty line, as at the end of a file, as no cells
            continue
        if len(cells) != len(columns):
            raise BadRow(file, line, "all", f"{len(cells)} cells instead of {len(columns)}")
        for column, cell in zip(columns, cells, strict=True):
            if _CONTROL.search(cell):
                raise BadRow(file, line, column, "it holds a line break or a control character")
        stripped = (cell.strip() for cell in cells)
        yield Row(file, line, dict(zip(columns, stripped, strict=True)))


def _lines(file: str, content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield each record with the line it begins on (a quoted cell may run over several)."""
    try:
        text = content.decode("utf-8-sig")  # spreadsheets put a byte order mark before UTF-8
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(file, f"line {line} is not UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadRow(file, begins, "all", str(error)) from error


def _keyed(rows: Iterator[Row], key: tuple[str, ...]) -> dict[tuple[str, ...], Row]:
    keyed: dict[tuple[str, ...], Row] = {}
    for row in rows:
        at = tuple(row.cells[column] for column in key)
        if at in keyed:
            raise row.bad(key[0], f"the same row stands on line {keyed[at].line}")
        keyed[at] = row
    return keyed
