"""Whatever lies in a file is a row that fits, a row with what is wrong with it, or a refusal."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from grievance.importing.checking import Checker, Fit
from grievance.importing.columns import header, known
from grievance.importing.csv_table import CsvTable
from grievance.importing.entries import Entry, quoted, unquoted
from grievance.importing.errors import ImportRefused
from grievance.importing.json_table import JsonTable
from grievance.questionnaire.edition_2026_1 import EDITION
from tests.kit.imports import TODAY, a_row
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grievance.importing.entries import Table

CHECKER = Checker(EDITION, FACTS, (), TODAY)
FIRST_LINE = (",".join(header(EDITION)) + "\n").encode()
CELLS = st.one_of(st.text(max_size=30), st.sampled_from(["yes", "KE", "sama", "2026-10", "21,000"]))


def read(kind: Callable[[Path], Table], content: bytes) -> None:
    """Read a file to its end as an import does; only a named refusal may end it before."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form"
        path.write_bytes(content)
        try:
            for entry in kind(path).entries():
                CHECKER.check(entry)
        except ImportRefused:
            return


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read(lambda path: CsvTable(path, EDITION), content)
    read(lambda path: JsonTable(path, EDITION), content)


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode())))
def test_any_rows_below_the_right_first_line_are_read_or_refused(rows: bytes) -> None:
    read(lambda path: CsvTable(path, EDITION), FIRST_LINE + rows)


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=20)),
        lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(max_size=10), inner)),
        max_leaves=8,
    ),
    st.sampled_from(sorted(known(EDITION))),
)
def test_any_json_is_read_or_refused(value: object, name: str) -> None:
    line = json.dumps({**a_row(), name: value}).encode()
    read(lambda path: JsonTable(path, EDITION), line + b"\n" + json.dumps(value).encode())


@given(st.dictionaries(st.sampled_from(sorted(known(EDITION))), CELLS))
def test_any_cells_fit_or_are_told_what_is_wrong(changes: Mapping[str, str]) -> None:
    cells = {column: text for column, text in {**a_row(), **changes}.items() if text.strip()}
    found = CHECKER.check(Entry(2, cells, []))
    if isinstance(found, Fit):
        assert found.answers["start.agree"] == "yes"
        assert found.answers["start.adult"] == "yes"
        assert set(found.answers) <= set(EDITION.questions)
        assert not set(found.left_out) & found.answers.keys()
    else:
        assert found
        assert all(bad.line == 2 and bad.reason for bad in found)
        assert all(bad.column in known(EDITION) for bad in found)


@given(st.text(max_size=30))
def test_what_is_kept_from_being_a_formula_comes_back_as_it_was(text: str) -> None:
    assert quoted(text)[:1] not in set("=+@-\t\r\n") or quoted(text).lstrip("+-")[:1].isdigit()
    assert unquoted(quoted(text)) == unquoted(text)
