"""The tools of the field read what is published: frictionless, openpyxl, and a PDF has tags."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from frictionless import Package
from openpyxl import load_workbook  # type: ignore[import-untyped]  # its stubs for one test

from grievance.release.names import RELEASE, TABLE
from grievance.release.plan import View
from grievance.release.reading import LANGUAGES
from tests.kit.released import SMALL, counts_of, measured, plan_of, published, release_of

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def _folder(path: Path) -> Path:
    for name, body in published().files.items():
        place = path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
    return path


def test_frictionless_finds_a_valid_data_package(tmp_path: Path) -> None:
    report = Package(str(_folder(tmp_path) / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    assert [task.name for task in report.tasks] == ["measurements", "table", "codebook"]


@pytest.mark.parametrize("text", ["151", "x"])
def test_frictionless_notices_a_changed_table(tmp_path: Path, text: str) -> None:
    table = _folder(tmp_path) / TABLE
    table.write_bytes(
        table.read_bytes().replace(b"testimonies,,,", b"testimonies,,%s," % text.encode())
    )
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert not report.valid


def test_a_spreadsheet_reader_finds_real_numbers_one_sheet_a_question() -> None:
    book = load_workbook(io.BytesIO(published().files["release.xlsx"]))
    assert book.sheetnames == ["README", *(one.id for one in SMALL.histograms), "codebook"]
    sheet = book["unpaid_work"]
    headings = [cell.value for cell in sheet[1]]
    everyone = published().release.rows[0]
    row = dict(zip(headings, [cell.value for cell in sheet[2]], strict=True))
    told = everyone.figure("unpaid_work").headline
    assert told is not None
    assert told.range is not None
    assert row["Row"] == "All testimonies"
    assert row["Unpaid work (of 100), value"] == told.range.value
    assert row["Unpaid work (of 100), low"] == told.range.low
    assert row["In words"].startswith(f"About {told.range.value} in 100 testimonies")
    assert isinstance(row["Some unpaid work, blurred number"], int)
    assert len(list(sheet.rows)) == 1 + len(published().release.rows)


def test_the_spreadsheet_says_what_it_is_in_three_languages() -> None:
    book = load_workbook(io.BytesIO(published().files["release.xlsx"]))
    told = [row[0] for row in book["README"].iter_rows(values_only=True)]
    assert {"Data Workers Union", "Syndicat des données", "Chama cha Data"} <= set(told)


def test_the_spreadsheet_bears_the_day_of_the_measurement() -> None:
    book = load_workbook(io.BytesIO(published().files["release.xlsx"]))
    assert str(book.properties.created) == "2027-01-04 00:00:00"


@pytest.mark.parametrize("name", [one for one in published().files if one.endswith(".svg")])
def test_a_chart_is_plain_svg_with_words_and_without_style(name: str) -> None:
    root = ET.fromstring(published().files[name])  # noqa: S314 - written a moment ago by ourselves
    assert root.tag == f"{SVG}svg"
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        *("svg", "title", "desc", "rect", "line", "path", "text"),
    }
    attributes = {key for one in root.iter() for key in one.attrib}
    assert not attributes & {"style", "class", "href", "onload"}
    title, about = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
    assert title
    assert about
    assert root.get("lang") == name.split(".")[1]
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert (root.get("aria-labelledby") or "").split() == ids


def test_a_bar_ends_at_its_value_and_its_range_stands_on_it() -> None:
    root = ET.fromstring(published().files["charts/unpaid_work.en.svg"])  # noqa: S314 - as above
    bars = [one for one in root.iter(f"{SVG}rect") if one.get("fill-opacity")]
    told = published().release.rows[0].figure("unpaid_work").headline
    assert told is not None
    assert told.range is not None
    assert float(bars[0].get("width", "")) == pytest.approx(2.2 * told.range.value, abs=0.1)
    line = next(one for one in root.iter(f"{SVG}line") if one.get("stroke-width") == "2")
    assert float(line.get("x1", "")) == pytest.approx(2.2 * told.range.low, abs=0.1)
    assert float(line.get("x2", "")) == pytest.approx(2.2 * told.range.high, abs=0.1)


@pytest.mark.pango
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_to_print_are_two_tagged_and_say_their_language(language: str) -> None:
    body = _plain(published().files[f"brief.{language}.pdf"])
    assert len(re.findall(rb"/Type /Page\b(?!s)", body)) == 2
    assert b"/MarkInfo" in body
    assert b"/StructTreeRoot" in body
    assert b"pdfuaid:part" in body or b"pdfuaid" in body
    assert b"/Lang (%s)" % language.encode() in body
    assert b"/Figure" in body
    assert b"/Alt (" in body
    assert b"/TH" in body


@pytest.mark.pango
def test_the_pages_stay_two_where_everything_is_long() -> None:
    long = dict.fromkeys(LANGUAGES, "Because of what happened, we say this again. " * 22)
    names = dict.fromkeys(
        LANGUAGES, "A union whose name does not want to end, of all workers of all countries "
    )
    firms = [*(f"firm{at}" for at in "abcdefghijklmnopqrst"), "other"]
    cells = [["other", "*"], *([firm, country] for country in ("CD", "KE") for firm in firms)]
    employers = {
        firm: {"name": f"The very long name of the {firm}, incorporated", "group": firm}
        for firm in firms[:-1]
    }
    plan = plan_of(cells=cells, employers=employers)
    built = release_of(
        measured(counts_of(300, plan), plan, View.VOUCHED),
        names=names,
        revision=2,
        replaces="3" * 64,
        reason=long,
    )
    for language in LANGUAGES:
        body = _plain(built.files[f"brief.{language}.pdf"])
        assert len(re.findall(rb"/Type /Page\b(?!s)", body)) == 2


def _plain(pdf: bytes) -> bytes:
    """Return a PDF with the streams that hold its objects unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"\n".join(_inflated(one) for one in streams)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_the_document_is_one_line_of_json() -> None:
    assert published().files[RELEASE].count(b"\n") == 1
