"""Killed at any step, or out of room: the ledger holds the whole measurement, or nothing of it."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.errors import CasebookFull
from grievance.disclosure.errors import NotMeasured
from grievance.disclosure.ledger import Ledger
from grievance.disclosure.protect import protect
from grievance.release.plan import View
from tests.kit.measuring import plan_of, reverse, row, table_of, terms

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.tables.table import Table

PLAN = plan_of(40)
STEPS = frozenset({"open", "os.link", "os.remove", "os.rename", "os.mkdir", "fcntl.flock"})
FINISHED = 0
KILLED = 9


def _table() -> Table:
    return table_of(PLAN, row(PLAN, 40))


class _Killer:
    """Ends the process at a step of its own kind, before that step is done."""

    def __init__(self, folder: Path, step: int) -> None:
        self._folder = str(folder)
        self._left = step

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and any(self._folder in str(one) for one in arguments):
            self._left -= 1
            if self._left == 0:
                os._exit(KILLED)


def _measure(folder: Path, step: int) -> None:
    sys.addaudithook(_Killer(folder, step))
    protect(_table(), Ledger(folder), terms())


def _killed_at(folder: Path, step: int) -> bool:
    """Measure in a process that dies at that step; tell whether it did."""
    process = multiprocessing.get_context("fork").Process(target=_measure, args=(folder, step))
    process.start()
    process.join()
    assert process.exitcode in {FINISHED, KILLED}
    return process.exitcode == KILLED


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*") if path.name != "lock")


def test_killed_at_any_step_it_goes_on_without_a_second_draw(tmp_path: Path) -> None:
    step, written = 1, 0
    while _killed_at(folder := tmp_path / str(step), step):
        ledger = Ledger(folder)
        if ledger.periods():
            # It was drawn: both views are there, and they are what any later reading gives.
            written += 1
            assert ledger.read("2026Q4") == ledger.read("2026Q4")
            assert ledger.read("2026Q4", View.VOUCHED, reverse).view is View.VOUCHED
        else:
            with pytest.raises(NotMeasured):
                ledger.read("2026Q4")
            protect(_table(), ledger, terms())
            assert _files(folder) == ["2026Q4.json"]
        step += 1
    assert step > 5
    assert written > 0


def _measure_without_room(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    with pytest.raises(CasebookFull):
        protect(_table(), Ledger(folder), terms())


def test_a_full_disk_leaves_nothing_half(tmp_path: Path) -> None:
    arguments = (tmp_path / "ledger",)
    process = multiprocessing.get_context("fork").Process(
        target=_measure_without_room, args=arguments
    )
    process.start()
    process.join()
    assert process.exitcode == FINISHED
    assert _files(tmp_path / "ledger") == []
    protect(_table(), Ledger(tmp_path / "ledger"), terms())
    assert _files(tmp_path / "ledger") == ["2026Q4.json"]


def test_where_sealing_fails_nothing_is_written(tmp_path: Path) -> None:
    def broken(_: bytes) -> bytes:
        raise CasebookFull(tmp_path)

    with pytest.raises(CasebookFull):
        protect(_table(), Ledger(tmp_path), terms(seal=broken))
    assert _files(tmp_path) == []
