"""Cut anywhere, killed at any step: a second collect loses nothing and has nothing twice."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, get_args

import pytest

from grievance.courier.errors import IntakeUnreachable
from grievance.store.main import Store
from tests.attacks.carrying import SmallDesk, courier_of, wait_for
from tests.attacks.cutting import Cut, Line, line
from tests.machine import Machine, machine_in, organisation, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.machine import Intake, Organisation

WAITING = 520  # a page, and a few more
CALLS = 4  # two pages, two acknowledgements


@contextmanager
def on_a_line(machine: Machine, union: Organisation, carrying: Line) -> Iterator[Intake]:
    with serving(machine, [union], GRIEVANCE_AUTHORITY=carrying.authority) as intake:
        carrying.intake = int(intake.base.rpartition(":")[2])
        yield intake


@pytest.fixture(scope="module")
def union() -> Organisation:
    return organisation("Union of Data Workers", counts=True)


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, union: Organisation
) -> Iterator[tuple[Intake, Line]]:
    with (
        machine_in(tmp_path_factory.mktemp("cut")) as machine,
        line() as carrying,
        on_a_line(machine, union, carrying) as intake,
    ):
        yield intake, carrying


def nothing_waits(data: Path) -> bool:
    store = Store.open(data)
    counts = store.counts()
    store.close()
    return counts == ()


@pytest.mark.parametrize("at", range(CALLS))
@pytest.mark.parametrize("cut", get_args(Cut))
def test_a_collect_cut_off_at_any_call_is_completed_by_the_next(
    served: tuple[Intake, Line], union: Organisation, at: int, cut: Cut
) -> None:
    intake, carrying = served
    bodies = wait_for(union, intake.machine.data, WAITING)
    desk = SmallDesk(courier_of(union, carrying.address))
    carrying.carried, carrying.at, carrying.cut = 0, at, cut
    with pytest.raises(IntakeUnreachable, match="could not be reached"):
        desk.collect()
    assert carrying.carried == at + 1
    desk.collect()
    assert len(desk.spool) == WAITING
    assert set(desk.spool) == bodies
    assert nothing_waits(intake.machine.data)


def test_a_collect_that_is_not_cut_makes_so_many_calls(
    served: tuple[Intake, Line], union: Organisation
) -> None:
    intake, carrying = served
    bodies = wait_for(union, intake.machine.data, WAITING)
    carrying.carried, carrying.at = 0, None
    desk = SmallDesk(courier_of(union, carrying.address))
    desk.collect()
    assert carrying.carried == CALLS
    assert set(desk.spool) == bodies


def test_an_answer_that_was_lost_can_be_had_again_by_a_new_call_only(
    served: tuple[Intake, Line], union: Organisation
) -> None:
    intake, carrying = served
    wait_for(union, intake.machine.data, 3)
    courier = courier_of(union, carrying.address)
    carrying.carried, carrying.at, carrying.cut = 0, 0, "after it was done"
    with pytest.raises(IntakeUnreachable):
        courier.put_slips([b"s" * 32])
    assert b'{"added":1}' in carrying.answers[-1]
    assert courier.put_slips([b"s" * 32]) == 0
    SmallDesk(courier).collect()


@pytest.mark.parametrize("milliseconds", [0, 5])
def test_an_intake_killed_while_it_works_on_a_call_loses_nothing(
    tmp_path: Path, union: Organisation, milliseconds: int
) -> None:
    with machine_in(tmp_path / "machine") as machine, line() as carrying:
        desk = SmallDesk(courier_of(union, carrying.address))
        bodies: set[bytes] = set()
        for at in range(CALLS):
            with on_a_line(machine, union, carrying) as intake:
                bodies |= wait_for(union, machine.data, WAITING)
                carrying.under_way = partial(kill_all, intake.processes(), milliseconds / 1000)
                carrying.carried, carrying.at = 0, at
                with suppress(IntakeUnreachable):  # unless it had answered by then
                    desk.collect()
        with on_a_line(machine, union, carrying):
            carrying.at = None
            desk.collect()
        assert set(desk.spool) == bodies
        assert len(desk.spool) == len(bodies)
        assert nothing_waits(machine.data)


def kill_all(pids: list[int], after: float) -> None:
    time.sleep(after)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
