"""CSV as spreadsheets write it: the same whatever the program, refused to the line."""

from __future__ import annotations

import codecs
import csv
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from grievance.importing.columns import header
from grievance.importing.csv_table import CsvTable
from grievance.importing.errors import BadHeader, NotWritable, UnreadableFile
from grievance.questionnaire.edition_2026_1 import EDITION
from tests.kit.imports import a_row, csv_text, read_row, write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.importing.entries import Entry

SAID = "J’ai travaillé ; “beaucoup”,\nsans être payé."
ROWS = [read_row(language="fr", story__text=SAID), a_row()]


def entries(path: Path, content: str | bytes) -> list[Entry]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(CsvTable(path, EDITION).entries())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "form.csv"


WRITTEN = {
    "commas": csv_text(ROWS).encode(),
    "semicolons of a French spreadsheet": csv_text(ROWS, ";").encode(),
    "tabs": csv_text(ROWS, "\t").encode(),
    "a byte order mark": codecs.BOM_UTF8 + csv_text(ROWS).encode(),
    "UTF-16, little end first": codecs.BOM_UTF16_LE + csv_text(ROWS, "\t").encode("utf-16-le"),
    "UTF-16, big end first": codecs.BOM_UTF16_BE + csv_text(ROWS, "\t").encode("utf-16-be"),
    "a line that names the separator": b"sep=;\r\n" + csv_text(ROWS, ";").encode(),
    "line feeds alone": csv_text(ROWS).replace("\r\n", "\n").encode(),
    "carriage returns alone": csv_text(ROWS).replace("\r\n", "\r").encode(),
    "no line end at the end": csv_text(ROWS).rstrip().encode(),
    "empty lines": csv_text(ROWS).encode() + b"\r\n,,,,\r\n\r\n",
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_the_same_rows_are_read_however_they_were_saved(path: Path, written: bytes) -> None:
    first, second = entries(path, written)
    assert first.cells == ROWS[0]
    assert second.cells == ROWS[1]
    assert not first.bad + second.bad


def test_a_row_is_named_by_the_line_on_which_it_begins(path: Path) -> None:
    assert [one.line for one in entries(path, csv_text(ROWS))] == [2, 4]
    named = b"sep=,\r\n" + csv_text(ROWS).encode()
    assert [one.line for one in entries(path, named)] == [3, 5]


def test_columns_may_change_places_and_be_written_in_capitals(path: Path) -> None:
    content = "START.AGREE, Language ,start.adult,,\nyes,en,yes,,\n"
    (entry,) = entries(path, content)
    assert entry.cells == {"start.agree": "yes", "language": "en", "start.adult": "yes"}


@pytest.mark.parametrize(
    ("first_line", "reason"),
    [
        ("", "no column of the questionnaire"),
        ("name,telephone", "no column of the questionnaire"),
        ("language,start.adult,start.agree,town", "no question is called “town”"),
        ("language,start.adult,start.adult,start.agree", "start.adult stands there twice"),
        ("language,start.adult", "the column start.agree is missing"),
        ("language,start.agree", "the column start.adult is missing"),
        ("start.adult,start.agree", "the column language is missing"),
        ("language," * 40_000, "language stands there twice|no question is called"),
    ],
)
def test_a_first_line_that_does_not_fit_refuses_the_file(
    path: Path, first_line: str, reason: str
) -> None:
    with pytest.raises(BadHeader, match=reason):
        entries(path, first_line + "\nen,yes,yes\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04\x14\x00", "it is a workbook"),
        (csv_text(ROWS).encode("utf-16-le"), "begins like UTF-16"),
        (b"\xff\xfel\x00a\x00n\x00\xd8", "UTF-16"),
        (csv_text(ROWS).encode("cp1252"), "line 2 is not UTF-8"),
        (csv_text([a_row()]).encode() + b'en,"yes', "from line 3 on, a quotation mark is opened"),
        (csv_text([a_row()]).encode() + b'en,"yes"x', "from line 3 on, something follows"),
        (csv_text([a_row()]).encode() + b"e" * 200_000, "a cell holds more than 131072"),
        (csv_text([a_row()]).encode() + b"e," * (1 << 19), "line 3 is longer than 1048576 char"),
        (b"e" * 70_000 + "\n’".encode() * 9 + b"\n\xff", "line 11 is not UTF-8"),
    ],
)
def test_what_is_no_csv_is_refused_as_a_whole(path: Path, content: bytes, reason: str) -> None:
    csv.field_size_limit(1 << 30)  # as a library does that reads larger files
    with pytest.raises(UnreadableFile, match=reason):
        entries(path, content)


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Is a directory"):
        CsvTable(tmp_path, EDITION)


