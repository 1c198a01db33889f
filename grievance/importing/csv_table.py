"""Rows of a CSV file, as spreadsheets write it: commas, semicolons or tabs, UTF-8 or UTF-16.

    table = CsvTable(Path("form.csv"), EDITION)
    for entry in table.entries(): ...

The first line names the columns, in any order. Only one row is in memory at a time.
"""

from __future__ import annotations

import codecs
import csv
import re
from contextlib import contextmanager
from itertools import chain, repeat
from typing import IO, TYPE_CHECKING

from grievance.importing.columns import PROBLEM, known, needed
from grievance.importing.entries import Entry, quoted, unquoted
from grievance.importing.errors import Bad, BadHeader, UnreadableFile, shown, together
from grievance.importing.new_file import new_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from grievance.importing.entries import Raw
    from grievance.questionnaire.edition import Edition

_DELIMITERS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*")  # Excel's own first line
_HEAD = 4096
_LONGEST_HEADER = 100_000  # less than a cell that the reader would refuse
_LONGEST = 1 << 20  # characters of a line: hundreds of times what a form can hold
_BLOCK = 1 << 16
_CELL = 131_072  # characters: a quotation mark that is never closed ends there
_ZIP = b"PK\x03\x04"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class CsvTable:
    """A CSV file whose columns are known; raises `UnreadableFile` and `BadHeader`."""

    def __init__(self, path: Path, edition: Edition) -> None:
        """Look at its first lines."""
        self._path = path
        self._encoding = _encoding(path)
        with self._opened() as file:
            self._skipped, self._delimiter, header = _head(file, edition)
        self._columns = _columns(path.name, header, edition)

    def entries(self) -> Iterator[Entry]:
        """Yield every row that is not empty; raises `UnreadableFile`."""
        with self._opened() as file:
            for _ in range(self._skipped):
                file.readline()
            # One limit for the whole process, which another library may have lifted.
            csv.field_size_limit(_CELL)
            reader = csv.reader(self._lines(file), delimiter=self._delimiter, strict=True)
            begins = 1
            try:
                for place, cells in enumerate(reader):
                    if place and any(cell.strip() for cell in cells):
                        yield self._entry(begins + self._skipped, cells)
                    begins = reader.line_num + 1
            except csv.Error as error:
                line = begins + self._skipped
                raise self._unreadable(f"from line {line} on, {_in_words(error)}") from error

    def rejects(self, path: Path) -> CsvRejects:
        """Make a file of bad rows with the same columns; raises `NotWritable`."""
        return CsvRejects(path, self._columns, self._delimiter)

    def _entry(self, line: int, cells: list[str]) -> Entry:
        if len(cells) < len(self._columns) or any(cells[len(self._columns) :]):
            reason = f"{len(cells)} cells instead of {len(self._columns)}"
            return Entry(line, {}, self._raw(cells), (Bad(line, "", reason),))
        filled = {
            column: text
            for column, cell in zip(self._columns, cells, strict=False)
            if column != PROBLEM and (text := unquoted(cell.strip()))
        }
        odd = [column for column, text in filled.items() if _CONTROL.search(text)]
        bad = tuple(Bad(line, column, "it holds a character that nobody types") for column in odd)
        return Entry(line, filled, self._raw(cells), bad)

    def _raw(self, cells: list[str]) -> Raw:
        """Return the cells without what an earlier import said of them."""
        columns = chain(self._columns, repeat(""))
        return [pair for pair in zip(columns, cells, strict=False) if pair[0] != PROBLEM]

    @contextmanager
    def _opened(self) -> Iterator[IO[str]]:
        try:
            with self._path.open(encoding=self._encoding, newline="") as file:
                yield file
        except OSError as error:
            raise self._unreadable(error.strerror or "unknown reason") from error
        except UnicodeError as error:
            raise self._unreadable(_not_text(self._path, self._encoding)) from error

    def _lines(self, file: IO[str]) -> Iterator[str]:
        number = self._skipped
        while line := file.readline(_LONGEST):
            number += 1
            if len(line) == _LONGEST:
                raise self._unreadable(f"line {number} is longer than {_LONGEST} characters")
            yield line

    def _unreadable(self, reason: str) -> UnreadableFile:
        return UnreadableFile(self._path.name, reason)


