"""The table of WCAG 2.2 leaves no criterion out, and each has its reason and its proof."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "accessibility.md"
# https://www.w3.org/TR/2024/REC-WCAG22-20241212/: levels A and AA; 4.1.1 is obsolete.
A = (
    *("1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.3.1", "1.3.2", "1.3.3", "1.4.1", "1.4.2"),
    *("2.1.1", "2.1.2", "2.1.4", "2.2.1", "2.2.2", "2.3.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4"),
    *("2.5.1", "2.5.2", "2.5.3", "2.5.4", "3.1.1", "3.2.1", "3.2.2", "3.2.6", "3.3.1", "3.3.2"),
    *("3.3.7", "4.1.2"),
)
AA = (
    *("1.2.4", "1.2.5", "1.3.4", "1.3.5", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11", "1.4.12"),
    *("1.4.13", "2.4.5", "2.4.6", "2.4.7", "2.4.11", "2.5.7", "2.5.8", "3.1.2", "3.2.3", "3.2.4"),
    *("3.3.3", "3.3.4", "3.3.8", "4.1.3"),
)
_ROW = re.compile(
    r"^\| (?P<number>\d\.\d\.\d+) .+ \((?P<level>A|AA)\) \| (?P<how>.+) \| (?P<proof>.+) \|$",
    re.MULTILINE,
)


def _rows() -> list[dict[str, str]]:
    return [row.groupdict() for row in _ROW.finditer(PAGE.read_text("utf-8"))]


def test_every_criterion_has_one_row_at_its_level_in_order() -> None:
    expected = sorted(
        [*((one, "A") for one in A), *((one, "AA") for one in AA)],
        key=lambda pair: [int(part) for part in pair[0].split(".")],
    )
    assert [(row["number"], row["level"]) for row in _rows()] == expected


def test_every_proof_is_a_test_or_a_measure_that_the_page_explains() -> None:
    page = PAGE.read_text("utf-8")
    explained = set(re.findall(r"\*\*([\w ]+)\*\*", page.partition("## WCAG")[0])) | {"looked at"}
    for row in _rows():
        proofs = re.sub(r"\([^)]*\)", "", row["proof"]).split(", ")
        unknown = {one.strip() for one in proofs if "`tests/" not in one} - explained
        assert not unknown, f"{row['number']}: {unknown}"
