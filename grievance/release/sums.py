"""Which cells a row adds up: this follows from the plan and the row's ids alone.

numbers = cells_under(row, plan)       # places in `plan.cells.all`
bins = summed(measurements, numbers)   # [histogram][bin], sums of blurred integers
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.release.refusals import BadRelease
from grievance.release.rows import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def complete(rows: Sequence[Row], plan: PublishedPlan) -> None:
    """Return when each cell has its row, and each row is of the kind that its ids say.

    A cell without its row would be one to be subtracted. Raises `BadRelease`.
    """
    keys = [(row.country, row.group, row.employer) for row in rows]
    kinds = [row.kind for row in rows]
    if len(set(zip(kinds, keys, strict=True))) != len(rows):
        raise BadRelease("it has a row twice")
    cells = [(row.employer, row.country) for row in rows if row.kind is Kind.CELL]
    if sorted(cells) != sorted(tuple(one) for one in plan.cells.all):
        raise BadRelease("its rows of cells are not those of the plan")
    if kinds.count(Kind.EVERYONE) != 1:
        raise BadRelease("it has no row over everyone")
    for row in rows:
        if not _is_of_its_kind(row) or not cells_under(row, plan):
            raise BadRelease(f"a row of the kind {row.kind} has other ids than that kind has")


def _is_of_its_kind(row: Row) -> bool:
    given = (bool(row.country), bool(row.employer))
    match row.kind:
        case Kind.EVERYONE:
            return given == (False, False) and not row.group
        case Kind.COUNTRY:
            return given == (True, False) and not row.group
        case Kind.GROUP:
            return given == (False, False) and bool(row.group)
        case Kind.EMPLOYER:
            return given == (False, True)
        case Kind.CELL:
            return given == (True, True)
