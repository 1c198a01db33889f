"""A release is built from one measurement: the same files each time, and nothing true in them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zlib
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from grievance.publishing.brief import brief_html
from grievance.publishing.build import Terms, build
from grievance.publishing.errors import PdfNotHere
from grievance.release.document import Status
from grievance.release.names import CODEBOOK, MEASUREMENTS, RELEASE, TABLE
from grievance.release.plan import View
from grievance.release.reading import LANGUAGES
from grievance.release.verify import verify_zip
from tests.kit.released import (
    KEY,
    NAMES,
    PLAN,
    REASON,
    SMALL,
    counts_of,
    measured,
    plan_of,
    published,
    release_of,
)
from tests.kit.workbook import cells_of

if TYPE_CHECKING:
    from grievance.release.document import Contents

_BUILDS = """
from hashlib import sha256
from tests.kit.released import published
for name, body in sorted(published().files.items()):
    print(name, sha256(body).hexdigest())
"""


def test_a_release_holds_what_the_format_names() -> None:
    names = set(published().files) | set(published().left_out)
    topics = [one.id for one in SMALL.histograms]
    assert names == {
        *("release.json", "measurements.csv", "table.csv", "codebook.csv", "datapackage.json"),
        "release.xlsx",
        *(f"README.{language}.md" for language in LANGUAGES),
        *(f"brief.{language}.pdf" for language in LANGUAGES),
        *(f"charts/{topic}.{language}.svg" for topic in topics for language in LANGUAGES),
    }


def test_a_release_verifies_and_says_what_was_measured() -> None:
    release = verify_zip(published().archive, KEY.public)
    table = measured(counts_of(300))
    assert (release.ledger_head, release.journal_head) == (table.ledger_head, table.journal_head)
    assert (release.drawn, release.view, release.status) == (
        *(table.drawn, View.ALL),
        Status.PUBLISHED,
    )
    assert {one.periods for one in release.ceilings} == {1, 2, 4}


def test_the_same_measurement_gives_the_same_files_in_another_process() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _BUILDS],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    here = (f"{name} {sha256(body).hexdigest()}" for name, body in published().files.items())
    assert sorted(told.splitlines()) == sorted(here)


def test_what_is_zipped_is_the_folder() -> None:
    with ZipFile(io.BytesIO(published().archive)) as archive:
        assert {one: archive.read(one) for one in archive.namelist()} == published().files


def test_a_release_of_vouched_testimonies_gives_its_reason_and_more_noise() -> None:
    counts = counts_of(300)
    built = release_of(
        measured(counts, view=View.VOUCHED), revision=2, replaces="3" * 64, reason=REASON
    )
    assert built.release.sigmas["main_grievance"] == "11.1803"
    assert b",vouched," in built.files[MEASUREMENTS]
    assert "invited with a slip" in built.files["README.en.md"].decode()
    assert "Planted" in built.files["README.en.md"].decode()


def test_with_too_few_testimonies_every_file_says_so() -> None:
    built = release_of(measured(counts_of(0)))
    assert not any(row.open for row in built.release.rows)
    assert "Not enough testimonies yet." in built.files["README.en.md"].decode()
    assert "Not enough testimonies yet." in built.files["charts/content.en.svg"].decode()
    cells = cells_of(built.files["release.xlsx"], 6)
    told = {cells[f"F{line}"].text for line in range(2, 2 + len(built.release.rows))}
    assert told == {"Not enough testimonies yet."}


def test_a_pdf_that_cannot_be_made_is_left_out_and_said() -> None:
    def without_pango(_contents: Contents, _language: str) -> bytes:
        raise PdfNotHere

    built = build(measured(counts_of(300)), Terms(NAMES, previous=None), KEY, without_pango)
    assert built.left_out == ("brief.en.pdf", "brief.fr.pdf", "brief.sw.pdf")
    assert not any(name.endswith(".pdf") for name in built.files)
    assert "no pages to print (PDF)" in built.files["README.en.md"].decode()
    assert "brief" not in built.files["README.en.md"].decode()


def test_every_cell_of_a_table_is_a_number_or_an_id() -> None:
    for name in (MEASUREMENTS, TABLE):
        text = published().files[name].decode("ascii")
        for row in csv.reader(io.StringIO(text)):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t"))]
            assert all(re.fullmatch(r"-[0-9]+", cell) for cell in row if cell.startswith("-"))


EVIL = (
    '=HYPERLINK("http://evil","x")',
    *("+1+1", "-2+3", "@SUM(A1)", "a;=1+1", "<script>alert(1)</script>", "&lt;"),
)


def test_a_name_that_would_be_a_formula_or_markup_is_a_text_everywhere() -> None:
    firms = {f"firm{at}": {"name": name, "group": f"firm{at}"} for at, name in enumerate(EVIL)}
    cells = [["other", "*"], *([id_, "KE"] for id_ in firms), ["other", "KE"]]
    plan = plan_of(cells=cells, employers=firms)
    built = release_of(measured(counts_of(300, plan), plan))
    for row in csv.reader(io.StringIO(built.files[CODEBOOK].decode())):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
        assert not [cell for cell in row if ";=" in cell]
    chart = ET.fromstring(built.files["charts/unpaid_work.en.svg"])  # noqa: S314 - written by ourselves
    assert set(EVIL) <= {one.text for one in chart.iter()}
    with ZipFile(io.BytesIO(built.files["release.xlsx"])) as book:
        sheets = [book.read(one) for one in book.namelist() if "sheet" in one]
    assert not [sheet for sheet in sheets if b"<f>" in sheet]


def _texts(name: str, body: bytes) -> str:
    """Return whatever can be read in a file, also what is packed in it."""
    if name.endswith(".xlsx"):
        with ZipFile(io.BytesIO(body)) as book:
            return "\n".join(book.read(one).decode() for one in book.namelist())
    if name.endswith(".pdf"):
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
        return "\n".join(_inflated(one) for one in streams) + body.decode("latin-1")
    return body.decode()


def _inflated(stream: bytes) -> str:
    try:
        return zlib.decompress(stream).decode("latin-1")
    except zlib.error:
        return ""


def test_no_digit_of_a_true_count_is_in_any_file() -> None:
    """Every true count is a number of its own, of six digits; noise changes each and each sum."""
    width = sum(len(one.bins) for one in SMALL.histograms)
    true = [
        [
            tuple(
                100_003 + 1_009 * (cell * width + number * 13 + at) for at in range(len(one.bins))
            )
            for number, one in enumerate(SMALL.histograms)
        ]
        for cell in range(len(SMALL.cells.all))
    ]
    blurred = tuple(tuple(tuple(count + 3 for count in bins) for bins in cell) for cell in true)
    built = release_of(measured(blurred))
    secret = {str(count) for cell in true for bins in cell for count in bins}
    secret |= {str(sum(bins)) for cell in true for bins in cell}
    # The text of a PDF is glyphs; what they are of is its source.
    sources = {one: brief_html(built.release, one).encode() for one in LANGUAGES}
    for name, body in {**built.files, **sources}.items():
        found = set(re.findall(r"[0-9]{5,}", re.sub(r"[,\u202f\u00a0]", "", _texts(name, body))))
        separate = set(re.findall(r"[0-9]{5,}", _texts(name, body)))
        assert not (found | separate) & secret, name


def test_the_planted_count_would_be_found() -> None:
    built = published()
    counts = re.findall(rb"below,([0-9]+),", built.files[MEASUREMENTS])
    shown = {name for name in built.files if counts[0].decode() in _texts(name, built.files[name])}
    assert {MEASUREMENTS, TABLE, "release.xlsx"} <= shown


def test_the_whole_list_of_employers_is_built() -> None:
    built = release_of(measured(counts_of(60, PLAN), PLAN))
    rows = json.loads(built.files[RELEASE])["rows"]
    assert len([row for row in rows if row["kind"] == "cell"]) == len(PLAN.cells.all)


def test_only_what_disclosure_made_is_taken() -> None:
    hints = build.__annotations__
    assert hints["table"] == "ProtectedTable"


def test_a_group_that_no_employer_is_called_after_has_the_name_of_its_own() -> None:
    lines = published().files["codebook.csv"].decode().splitlines()
    assert "group,,ddd,Digital Divide Data,Digital Divide Data,Digital Divide Data" in lines
    assert "group,,scale_ai,Scale AI,Scale AI,Scale AI" in lines