class CsvRejects:
    """A CSV file of bad rows: what is wrong with each stands in its first column."""

    def __init__(self, path: Path, columns: Sequence[str], delimiter: str) -> None:
        """Make it, with a byte order mark by which spreadsheets know UTF-8."""
        self._file = new_file(path, "utf-8-sig")
        self._writer = csv.writer(self._file, delimiter=delimiter)
        self._writer.writerow([PROBLEM, *(one for one in columns if one != PROBLEM)])

    def add(self, entry: Entry, problems: list[Bad]) -> None:
        """Write a row as it stood, after what is wrong with it."""
        self._writer.writerow([together(problems), *(quoted(str(cell)) for _, cell in entry.raw)])

    def close(self) -> None:
        """Bring it all to the disk."""
        self._file.close()


def _encoding(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise UnreadableFile(path.name, error.strerror or "unknown reason") from error
    if head.startswith(_ZIP):
        raise UnreadableFile(path.name, "it is a workbook, not a CSV file")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head[:2]:
        raise UnreadableFile(path.name, "it begins like UTF-16, and its byte order mark is missing")
    return "utf-8-sig"


def _head(file: IO[str], edition: Edition) -> tuple[int, str, list[str]]:
    """Return how many lines stand before the header, what parts its cells, and the header."""
    first = file.readline(_LONGEST_HEADER)
    said = _SEPARATOR_LINE.fullmatch(first)
    if said:
        return 1, said[1], _split(file.readline(_LONGEST_HEADER), said[1])
    columns = known(edition)

    def fitting(delimiter: str) -> int:
        return len(columns.intersection(_split(first, delimiter)))

    delimiter = max(_DELIMITERS, key=fitting)
    return 0, delimiter, _split(first, delimiter)


def _split(line: str, delimiter: str) -> list[str]:
    cells = next(csv.reader([line], delimiter=delimiter), [])
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:  # spreadsheets write the empty columns they once showed
        names.pop()
    return names


def _columns(file: str, header: list[str], edition: Edition) -> tuple[str, ...]:
    strange = [name for name in header if name not in known(edition)]
    missing = [name for name in needed(edition) if name not in header]
    twice = [name for name in header if header.count(name) > 1]
    if not set(header) & known(edition):
        raise BadHeader(file, "it names no column of the questionnaire")
    if strange:
        raise BadHeader(file, f"no question is called “{shown(strange[0])}”")
    if twice:
        raise BadHeader(file, f"the column {twice[0]} stands there twice")
    if missing:
        raise BadHeader(file, f"the column {missing[0]} is missing, and no row goes without it")
    return tuple(header)


def _in_words(error: csv.Error) -> str:
    if "end of data" in str(error):
        return "a quotation mark is opened and never closed"
    if "field larger" in str(error):
        return f"a quotation mark is never closed, or a cell holds more than {_CELL} characters"
    if "expected after" in str(error):
        return "something follows a closing quotation mark; inside a cell it is written twice"
    return str(error)


def _not_text(path: Path, encoding: str) -> str:
    """Tell where a file stops being text; UTF-8 says it to the line."""
    if encoding == "utf-16":
        return "it begins as UTF-16 and does not go on so"
    decoder, number = codecs.getincrementaldecoder("utf-8")(), 1
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            try:
                number += decoder.decode(block).count("\n")
            except UnicodeDecodeError as error:
                number += error.object[: error.start].count(b"\n")
                return f"line {number} is not UTF-8 (was it saved as “CSV” instead of “CSV UTF-8”?)"
    return "its end is cut off"
