"""Killed and restarted under load: a number that was shown is on the disk.

A crowd sends the short form to real gunicorn while its processes are killed at random moments, and
goes on pressing the button until each has a number. Then the store is asked: every number finds its
record and every envelope that the record names, nobody has two, and nothing is there twice.
"""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.attacks.crowd import crowd
from tests.attacks.number_check import Place, everything_is_there_once
from tests.attacks.visitor import Visitor
from tests.machine import PATIENCE, WORKERS, machine_in, organisation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.machine import Intake

ROUNDS = 20
AT_ONCE = 6
BETWEEN = 3
"""So many numbers are shown between two kills at least."""
LATER = 0.05
"""Seconds at most by which a kill comes later, to fall into any step of the work."""
TIMES = [1, pytest.param(8, marks=pytest.mark.long)]
"""How often all of it is ended and begun again."""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with machine_in(tmp_path / "machine") as machine:
        yield Place(machine, organisation("Union of Data Workers", counts=True))


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def kill_one(intake: Intake, chance: random.Random) -> None:
    """Kill one of the processes that answer, a moment from now."""
    time.sleep(chance.uniform(0, LATER))
    wait_until(lambda: len(intake.processes()) > WORKERS)
    os.kill(chance.choice(intake.processes()[1:]), signal.SIGKILL)


def reload(intake: Intake) -> None:
    """Let gunicorn read its code again, and wait until other processes answer."""
    before = set(intake.processes()[1:])
    os.kill(intake.pid, signal.SIGHUP)
    wait_until(lambda: before.isdisjoint(intake.processes()))


def test_workers_killed_under_load_lose_and_double_nothing(place: Place) -> None:
    chance = random.Random()  # noqa: S311 - when to kill is no secret
    with place.served() as intake:
        first = set(intake.processes()[1:])
        with crowd(lambda: place.base, AT_ONCE) as telling:
            for _ in range(ROUNDS):
                telling.wait_for(BETWEEN)
                kill_one(intake, chance)
            telling.wait_for(BETWEEN)
        assert first.isdisjoint(intake.processes())
        assert telling.answers["cut off"] > 0
        assert set(telling.answers) <= {"200", "cut off"}
    everything_is_there_once(place, telling)


@pytest.mark.parametrize("times", TIMES)
def test_all_killed_at_once_and_started_again_lose_and_double_nothing(
    place: Place, times: int
) -> None:
    with ExitStack() as last:
        with crowd(lambda: place.base, AT_ONCE) as telling:
            for _ in range(times):
                with place.served() as intake:
                    telling.wait_for(BETWEEN)
                    for process in intake.processes():
                        os.kill(process, signal.SIGKILL)
            last.enter_context(place.served())
            telling.wait_for(BETWEEN)
        first = next(iter(telling.shown.values()))
        visitor = Visitor(place.base)
        visitor.get("/en/return")
        visitor.press({"number": tuple(first)})
        assert visitor.path == "/en/return/messages"
    everything_is_there_once(place, telling)


@pytest.mark.parametrize("times", TIMES)
def test_reloaded_stopped_and_started_under_load_loses_and_doubles_nothing(
    place: Place, times: int
) -> None:
    with ExitStack() as last, crowd(lambda: place.base, AT_ONCE) as telling:
        with place.served() as intake:
            telling.wait_for(BETWEEN)
            for _ in range(times):
                reload(intake)
                telling.wait_for(BETWEEN)
        last.enter_context(place.served())
        telling.wait_for(BETWEEN)
    everything_is_there_once(place, telling)
