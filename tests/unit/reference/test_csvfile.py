"""A table that cannot be trusted stops the start and names the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.reference.csvfile import BadRow, UnreadableFile
from grievance.reference.help_lines import load_help_lines

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "country,who,number,hours,languages,source,found_on,called_on\n"
GOOD = "TZ,A line,0800 110 020,24/7,sw en,the union,2026-01-31,\n"


def written(folder: Path, text: str | bytes) -> Path:
    """Write an operator's file."""
    path = folder / "lines.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ("TZ,A line,0800,,,the union,31/01/2026,\n", 2, "found_on"),
        ("TZ,A line,0800,,,the union,2026-02-30,\n", 2, "found_on"),
        ("TZ,A line,0800,,,the union,,\n", 2, "found_on"),
        (GOOD + "tz,Another,0800,,,the union,2026-01-31,\n", 3, "country"),
        (GOOD + "\nTZ,Another,zero,,,the union,2026-01-31,\n", 4, "number"),
        (GOOD + "TZ,,0800,,,the union,2026-01-31,\n", 3, "who"),
        (GOOD + GOOD, 3, "country"),
        (GOOD + "TZ,Too few\n", 3, "all"),
        ('TZ,"A\nline",0800,,,the union,2026-01-31,\n', 2, "who"),
        ('TZ,"never closed,0800\n', 2, "all"),
        ("TZ,A\x07line,0800,,,the union,2026-01-31,\n", 2, "who"),
    ],
)
def test_a_bad_cell_is_named_by_file_line_and_column(
    tmp_path: Path, rows: str, line: int, column: str
) -> None:
    path = written(tmp_path, HEADER + rows)
    with pytest.raises(BadRow) as caught:
        load_help_lines(path)
    assert (caught.value.file, caught.value.line, caught.value.column) == (str(path), line, column)
    assert f"line {line}" in str(caught.value)


@pytest.mark.parametrize("text", ["", "country,who\n", HEADER.replace(",", ";") + GOOD])
def test_a_wrong_header_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadRow, match=r"line 1.*the header must be country,who,number"):
        load_help_lines(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.csv cannot be read: No such file"):
        load_help_lines(tmp_path / "gone.csv")


def test_another_encoding_than_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    content = (HEADER + GOOD).encode() + "TZ,Écoute,1,,,x,2026-01-31,\n".encode("cp1252")
    with pytest.raises(UnreadableFile, match="line 3 is not UTF-8"):
        load_help_lines(written(tmp_path, content))


def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + (HEADER + GOOD).replace("\n", "\r\n").encode()
    (line,) = load_help_lines(written(tmp_path, content)).for_country("TZ")
    assert (line.who, line.languages) == ("A line", ("sw", "en"))


def test_a_bad_row_tells_the_operator_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadRow) as caught:
        load_help_lines(written(tmp_path, HEADER + "TZ,A line,,,,x,2026-01-31,\n"))
    assert "Correct this cell and start again" in caught.value.advice
