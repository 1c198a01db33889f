"""The template follows from the edition: every question has its column, every code its words."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from grievance.importing.checking import Fit
from grievance.importing.columns import header, known, needed
from grievance.importing.entries import Entry
from grievance.importing.template import write_codes, write_template
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Listed
from tests.kit.imports import a_row, an_intake, read_row
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from pathlib import Path


def codes(language: str = "en") -> list[list[str]]:
    written = io.StringIO(newline="")
    write_codes(written, EDITION, language, FACTS)
    return list(csv.reader(io.StringIO(written.getvalue(), newline="")))


def test_the_template_is_one_line_with_every_question() -> None:
    written = io.StringIO(newline="")
    write_template(written, EDITION)
    (columns,) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert tuple(columns) == header(EDITION)
    questions = [column for column in columns if not column.startswith("meant.")]
    assert questions == ["language", *EDITION.questions]
    assert set(columns) <= known(EDITION)
    assert set(needed(EDITION)) == {"language", "start.adult", "start.agree"}


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_every_column_is_explained_in_every_language(language: str) -> None:
    columns = list(dict.fromkeys(column for column, _, _ in codes(language)[1:]))
    assert columns == list(header(EDITION))
    assert all(words for _, _, words in codes(language))


def test_every_code_that_a_form_offers_stands_in_the_code_book() -> None:
    listed = {(column, code) for column, code, _ in codes()}
    for question in EDITION.questions.values():
        if isinstance(question.kind, Listed):
            assert {(question.id, option.code) for option in question.kind.options} <= listed
    assert {("work.employer", one.id) for one in FACTS.employers.all} <= listed
    assert {("wrong.codes", code) for code in FACTS.grievance_codes} <= listed
    assert {("work.country", "KE"), ("pay.currency", "CDF"), ("language", "sw")} <= listed


def test_whatever_the_code_book_lists_is_taken(tmp_path: Path) -> None:
    with an_intake(tmp_path) as intake:
        for column, code, _ in codes()[1:]:
            if code and (column, code) != ("start.adult", "no"):
                row = {**read_row(), column: code}
                row |= {"work.employer_other": "", "health.agree": "answer"}
                if column == "wrong.main":
                    row["wrong.codes"] = "|".join({"pay.late", code} - {"dont_know"})
                found = intake.checker.check(Entry(2, {k: v for k, v in row.items() if v}, []))
                assert isinstance(found, Fit), (column, code, found)


def test_a_row_of_the_tests_fills_only_columns_of_the_template() -> None:
    assert {*a_row(), *read_row()} <= set(header(EDITION))
