"""Noise, sums and names of a release follow from its plan alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grievance.reference.employers import OTHER
from grievance.release.measurements import measurements_csv, read_measurements
from grievance.release.noise import sigma, sigmas
from grievance.release.plan import View
from grievance.release.refusals import BadRelease
from grievance.release.row_names import row_name
from grievance.release.rows import Kind, Row
from grievance.release.sums import cells_under, complete, summed
from grievance.release.table import COLUMNS, table_csv
from grievance.wording.speaker import speaker
from tests.kit.released import SMALL, counts_of, published


def _row(kind: Kind, country: str = "", group: str = "", employer: str = "") -> Row:
    return Row(kind, country, group, employer, open=False, testimonies=None, figures=())


@pytest.mark.parametrize(
    ("rho", "written"),
    [
        ("1/20", "3.1623"),
        ("1/25", "3.5355"),
        ("3/100", "4.0825"),
        ("1/50", "5.0000"),
        ("1/2", "1.0000"),
    ],
)
def test_sigma_follows_from_rho(rho: str, written: str) -> None:
    assert sigma(Fraction(rho)) == written


def test_fewer_testimonies_cost_more_noise() -> None:
    assert sigmas(SMALL, View.VOUCHED)["main_grievance"] == "11.1803"


def test_measurements_are_read_as_they_were_written() -> None:
    counts = counts_of(7)
    assert any(number < 0 for cell in counts for bins in cell for number in bins)
    raw = measurements_csv(SMALL, View.ALL, counts)
    assert read_measurements(raw, SMALL, View.ALL) == counts


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (_row(Kind.EVERYONE), (0, 1, 2, 3)),
        (_row(Kind.COUNTRY, country="KE"), (1, 2, 3)),
        (_row(Kind.COUNTRY, country="*"), (0,)),
        (_row(Kind.GROUP, group="teleperformance"), (2,)),
        (_row(Kind.EMPLOYER, group="sama", employer="sama"), (1,)),
        (_row(Kind.CELL, country="KE", employer=OTHER), (3,)),
    ],
)
def test_a_row_adds_up_the_cells_its_ids_name(row: Row, cells: tuple[int, ...]) -> None:
    assert cells_under(row, SMALL) == cells


def test_sums_are_sums() -> None:
    counts = counts_of(50)
    assert summed(counts, (1, 3))[0][0] == counts[1][0][0] + counts[3][0][0]


def test_rows_that_leave_out_a_cell_are_refused() -> None:
    rows = published().release.rows
    complete(rows, SMALL)
    with pytest.raises(BadRelease):
        complete([row for row in rows if row.employer != OTHER], SMALL)


def test_every_line_of_the_table_has_every_column() -> None:
    release = published().release
    table = table_csv(release.plan, release.rows, counts_of(300)).decode().split("\r\n")
    assert {line.count(",") for line in table if line} == {len(COLUMNS) - 1}


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (_row(Kind.EVERYONE), "All testimonies"),
        (_row(Kind.COUNTRY, country="KE"), "Kenya"),
        (_row(Kind.COUNTRY, country="*"), "Online platforms and other countries"),
        (_row(Kind.COUNTRY, country="XX"), "XX"),
        (_row(Kind.GROUP, group="teleperformance"), "Group: Teleperformance"),
        (_row(Kind.EMPLOYER, employer="sama"), "Sama"),
        (_row(Kind.CELL, country="KE", employer="sama"), "Sama, Kenya"),
        (_row(Kind.CELL, country="KE", employer=OTHER), "Other employers, Kenya"),
        (
            _row(Kind.CELL, country="*", employer=OTHER),
            "Other employers, Online platforms and other countries",
        ),
    ],
)
def test_a_row_is_called_by_where_it_is(row: Row, name: str) -> None:
    assert row_name(row, SMALL, speaker("en")) == name
