"""What a plan gives: the table of the documentation, within the luck of its draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grievance.disclosure.simulate import PARTS, outlook, population, proposed, simulate
from grievance.envelope.period import PeriodKind
from tests.kit.measuring import asking, changed, shipped

PAGE = (Path(__file__).parents[3] / "docs/statistics-method.md").read_text("utf-8")
GIVES = [
    tuple(map(int, line))
    for line in re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE)
]
"""Testimonies: rows that open (of 100), the share's range either way, the median's mean error."""


@pytest.mark.parametrize(("testimonies", "opens", "share", "median_error"), GIVES)
def test_the_plan_gives_what_its_page_says(
    testimonies: int, opens: int, share: int, median_error: int
) -> None:
    found = outlook(shipped(), testimonies)
    assert found.opens == pytest.approx(opens, abs=13)
    assert found.share == pytest.approx(share, abs=max(1, share // 5))
    assert found.median_error == pytest.approx(median_error, abs=max(1, median_error // 3))


def test_the_page_has_the_whole_table() -> None:
    assert [line[0] for line in GIVES] == [20, 40, 60, 100, 200, 500]


def test_few_a_year_are_measured_once_a_year() -> None:
    assert proposed(299) is PeriodKind.YEAR
    assert proposed(300) is PeriodKind.QUARTER


def test_a_year_at_once_shows_more_than_its_quarters() -> None:
    year = simulate(shipped(), 240, PeriodKind.YEAR)
    quarter = simulate(shipped(), 240, PeriodKind.QUARTER)
    assert [one.testimonies for one in year] == [240, *(int(240 * part) for part in PARTS)]
    assert [one.testimonies for one in quarter] == [60, *(int(60 * part) for part in PARTS)]
    assert year[1].share
    assert quarter[1].share
    assert year[1].share < quarter[1].share
    assert [one.cells for one in year] == [len(shipped().cells.all), 1, 1, 1, 1]


def test_a_row_that_stays_closed_promises_nothing() -> None:
    found = outlook(shipped(), 5)
    assert (found.opens, found.share, found.median_error) == (0, None, None)
    assert outlook(shipped(), 0).opens == 0


def test_a_plan_that_asks_something_else_is_simulated_as_well() -> None:
    found = outlook(asking(shipped(), "content", "daily_life"), 200)
    assert (found.opens, found.share, found.median_error) == (100, None, None)
    bins = ["never", "rarely", "often", "no_answer"]
    histogram = {"id": "unpaid_work", "bins": bins, "headline": [], "rho": "1/20"}
    assert outlook(changed(shipped(), histograms=[histogram]), 200).opens == 100


@pytest.mark.parametrize("histogram", shipped().histograms, ids=lambda one: one.id)
def test_the_invented_population_has_the_asked_size(histogram: object) -> None:
    for testimonies in (0, 1, 7, 200):
        found = population(histogram, testimonies)  # type: ignore[arg-type]
        assert sum(found) == testimonies
        assert min(found) >= 0
