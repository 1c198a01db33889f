"""The rows of the statistics: a fixed public list, and every testimony lies in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.coding.cells import Cell, Cells, cells_of, in_order
from grievance.reference.employers import ANYWHERE, OTHER, load_employers

if TYPE_CHECKING:
    from pathlib import Path

EMPLOYERS = load_employers()
CELLS = cells_of(EMPLOYERS)
IDS = [one.id for one in EMPLOYERS.all]
COUNTRIES = sorted({one.country for one in EMPLOYERS.presences} - {ANYWHERE})


def test_every_listed_pair_has_a_row_and_every_country_one_for_the_others() -> None:
    listed = {Cell(one.employer, one.country) for one in EMPLOYERS.presences}
    assert listed <= set(CELLS.all)
    others = {cell.country for cell in CELLS.all if cell.employer == OTHER}
    assert others == {*COUNTRIES, ANYWHERE}
    assert set(CELLS.all) == listed | {Cell(OTHER, country) for country in others}


def test_the_shipped_list_has_as_many_rows_as_a_published_plan_says() -> None:
    assert len(CELLS.all) == 87


def test_no_row_stands_there_twice_and_their_order_is_that_of_a_reader() -> None:
    assert len(set(CELLS.all)) == len(CELLS.all)
    assert in_order(reversed(CELLS.all)) == CELLS.all
    kenya = [cell.employer for cell in CELLS.all if cell.country == "KE"]
    assert kenya[-1] == OTHER
    assert kenya[:-1] == sorted(kenya[:-1])
    countries = [cell.country for cell in CELLS.all]
    assert countries == sorted(countries)


def test_the_number_of_a_row_is_its_place() -> None:
    assert [CELLS.numbers[cell] for cell in CELLS.all] == list(range(len(CELLS.all)))


@pytest.mark.parametrize(
    ("employer", "country", "row"),
    [
        ("sama", "KE", Cell("sama", "KE")),
        ("sama", "FR", Cell(OTHER, "FR")),
        ("remotasks", "KE", Cell("remotasks", ANYWHERE)),
        ("remotasks", "BR", Cell("remotasks", ANYWHERE)),
        ("remotasks", "", Cell("remotasks", ANYWHERE)),
        ("isahit", "FR", Cell("isahit", "FR")),
        ("isahit", "KE", Cell("isahit", ANYWHERE)),
        (OTHER, "KE", Cell(OTHER, "KE")),
        (OTHER, "BR", Cell(OTHER, ANYWHERE)),
        (OTHER, "", Cell(OTHER, ANYWHERE)),
        ("a_new_firm", "KE", Cell(OTHER, "KE")),
        ("a_new_firm", "BR", Cell(OTHER, ANYWHERE)),
    ],
)
def test_each_testimony_lies_in_the_row_a_reader_would_look_in(
    employer: str, country: str, row: Cell
) -> None:
    assert CELLS.place(employer, country) == row


@given(
    employer=st.one_of(st.sampled_from([*IDS, OTHER]), st.text(max_size=10)),
    country=st.one_of(st.sampled_from([*COUNTRIES, "", ANYWHERE]), st.text(max_size=3)),
)
def test_whatever_a_testimony_says_it_lies_in_exactly_one_row(employer: str, country: str) -> None:
    assert CELLS.place(employer, country) in CELLS.numbers


@given(st.sampled_from(CELLS.all))
def test_a_row_holds_its_own_testimonies(cell: Cell) -> None:
    assert CELLS.place(*cell) == cell


def test_the_operator_adds_rows_for_an_employer_and_for_its_country(tmp_path: Path) -> None:
    own = tmp_path / "employer_countries.csv"
    own.write_text("employer,country,source,status\nsama,ZM,a newspaper,verified\n", "utf-8")
    cells = cells_of(load_employers(extra_countries=own))
    assert set(cells.all) - set(CELLS.all) == {Cell("sama", "ZM"), Cell(OTHER, "ZM")}
    assert cells.place("sama", "ZM") == Cell("sama", "ZM")


def test_a_list_without_anybody_still_has_a_row_for_everybody() -> None:
    only = Cells((Cell(OTHER, ANYWHERE),))
    assert only.place("sama", "KE") == Cell(OTHER, ANYWHERE)