@pytest.mark.parametrize("cells", ["en,yes", "en,yes,yes,more"])
def test_a_row_with_too_few_or_too_many_cells_is_a_bad_row(path: Path, cells: str) -> None:
    (entry,) = entries(path, f"language,start.adult,start.agree\n{cells}\n")
    (bad,) = entry.bad
    assert str(bad) == f"line 2: {cells.count(',') + 1} cells instead of 3"


def test_a_character_that_nobody_types_is_a_bad_cell(path: Path) -> None:
    (entry,) = entries(path, csv_text([read_row(story__text="a\x00b")]))
    assert [bad.column for bad in entry.bad] == ["story.text"]


def test_what_a_spreadsheet_would_take_for_a_formula_is_text(path: Path) -> None:
    said = ["=1+1", "-later", "'=1+1", "-5"]
    rows = [read_row(story__text=text) for text in said]
    read = [entry.cells["story.text"] for entry in entries(path, csv_text(rows))]
    assert read == ["=1+1", "-later", "=1+1", "-5"]


def test_bad_rows_come_back_as_they_were_with_what_is_wrong_first(tmp_path: Path) -> None:
    rows = [read_row(story__text="=SUM(A1)\nand “more”"), a_row(pay__amount="-5")]
    (tmp_path / "form.csv").write_bytes(csv_text(rows, ";").encode())
    table = CsvTable(tmp_path / "form.csv", EDITION)
    rejects = table.rejects(tmp_path / "form.bad.csv")
    for entry in table.entries():
        rejects.add(entry, list(entry.bad))
    rejects.close()
    raw = (tmp_path / "form.bad.csv").read_bytes()
    assert raw.startswith(codecs.BOM_UTF8 + b"problem;language;")
    assert b"\"'=SUM(A1)\n" in raw
    assert b";-5;" in raw
    again = CsvTable(tmp_path / "form.bad.csv", EDITION)
    assert [entry.cells for entry in again.entries()] == rows
    assert (tmp_path / "form.bad.csv").stat().st_mode & 0o777 == 0o600


def test_a_row_whose_cells_do_not_fit_loses_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("problem,language,start.adult,start.agree\nold,en,yes,yes,one,more\n", "utf-8")
    table = CsvTable(path, EDITION)
    rejects = table.rejects(tmp_path / "bad.csv")
    (entry,) = table.entries()
    rejects.add(entry, list(entry.bad))
    rejects.close()
    _, row = (tmp_path / "bad.csv").read_text("utf-8-sig").splitlines()
    assert row == "6 cells instead of 4,en,yes,yes,one,more"


def test_bad_rows_take_nobodys_place(tmp_path: Path) -> None:
    table = CsvTable(write_csv(tmp_path / "form.csv", ROWS), EDITION)
    with pytest.raises(NotWritable, match="File exists"):
        table.rejects(tmp_path / "form.csv")


def test_a_template_is_a_file_without_rows(path: Path) -> None:
    assert not entries(path, ",".join(header(EDITION)) + "\n")


def test_memory_does_not_grow_with_the_file(path: Path) -> None:
    text = csv_text([read_row()] * 4000)
    path.write_bytes(text.encode())
    tracemalloc.start()
    try:
        count = sum(1 for _ in CsvTable(path, EDITION).entries())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 4000
    assert peak < len(text) / 4
