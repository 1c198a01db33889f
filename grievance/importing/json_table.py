"""Rows of a JSON Lines file: one object a line, by the same names as the columns of a CSV file.

    {"language": "sw", "start.adult": "yes", "wrong.codes": ["pay.late"], "pay.amount": 21000}

Numbers are taken as they are written, never through a binary fraction.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, NoReturn

from grievance.importing.columns import PROBLEM, known
from grievance.importing.entries import Cell, Entry
from grievance.importing.errors import Bad, UnreadableFile, shown, together
from grievance.importing.new_file import new_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.questionnaire.edition import Edition

_LONGEST = 1 << 20  # bytes of a line: hundreds of times what a form can hold
_MARK = b"\xef\xbb\xbf"
UNREADABLE = "unreadable"
"""Under this name stands, in a file of bad rows, a line that is no object."""


class JsonTable:
    """A JSON Lines file."""

    def __init__(self, path: Path, edition: Edition) -> None:
        """Rows are read later; a row with a name that is no column is a bad row."""
        self._path = path
        self._known = known(edition)

    def entries(self) -> Iterator[Entry]:
        """Yield every row that is not empty; raises `UnreadableFile`."""
        try:
            with self._path.open("rb") as file:
                for number, line in enumerate(self._lines(file), start=1):
                    if line.strip():
                        yield self._entry(number, line)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise UnreadableFile(self._path.name, reason) from error

    def rejects(self, path: Path) -> JsonRejects:
        """Make a file of bad rows; raises `NotWritable`."""
        return JsonRejects(path)

    def _lines(self, file: IO[bytes]) -> Iterator[bytes]:
        number = 0
        while line := file.readline(_LONGEST):
            number += 1
            if len(line) == _LONGEST:
                raise UnreadableFile(
                    self._path.name, f"line {number} is longer than {_LONGEST} bytes"
                )
            yield line.removeprefix(_MARK) if number == 1 else line

    def _entry(self, number: int, line: bytes) -> Entry:
        try:
            text = line.decode()
            value = _DECODER.decode(text.strip())
        except UnicodeDecodeError:
            return _unread(number, line.decode(errors="replace"), "it is not UTF-8")
        except (ValueError, RecursionError):
            reason = "it is not one JSON object with each name once"
            return _unread(number, text, reason)
        if not isinstance(value, dict):
            return _unread(number, text, "it is no JSON object")
        value.pop(PROBLEM, None)
        return self._read(number, value)

    def _read(self, number: int, value: dict[str, object]) -> Entry:
        cells: dict[str, Cell] = {}
        bad = []
        for name, given in value.items():
            cell = _cell(given)
            if name not in self._known:
                bad.append(Bad(number, shown(name), "no question has this name"))
            elif cell is None:
                bad.append(Bad(number, name, "write a text, a number or a list of texts"))
            elif cell:
                cells[name] = cell
        return Entry(number, cells, list(value.items()), tuple(bad))


class JsonRejects:
    """A JSON Lines file of bad rows: each says under `problem` what is wrong with it."""

    def __init__(self, path: Path) -> None:
        """Make it."""
        self._file = new_file(path, "utf-8")

    def add(self, entry: Entry, problems: list[Bad]) -> None:
        """Write a row as it stood, after what is wrong with it."""
        row = {PROBLEM: together(problems), **dict(entry.raw)}
        # ASCII: half a surrogate pair can be escaped, and in no other way be written down again.
        self._file.write(json.dumps(row) + "\n")

    def close(self) -> None:
        """Bring it all to the disk."""
        self._file.close()


def _unread(number: int, text: str, reason: str) -> Entry:
    return Entry(number, {}, [(UNREADABLE, text.strip())], (Bad(number, "", reason),))


def _cell(given: object) -> Cell | None:
    """Return a cell; "" or () where nothing is given, None where it is neither text nor number."""
    match given:
        case None:
            return ""
        case str():
            return given.strip()
        case list() if all(isinstance(part, str) for part in given):
            return tuple(text for part in given if (text := str(part).strip()))
    return None


def _no_name_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name stands there twice")
    return value


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_no_name_twice, parse_int=str, parse_float=str, parse_constant=_refuse
)
