"""Rows and figures of a measurement with known noise: none, or what a test says."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.disclosure.errors import NotComparable
from grievance.disclosure.figures import figures_of, rows
from grievance.disclosure.ledger import Ledger
from grievance.disclosure.simulate import population
from grievance.disclosure.sums import Sum, summed
from grievance.release.plan import View
from grievance.release.rows import Band, Kind, Level, Range
from grievance.release.sums import cells_under
from tests.kit.measuring import changed, measured, plan_of, reverse, row, shipped, table_of

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.release.plan import PublishedPlan
from grievance.release.rows import Figure

LISTED = [
    ["freelance", "*"], ["other", "*"],
    ["atlas", "KE"], ["bora", "KE"], ["other", "KE"],
    ["atlas", "UG"], ["other", "UG"],
]  # fmt: skip
EMPLOYERS = {
    "atlas": {"name": "Atlas", "group": "sisters"},
    "bora": {"name": "Bora", "group": "sisters"},
    "freelance": {"name": "Freelance", "group": "alone"},
}


def _plan(period: str = "2026Q4") -> PublishedPlan:
    return changed(shipped(), period=period, cells=LISTED, employers=EMPLOYERS)


def _figure(name: str, counts: tuple[int, ...], variance: float = 1e-9) -> Figure:
    histogram = next(one for one in shipped().histograms if one.id == name)
    (found,) = figures_of(Sum((histogram,), (counts,), (variance,)))
    return found


def test_every_row_is_there_however_few_testified(tmp_path: Path) -> None:
    table = measured(table_of(_plan()), tmp_path)
    found = [(one.kind, one.country, one.group, one.employer) for one in rows(table)]
    assert found == [
        (Kind.EVERYONE, "", "", ""),
        (Kind.COUNTRY, "*", "", ""),
        (Kind.COUNTRY, "KE", "", ""),
        (Kind.COUNTRY, "UG", "", ""),
        (Kind.GROUP, "", "sisters", ""),
        (Kind.EMPLOYER, "", "sisters", "atlas"),
        (Kind.EMPLOYER, "", "sisters", "bora"),
        (Kind.EMPLOYER, "", "alone", "freelance"),
        *((Kind.CELL, country, EMPLOYERS.get(employer, {}).get("group", ""), employer)
          for employer, country in LISTED),
    ]  # fmt: skip


def test_a_closed_row_holds_nothing_but_its_name(tmp_path: Path) -> None:
    table = measured(table_of(_plan()), tmp_path)
    for one in rows(table):
        assert (one.open, one.testimonies, one.figures) == (False, None, ())


def test_open_rows_tell_how_many_and_every_question(tmp_path: Path) -> None:
    table = measured(table_of(_plan(), *[row(_plan(), 200)] * 4), tmp_path)
    found = {(one.kind, one.country, one.employer): one for one in rows(table)}
    opened = found[Kind.CELL, "KE", "bora"]
    assert opened.open
    assert opened.testimonies
    assert opened.testimonies.value == pytest.approx(200, abs=20)
    assert opened.testimonies.high - opened.testimonies.low in {12, 13, 14}
    assert [one.histogram for one in opened.figures] == [one.id for one in _plan().histograms]
    assert found[Kind.EVERYONE, "", ""].open
    assert not found[Kind.CELL, "UG", "atlas"].open


def test_one_employer_of_100_000_opens_no_other_row(tmp_path: Path) -> None:
    nobody = row(_plan(), 0)
    table = measured(table_of(_plan(), nobody, nobody, nobody, row(_plan(), 100_000)), tmp_path)
    opened = {one.key for one in rows(table) if one.open}
    assert opened == {*("everyone", "country.KE", "group.sisters", "employer.bora", "cell.bora.KE")}
    told = next(one for one in rows(table) if one.key == "cell.bora.KE")
    unpaid = told.figure("unpaid_work").headline
    assert unpaid
    assert unpaid.range == Range(58, 57, 58)


def test_a_row_adds_up_what_the_release_says_it_does(tmp_path: Path) -> None:
    table = measured(table_of(_plan(), *[row(_plan(), 200)] * 7), tmp_path)
    for one in rows(table):
        cells = cells_under(one, table.plan)
        sums = summed([table], cells)
        for number, counts in enumerate(sums.counts):
            assert list(counts) == [
                sum(table.counts[cell][number][at] for cell in cells) for at in range(len(counts))
            ]
        assert sums.variances == tuple(
            pytest.approx(len(cells) * float(each.variance)) for each in table.plan.histograms
        )


def test_sigma_of_the_shipped_plan_and_of_sums() -> None:
    plan = shipped()
    variances = tuple(float(one.variance) for one in plan.histograms)
    once = Sum(plan.histograms, row(plan, 100), variances)
    assert once.sigma == pytest.approx(3.07, abs=0.005)
    assert once.testimonies == pytest.approx(100)
    twice = replace(once, variances=tuple(2 * one for one in variances))
    assert twice.sigma == pytest.approx(once.sigma * 2**0.5)


def test_sigma_of_the_sealed_view_is_wider(tmp_path: Path) -> None:
    table = measured(table_of(plan_of(1), row(plan_of(1), 100)), tmp_path)
    sealed = Ledger(tmp_path).read("2026Q4", View.VOUCHED, reverse)
    assert summed([table], [0]).sigma == pytest.approx(3.07, abs=0.005)
    assert summed([sealed], [0]).sigma == pytest.approx(3.07 * 5**0.5, abs=0.02)
    with pytest.raises(NotComparable):
        rows(table, sealed)


def test_periods_add_up_with_their_noise(tmp_path: Path) -> None:
    tables = [
        measured(table_of(_plan(period), row(_plan(period), 60)), tmp_path / period)
        for period in ("2026Q2", "2026Q3", "2026Q4")
    ]
    together = summed(tables, [0])
    alone = [summed([table], [0]) for table in tables]
    assert together.sigma == pytest.approx(alone[0].sigma * 3**0.5)
    assert together.testimonies == pytest.approx(sum(one.testimonies for one in alone))
    assert rows(*tables)[0].kind is Kind.EVERYONE


def test_what_counts_other_things_is_not_added(tmp_path: Path) -> None:
    first = measured(table_of(_plan()), tmp_path / "first")
    listed = json.loads(_plan().raw)["histograms"]
    fewer = changed(_plan("2026Q3"), histograms=listed[:2])
    other_rows = plan_of(2, "2026Q3")
    for plan in (fewer, other_rows, _plan("2026")):
        with pytest.raises(NotComparable):
            rows(first, measured(table_of(plan), tmp_path / plan.sha256))
    with pytest.raises(NotComparable):
        rows(first, first)


def test_shares_are_among_those_who_answered() -> None:
    found = _figure("unpaid_work", (30, 70, 900))
    assert found.headline
    assert found.headline.range == Range(30, 29, 31)
    assert [one.range and one.range.value for one in found.shares] == [30, 70]


def test_a_headline_is_the_sum_of_its_bins() -> None:
    found = _figure("weekly_hours", (10, 10, 10, 10, 20, 20, 10, 10, 5))
    assert found.headline
    assert found.headline.range == Range(40, 39, 41)


def test_a_wide_range_becomes_a_word_and_hides_the_number() -> None:
    found = _figure("unpaid_work", (38, 2, 0), variance=16)
    assert found.headline
    assert (found.headline.range, found.headline.band) == (None, Band.MOST)
    assert _figure("unpaid_work", (12, 12, 0), variance=16).shares[0].band is Band.UNCLEAR


def test_where_nobody_answered_nothing_is_clear() -> None:
    found = _figure("unpaid_work", (0, -3, 200))
    assert [one.band for one in found.shares] == [Band.UNCLEAR] * 2
    pay = _figure("pay_ratio", (*[0] * 11, 200), variance=10)
    assert pay.median
    assert (pay.median.range, pay.median.level) == (None, Level.UNCLEAR)


def test_the_median_is_in_hundredths_of_the_minimum() -> None:
    ratio = next(one for one in shipped().histograms if one.id == "pay_ratio")
    found = _figure("pay_ratio", tuple(population(ratio, 10_000)))
    assert found.median
    assert found.median.range
    assert found.median.range.value == pytest.approx(80, abs=1)
    assert _figure("unpaid_work", (30, 70, 0)).median is None


def test_a_median_beyond_the_last_edge_is_above() -> None:
    found = _figure("pay_ratio", (*[0] * 10, 200, 0), variance=10)
    assert found.median
    assert (found.median.range, found.median.level) == (None, Level.ABOVE)


def test_an_uncertain_median_is_told_as_a_level() -> None:
    found = _figure("pay_ratio", (5, 8, 9, 5, 2, 1, 0, 0, 0, 0, 0, 0), variance=10)
    assert found.median
    assert (found.median.range, found.median.level) == (None, Level.BELOW)
