r"""A list as a file for spreadsheets: .csv (RFC 4180) and .xlsx, row after row.

    table = Table("Cases", columns, headings, rows, said)
    for piece in csv_pieces(table): ...
    body = xlsx(table, about, scratch)

What workers and colleagues wrote must never become a formula (CWE-1236), also after the file was
saved in another format or read with another separator: a text that would begin one, or would
after `;` or a line break, gets an apostrophe before it. Numbers and days are written as such.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter import Workbook

from grievance.casebook.lists.listing import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    Rows = Iterable[Mapping[str, Any]]
    Said = Callable[[Column, Any], str]

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # Excel takes a CSV without it for Windows-1252
LONGEST_CELL = 32_767  # signs, a limit of .xlsx
ROWS_A_PIECE = 500
# Spaces and signs without width before it are skipped by some programs; the last four are wide.
_FORMULA = re.compile(
    r"(^|[;\t\r\n])([\s\u200b-\u200f\u2060\ufeff]*)([=+\-@\uff1d\uff0b\uff0d\uff20])"
)
_SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_AS_KEPT = frozenset({Kind.WEEK, Kind.MONTH, Kind.MOMENT})
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS: Mapping[Kind, int] = {Kind.TEXT: 30, Kind.DETAILS: 40, Kind.CODES: 40, Kind.NUMBER: 12}
_WIDTH = 16


@dataclass(frozen=True)
class Table:
    """What is written: `said` gives the words of a cell that holds a code; `rows` are read once."""

    name: str
    columns: Sequence[Column]
    headings: Sequence[str]
    rows: Rows
    said: Said


@dataclass(frozen=True)
class About:
    """The second sheet: its name, and lines of a label and what it says."""

    name: str
    lines: Sequence[tuple[str, str]]


def csv_pieces(table: Table) -> Iterator[bytes]:
    """Yield the bytes of a .csv file: UTF-8 with a mark, each cell quoted, CRLF.

    Days are written 2026-11-25, numbers with a point and no signs between thousands.
    """
    buffer = io.StringIO(newline="")
    # Every cell is quoted: a program that looks for other separators cuts fewer of them.
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    writer.writerow([harmless(heading) for heading in table.headings])
    for number, row in enumerate(table.rows, 1):
        writer.writerow([_text(one, row[one.id], table.said) for one in table.columns])
        if number % ROWS_A_PIECE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def xlsx(table: Table, about: About, scratch: Path) -> bytes:
    """Return the bytes of an .xlsx file: the list, and a sheet that says what it is.

    Rows are written as they come; they wait in `scratch`, a folder in memory, never on a disk.
    """
    body = io.BytesIO()
    with Workbook(body, {**_OPTIONS, "tmpdir": str(scratch)}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(_sheet_name(table.name))
        sheet.freeze_panes(1, 0)
        for at, (column, heading) in enumerate(zip(table.columns, table.headings, strict=True)):
            sheet.set_column(at, at, _WIDTHS.get(column.kind, _WIDTH))
            sheet.write_string(0, at, harmless(heading), bold)
        for line, row in enumerate(table.rows, 1):
            for at, column in enumerate(table.columns):
                _write(_Place(sheet, line, at, day), column, row[column.id], table.said)
        _write_about(book.add_worksheet(_sheet_name(about.name)), about)
    return body.getvalue()


def harmless(text: str) -> str:
    """Return `text` so that no program takes it, or a part of it, for a formula."""
    if _SIGNS.isdisjoint(text) or _NUMBER.fullmatch(text):
        return text
    # Right before the sign: whatever a program cuts off before it, the apostrophe stays.
    marked = _FORMULA.sub(r"\1\2'\3", text)
    return f"'{marked}" if marked.startswith(("\t", "\r", "\n")) else marked


class _Place(NamedTuple):
    sheet: Worksheet
    line: int
    at: int
    day: Format


def _text(column: Column, value: Any, said: Said) -> str:  # noqa: ANN401 - whatever is selected
    if _is_empty(column, value):
        return ""
    if column.kind is Kind.NUMBER:
        number = _number(value)
        return harmless(str(value)) if number is None else f"{number:f}"
    if column.kind is Kind.DAY or column.kind in _AS_KEPT:
        return harmless(str(value))
    return harmless(said(column, value))


def _is_empty(column: Column, value: Any) -> bool:  # noqa: ANN401 - whatever is selected
    # Nobody's name is that of a program, which has words.
    return value is None or (value == "" and column.kind is not Kind.PERSON)


def _write(place: _Place, column: Column, value: Any, said: Said) -> None:  # noqa: ANN401 - whatever is selected
    sheet, line, at, day = place
    if _is_empty(column, value):
        return
    if column.kind is Kind.NUMBER and (number := _number(value)) is not None:
        sheet.write_number(line, at, float(number))
        return
    if column.kind is Kind.DAY:
        with suppress(ValueError):
            sheet.write_datetime(line, at, date.fromisoformat(value), day)
            return
    # Never `write`, which would guess: a string is a string.
    sheet.write_string(line, at, _printable(_text(column, value, said))[:LONGEST_CELL])


def _write_about(sheet: Worksheet, about: About) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 60)
    for line, (label, words) in enumerate(about.lines):
        sheet.write_string(line, 0, harmless(label))
        sheet.write_string(line, 1, harmless(words)[:LONGEST_CELL])


def _number(value: Any) -> Decimal | None:  # noqa: ANN401 - a number, or a text of one
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _printable(text: str) -> str:
    """Return `text` without the controls and half characters that no XML can hold."""
    return "".join(
        sign for sign in text if sign in "\t\n" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )


def _sheet_name(words: str) -> str:
    # What Excel allows: 31 signs, none of []:*?/\
    return re.sub(r"[\[\]:*?/\\']", " ", words)[:31].strip() or "About"


def _taken(buffer: io.StringIO) -> bytes:
    taken = buffer.getvalue().encode("utf-8", "replace")
    buffer.seek(0)
    buffer.truncate()
    return taken
