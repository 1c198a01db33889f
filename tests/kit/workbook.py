"""Reading an .xlsx file as the standard lays it out (ECMA-376), without the library that wrote it.

cells_of(body, 1)["B2"] == Cell("1500.5", is_number=True)
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# How controls are written inside a string of OOXML.
_ESCAPED = re.compile("_x([0-9A-F]{4})_")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `shown_as` is the format of a number."""

    text: str
    is_number: bool = False
    shown_as: str = ""


def sheets_of(body: bytes) -> list[str]:
    """Return the names of the sheets, in order."""
    with ZipFile(io.BytesIO(body)) as book:
        return [one.get("name", "") for one in _read(book, "xl/workbook.xml").iter(f"{MAIN}sheet")]


def cells_of(body: bytes, sheet: int) -> dict[str, Cell]:
    """Return the cells of a sheet (counted from 1) that hold something, by place."""
    with ZipFile(io.BytesIO(body)) as book:
        tree = _read(book, f"xl/worksheets/sheet{sheet}.xml")
        formats = _formats(book)
        shared = _shared(book)
    return {
        one.get("r", ""): _cell(one, formats, shared)
        for one in tree.iter(f"{MAIN}c")
        if len(one) > 0
    }


def _cell(one: ET.Element, formats: list[str], shared: list[str]) -> Cell:
    kind = one.get("t", "n")
    if kind == "n":
        return Cell(
            one.findtext(f"{MAIN}v", ""), is_number=True, shown_as=formats[int(one.get("s", "0"))]
        )
    if kind == "s":
        return Cell(shared[int(one.findtext(f"{MAIN}v", ""))])
    assert kind == "inlineStr"
    return Cell(_plain(one))


def _plain(element: ET.Element) -> str:
    text = "".join(part.text or "" for part in element.iter(f"{MAIN}t"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _shared(book: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_plain(one) for one in _read(book, "xl/sharedStrings.xml").iter(f"{MAIN}si")]


def _formats(book: ZipFile) -> list[str]:
    tree = _read(book, "xl/styles.xml")
    named = {one.get("numFmtId"): one.get("formatCode", "") for one in tree.iter(f"{MAIN}numFmt")}
    used = tree.find(f"{MAIN}cellXfs")
    assert used is not None
    return [named.get(one.get("numFmtId"), "") for one in used]


def _read(book: ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(name))  # noqa: S314 - written a moment ago by ourselves
