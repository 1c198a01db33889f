"""A period is measured once, whoever asks again, with whatever plan, backup, clock or process.

What could be averaged is looked for with a ledger that forgets, too: there it must be found.
"""

from __future__ import annotations

import multiprocessing
import shutil
from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from grievance.disclosure.errors import (
    AlreadyMeasured,
    ClockSetBack,
    DisclosureError,
    LedgerBroken,
    TooEarly,
)
from grievance.disclosure.ledger import Ledger
from grievance.disclosure.protect import protect
from tests.kit.measuring import AFTER, changed, plan_of, row, table_of, terms

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from multiprocessing.queues import SimpleQueue
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    from grievance.disclosure.entries import Entry
    from grievance.disclosure.protect import Terms
    from grievance.release.plan import PublishedPlan
    from grievance.tables.table import Counts, Table

ROUNDS = 10
PLAN = plan_of(3)


class Forgetful(Ledger):
    """The planted fault: without lock and memory; it knows what it wrote until it was read once."""

    _written: tuple[Entry, ...] = ()

    def exclusive(self) -> AbstractContextManager[None]:
        return nullcontext()

    def entries(self) -> tuple[Entry, ...]:
        written, self._written = self._written, ()
        return written

    def append(self, entry: Entry) -> None:
        self._written = (entry,)


def _table(plan: PublishedPlan = PLAN, testimonies: int = 40) -> Table:
    return table_of(plan, row(plan, testimonies))


AGAIN = {
    "a retry": (_table(), terms()),
    "a plan of another id": (_table(changed(PLAN, plan="2026-2")), terms()),
    "a plan of another edition": (_table(changed(PLAN, edition="2027-1")), terms()),
    "a testimony more": (_table(testimonies=41), terms()),
    "a testimony less": (_table(testimonies=39), terms()),
    "another day": (_table(), terms(today=AFTER + timedelta(days=400))),
    "the whole year": (_table(changed(PLAN, period="2026")), terms()),
}


def _measured(table: Table, ledger: Ledger, under: Terms) -> Counts | None:
    """Return what was measured, None where that was refused."""
    try:
        return protect(table, ledger, under).counts
    except DisclosureError:
        return None


@pytest.mark.parametrize("again", AGAIN)
def test_a_second_measurement_is_refused(tmp_path: Path, again: str) -> None:
    ledger = Ledger(tmp_path)
    first = protect(_table(), ledger, terms())
    with pytest.raises(AlreadyMeasured, match="2026"):
        protect(AGAIN[again][0], ledger, AGAIN[again][1])
    assert ledger.read("2026Q4") == first
    assert [path.name for path in tmp_path.glob("*.json")] == ["2026Q4.json"]


@pytest.mark.parametrize("again", AGAIN)
def test_a_ledger_that_forgets_is_found_by_it(tmp_path: Path, again: str) -> None:
    ledger = Forgetful(tmp_path)
    first = _measured(_table(), ledger, terms())
    second = _measured(*(AGAIN[again][0], ledger, AGAIN[again][1]))
    assert second
    assert second != first


def test_a_quarter_of_a_measured_year_is_refused(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    protect(_table(changed(PLAN, period="2026")), ledger, terms())
    with pytest.raises(AlreadyMeasured):
        protect(_table(), ledger, terms())


def test_what_the_intake_shows_is_not_measured_again_by_a_restored_desk(tmp_path: Path) -> None:
    for published in (["2026Q4"], ["2026Q3", "2026Q4"], ["2026"]):
        with pytest.raises(AlreadyMeasured, match="published"):
            protect(_table(), Ledger(tmp_path / "restored"), terms(published=published))
    assert not list((tmp_path / "restored").glob("*.json"))


def test_a_restored_ledger_that_lacks_a_noted_measurement_measures_nothing(tmp_path: Path) -> None:
    before, ledger = tmp_path / "before", Ledger(tmp_path / "ledger")
    protect(_table(changed(PLAN, period="2026Q3")), ledger, terms())
    shutil.copytree(tmp_path / "ledger", before)
    head = protect(_table(), ledger, terms()).ledger_head
    with pytest.raises(LedgerBroken, match="noted elsewhere"):
        protect(_table(), Ledger(before), terms(known=[head]))


def test_the_clock_cannot_be_set_back_behind_a_measurement(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    protect(_table(), ledger, terms(today=AFTER + timedelta(days=100)))
    with pytest.raises(ClockSetBack, match="2027-04-14"):
        protect(_table(changed(PLAN, period="2026Q3")), ledger, terms())


def test_nothing_is_measured_before_the_last_testimony_can_have_come(tmp_path: Path) -> None:
    with pytest.raises(TooEarly, match="2027-01-03"):
        protect(_table(), Ledger(tmp_path), terms(today=AFTER.replace(day=2)))
    protect(_table(), Ledger(tmp_path), terms(today=AFTER.replace(day=3)))


def _close(folder: Path, kind: type[Ledger], start: Barrier, out: SimpleQueue[object]) -> None:
    table = _table()
    start.wait()
    out.put(_measured(table, kind(folder), terms()))


def _two_at_once(folder: Path, kind: type[Ledger]) -> list[object]:
    context = multiprocessing.get_context("fork")
    start, out = context.Barrier(2), context.SimpleQueue()
    both = [context.Process(target=_close, args=(folder, kind, start, out)) for _ in range(2)]
    for one in both:
        one.start()
    found = [out.get() for _ in both]
    for one in both:
        one.join()
    return [one for one in found if one is not None]


def _never_twice(folder: Path, rounds: int) -> None:
    for number in range(rounds):
        at = folder / str(number)
        assert _two_at_once(at, Ledger) == [Ledger(at).read("2026Q4").counts]


def test_of_two_closes_at_once_one_measures(tmp_path: Path) -> None:
    _never_twice(tmp_path, ROUNDS)


@pytest.mark.long
def test_of_two_closes_at_once_one_measures_however_often(tmp_path: Path) -> None:
    _never_twice(tmp_path, 500)


def test_two_closes_at_once_without_a_lock_are_found(tmp_path: Path) -> None:
    assert len(_two_at_once(tmp_path, Forgetful)) == 2
