"""JSON Lines: numbers as they are written, lists as lists, every defect on its line."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING

import pytest

from grievance.importing.errors import UnreadableFile
from grievance.importing.json_table import JsonTable
from grievance.questionnaire.edition_2026_1 import EDITION

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.importing.entries import Entry


def entries(path: Path, content: str | bytes) -> list[Entry]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(JsonTable(path, EDITION).entries())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "form.jsonl"


def test_texts_numbers_and_lists_are_read_as_they_are_written(path: Path) -> None:
    line = '{"language": "sw", "pay.amount": 21000.10, "wrong.codes": ["pay.late", " "], '
    line += '"work.role": null, "story.text": " Kazi. ", "hours.paid": 45}'
    (entry,) = entries(path, codecs.BOM_UTF8 + line.encode() + b"\n\n")
    assert entry.cells == {
        "language": "sw",
        "pay.amount": "21000.10",
        "wrong.codes": ("pay.late",),
        "story.text": "Kazi.",
        "hours.paid": "45",
    }
    assert not entry.bad


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", "line 2: it is no JSON object"),
        ('"language"', "line 2: it is no JSON object"),
        ("{language: en}", "line 2: it is not one JSON object"),
        ('{"language": "en", "language": "fr"}', "with each name once"),
        ('{"hours.paid": NaN}', "it is not one JSON object"),
        ("[" * 100_000, "it is not one JSON object"),
        (b'{"language": "\xff"}', "line 2: it is not UTF-8"),
        ('{"town": "Nairobi"}', "line 2, column town: no question has this name"),
        ('{"work.role": true}', "column work.role: write a text, a number or a list"),
        ('{"work.role": {"code": "other"}}', "column work.role: write a text"),
        ('{"wrong.codes": [true]}', "column wrong.codes: write a text"),
        ('{"\\u001b[31m": "x"}', "column ?[31m: no question"),
    ],
)
def test_a_line_that_is_no_row_is_a_bad_row_and_the_others_are_read(
    path: Path, line: str | bytes, said: str
) -> None:
    raw = line.encode() if isinstance(line, str) else line
    before, odd, after = entries(path, b'{"language":"en"}\n' + raw + b'\n{"language":"fr"}\n')
    assert said in "; ".join(map(str, odd.bad))
    assert (before.cells, after.cells) == ({"language": "en"}, {"language": "fr"})


def test_a_line_without_end_is_refused_before_it_fills_the_memory(path: Path) -> None:
    with pytest.raises(UnreadableFile, match="line 1 is longer"):
        entries(path, b"x" * (3 << 20))


def test_bad_rows_come_back_with_what_is_wrong(tmp_path: Path) -> None:
    lines = ['{"town":"Nairobi"}', "{broken", '{"language":"\\ud800","problem":"old"}']
    table = JsonTable(tmp_path / "form.jsonl", EDITION)
    (tmp_path / "form.jsonl").write_text("\n".join(lines), "utf-8")
    rejects = table.rejects(tmp_path / "bad.jsonl")
    for entry in table.entries():
        rejects.add(entry, list(entry.bad))
    rejects.close()
    written = [
        json.loads(line) for line in (tmp_path / "bad.jsonl").read_text("utf-8").splitlines()
    ]
    assert written == [
        {"problem": "town: no question has this name", "town": "Nairobi"},
        {"problem": "it is not one JSON object with each name once", "unreadable": "{broken"},
        {"problem": "", "language": "\ud800"},
    ]
