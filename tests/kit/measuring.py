"""Plans, true counts and terms to measure with; everything in them is invented."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from grievance.coding.cells import Cell, Cells
from grievance.coding.plan import NO_ANSWER
from grievance.disclosure.ledger import Ledger
from grievance.disclosure.protect import Terms, protect
from grievance.disclosure.simulate import population
from grievance.envelope.period import Period
from grievance.envelope.plain import canonical
from grievance.reference.employers import ANYWHERE, OTHER
from grievance.reference.facts import Facts
from grievance.release.plan import PublishedPlan, View, fixed_plan
from grievance.tables.table import Counts, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction
    from pathlib import Path

    from grievance.disclosure.protected import ProtectedTable

ORGANISATION = "0a1b2c3d"
AFTER = date(2027, 1, 4)
"""A day on which the last quarter of 2026 can be measured."""
JOURNAL = "12-" + "ab" * 32


@cache
def shipped(period: str = "2026Q4") -> PublishedPlan:
    """Return the plan of a new desk: all histograms, all cells."""
    return fixed_plan(period, "2026-1", Facts.load(None))


@cache
def plan_of(cells: int, period: str = "2026Q4") -> PublishedPlan:
    """Return the shipped plan over so many cells of invented employers."""
    employers = [f"e{number:06}" for number in range(cells - 2)]
    listed = [(OTHER, ANYWHERE), *((one, "KE") for one in [*employers, OTHER])]
    return changed(
        shipped(period),
        cells=[list(cell) for cell in listed[:cells]],
        employers={one: {"name": one, "group": one} for one in employers},
    )


def changed(plan: PublishedPlan, /, **fields: object) -> PublishedPlan:
    """Return a plan with other `fields` of its JSON."""
    return PublishedPlan.parse(canonical({**json.loads(plan.raw), **fields}) + b"\n")


# The plans below are drawn from, and never written down: no file would hold them.


def repeating(plan: PublishedPlan, times: int) -> PublishedPlan:
    """Return a plan with so many cells: each is a run of the same noise."""
    cells = (Cell(f"e{number}", "KE") for number in range(times))
    return replace(plan, cells=Cells(tuple(cells)))


def costing(plan: PublishedPlan, factor: Fraction) -> PublishedPlan:
    """Return a plan whose histograms cost `factor` times as much: its noise is smaller."""
    histograms = (replace(one, rho=factor * one.rho) for one in plan.histograms)
    return replace(plan, histograms=tuple(histograms))


def cut(plan: PublishedPlan, bins: int) -> PublishedPlan:
    """Return a plan of the first `bins` of each histogram alone: faster to draw."""
    histograms = (replace(one, bins=one.bins[:bins], headline=()) for one in plan.histograms)
    return replace(plan, histograms=tuple(histograms))


def asking(plan: PublishedPlan, *only: str) -> PublishedPlan:
    """Return a plan that measures only these histograms."""
    histograms = (one for one in plan.histograms if one.id in only)
    return replace(plan, histograms=tuple(histograms))


def row(plan: PublishedPlan, testimonies: int) -> tuple[tuple[int, ...], ...]:
    """Return the true counts of a cell with so many testimonies; of a cut plan, all in one bin."""
    return tuple(
        tuple(population(histogram, testimonies))
        if NO_ANSWER in histogram.bins
        else (testimonies, *[0] * (len(histogram.bins) - 1))
        for histogram in plan.histograms
    )


def with_one_more(counts: Sequence[Sequence[int]], *bins: int) -> tuple[tuple[int, ...], ...]:
    """Add a testimony that falls into these bins, one for each histogram."""
    return tuple(
        tuple(count + (at == bin_) for at, count in enumerate(histogram))
        for histogram, bin_ in zip(counts, bins, strict=True)
    )


def table_of(plan: PublishedPlan, *cells: tuple[tuple[int, ...], ...]) -> Table:
    """Return a table with these cells first and the others empty; nobody was vouched for."""
    empty = row(plan, 0)
    counts: Counts = (*cells, *[empty] * (len(plan.cells.all) - len(cells)))
    return Table(plan, {View.ALL: counts, View.VOUCHED: (empty,) * len(counts)})


def repeated(plan: PublishedPlan, counts: tuple[tuple[int, ...], ...]) -> Table:
    """Return a table with the same cell over and over, all of it vouched for."""
    cells = (counts,) * len(plan.cells.all)
    return Table(plan, {View.ALL: cells, View.VOUCHED: cells})


def reverse(text: bytes) -> bytes:
    """Stand in for sealing and for opening what was sealed."""
    return text[::-1]


def terms(**others: object) -> Terms:
    """Return the terms of a measurement on a day when everything is in order."""
    usual = Terms(ORGANISATION, AFTER, JOURNAL, reverse)
    return replace(usual, **others)  # type: ignore[arg-type] # a test names them itself


def measured(table: Table, folder: Path) -> ProtectedTable:
    """Measure a table into a new ledger, on the first day on which it can be."""
    after = Period.parse(table.plan.period).next().first
    return protect(table, Ledger(folder), terms(today=after.replace(day=3)))
