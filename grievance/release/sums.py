"""Which cells a row adds up: this follows from the plan and the row's ids alone.

numbers = cells_under(row, plan)       # places in `plan.cells.all`
bins = summed(measurements, numbers)   # [histogram][bin], sums of blurred integers
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.reference.employers import OTHER
from grievance.release.refusals import BadRelease
from grievance.release.rows import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grievance.release.plan import PublishedPlan
    from grievance.release.rows import Row

Counts = tuple[tuple[tuple[int, ...], ...], ...]
"""Blurred integers: [cell][histogram][bin], in the order of the plan."""


def cells_under(row: Row, plan: PublishedPlan) -> tuple[int, ...]:
    """Return the places of the cells that `row` adds up: all where its ids say nothing else."""
    return tuple(
        number
        for number, cell in enumerate(plan.cells.all)
        if row.country in {"", cell.country}
        and row.employer in {"", cell.employer}
        and row.group in {"", plan.groups.get(cell.employer, "")}
    )


def summed(counts: Counts, cells: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return the sums over `cells`, [histogram][bin]."""
    return tuple(
        tuple(map(sum, zip(*columns, strict=True)))
        for columns in zip(*(counts[cell] for cell in cells), strict=True)
    )


RowIds = tuple[Kind, str, str, str]
"""Kind, country, group and employer of a row; "" where it sums over them."""


def row_ids(plan: PublishedPlan) -> Iterator[RowIds]:
    """Yield every row that a plan gives: everyone, countries, groups, employers, cells."""
    yield Kind.EVERYONE, "", "", ""
    for country in sorted({cell.country for cell in plan.cells.all}):
        yield Kind.COUNTRY, country, "", ""
    listed = sorted({cell.employer for cell in plan.cells.all} - {OTHER})
    groups = [plan.groups.get(employer, "") for employer in listed]
    for group in sorted({*groups} - {""}):
        # Of a group of one there is nothing to add up.
        if groups.count(group) > 1:
            yield Kind.GROUP, "", group, ""
    for employer, group in zip(listed, groups, strict=True):
        yield Kind.EMPLOYER, "", group, employer
    for cell in plan.cells.all:
        yield Kind.CELL, cell.country, plan.groups.get(cell.employer, ""), cell.employer


def complete(rows: Sequence[Row], plan: PublishedPlan) -> None:
    """Return when the rows are those that the plan gives, each once, in this order.

    A cell without its row would be one to be subtracted, a row left out one that somebody did not
    like. Raises `BadRelease`.
    """
    if [(row.kind, row.country, row.group, row.employer) for row in rows] != list(row_ids(plan)):
        raise BadRelease("its rows are not those of its plan, each once and in order")
