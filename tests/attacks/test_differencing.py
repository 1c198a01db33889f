"""One testimony is added, taken back or corrected after the close, and everything is run again.

Whoever could see a sealed period change by that would see the one testimony.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.disclosure.errors import AlreadyMeasured
from grievance.disclosure.figures import rows
from grievance.disclosure.ledger import Ledger
from grievance.disclosure.protect import protect
from tests.kit.measuring import changed, plan_of, row, table_of, terms, with_one_more

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grievance.tables.table import Table

Cell = tuple[tuple[int, ...], ...]
PERIODS = ("2026Q1", "2026Q2", "2026Q3")
CELLS = 3
BEFORE = row(plan_of(CELLS), 60)
HISTOGRAMS = len(BEFORE)
WITH_ONE = with_one_more(BEFORE, *[1] * HISTOGRAMS)


def _corrected(cell: Cell) -> Cell:
    """Move one testimony from the second bin to the first, in every histogram."""
    return tuple((first + 1, second - 1, *rest) for first, second, *rest in cell)


CHANGES: dict[str, Cell] = {
    "added": with_one_more(WITH_ONE, *[0] * HISTOGRAMS),
    "taken back": BEFORE,
    "corrected": _corrected(WITH_ONE),
}


def _table(period: str, cell: Cell = WITH_ONE) -> Table:
    return table_of(changed(plan_of(CELLS), period=period), cell, cell)


def _everything(folder: Path, tables: list[Table], ledger: Callable[[Path], Ledger]) -> str:
    """Run all closes, as a careless person would, and return all that can be seen of them."""
    found = ledger(folder)
    for table in tables:
        try:
            protect(table, found, terms())
        except AlreadyMeasured:
            continue
    seen = [found.read(period) for period in PERIODS]
    files = [path.read_bytes() for path in sorted(folder.glob("*.json"))]
    return repr([seen, [rows(one) for one in seen], rows(*seen), files])


def _emptied(folder: Path) -> Ledger:
    """Return the planted fault: a ledger that begins anew whenever everything is run."""
    for path in folder.glob("*.json"):
        path.unlink()
    return Ledger(folder)


@pytest.mark.parametrize("change", CHANGES)
def test_no_integer_of_a_sealed_period_changes(tmp_path: Path, change: str) -> None:
    first = _everything(tmp_path, [_table(period) for period in PERIODS], Ledger)
    again = [_table(period, CHANGES[change]) for period in PERIODS]
    assert _everything(tmp_path, again, Ledger) == first


def test_a_ledger_that_begins_anew_is_found(tmp_path: Path) -> None:
    tables = [_table(period) for period in PERIODS]
    assert _everything(tmp_path, tables, Ledger) != _everything(tmp_path, tables, _emptied)


def test_a_later_period_only_adds(tmp_path: Path) -> None:
    first = _everything(tmp_path, [_table(period) for period in PERIODS], Ledger)
    protect(_table("2026Q4", CHANGES["added"]), Ledger(tmp_path), terms())
    (tmp_path / "2026Q4.json").rename(tmp_path / "later")
    assert _everything(tmp_path, [], Ledger) == first
