"""No room under load: a clear page, every word kept, no number without envelopes; then it goes on.

Once on a disk that is really full, where one may be mounted, and once with processes whose files
may not grow, which needs no rights.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.attacks.crowd import REFUSED, SHORT, crowd
from tests.attacks.number_check import Place, everything_is_there_once
from tests.attacks.visitor import Visitor
from tests.machine import GRIEVANCE, ROOT, machine_in, organisation
from tests.unit.store.invented import mounted, room_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.attacks.crowd import Crowd
    from tests.machine import Intake, Machine

AT_ONCE = 4
DISK = "4m"
LEFT = 200_000
"""Bytes that are free when the crowd begins: some dozens of testimonies."""
SAID = "Nothing was sent."


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with machine_in(tmp_path / "machine") as made:
        yield made


@contextmanager
def no_room_for_files(intake: Intake) -> Iterator[None]:
    """Let no file of these processes grow beyond what the log of the week has by now."""
    largest = max(path.stat().st_size for path in (intake.machine.data / "weeks").iterdir())
    limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in intake.processes()}
    for pid, (_, hard) in limits.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest, hard))
    yield
    for pid in intake.processes():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits.get(pid, limits[intake.pid]))


def _is_refused_clearly(intake: Intake, telling: Crowd) -> None:
    """Fill in the form once more: all of it stands on the page that says what is wrong."""
    typed = {**SHORT, "hours.paid": ("45.5",)}
    visitor = Visitor(intake.base)
    while str(visitor.status) not in REFUSED:  # one more may just fit
        visitor = Visitor(intake.base)
        visitor.get("/en/tell/short")
        visitor.press(typed)
        if visitor.status == 200:
            telling.note(visitor.number, visitor.number)
    assert SAID in visitor.text
    kept = visitor.form.filled({})
    assert {(name, value) for name, values in typed.items() for value in values} <= set(kept)


def _does_not_start(machine: Machine) -> None:
    """Start it where there is no room: it says so, and how to go on."""
    done = subprocess.run(
        [sys.executable, "-c", GRIEVANCE, "intake", "serve", "--bind", "127.0.0.1:9"],
        cwd=ROOT,
        env=machine.environ(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "There is no room left" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_refuses_clearly_and_goes_on_once_there_is_room(machine: Machine) -> None:
    place = Place(machine, organisation("Union of Data Workers", counts=True))
    machine.data.rmdir()
    with mounted(machine.data, DISK) as disk, ExitStack() as last:
        ballast = disk / "ballast"
        with crowd(lambda: place.base, AT_ONCE) as telling:
            with place.served() as intake:
                telling.wait_for(1)
                ballast.write_bytes(bytes(room_on(disk) - LEFT))
                telling.wait_for_refusals(3 * AT_ONCE)
                _is_refused_clearly(intake, telling)
                assert "Traceback" not in machine.log.read_text("utf-8")
            _does_not_start(machine)
            ballast.unlink()
            last.enter_context(place.served())
            telling.wait_for(2 * AT_ONCE)
        everything_is_there_once(place, telling)


def test_room_on_a_full_disk_is_enough_without_a_restart(machine: Machine) -> None:
    place = Place(machine, organisation("Union of Data Workers", counts=True))
    machine.data.rmdir()
    with mounted(machine.data, DISK) as disk, place.served() as intake:
        ballast = disk / "ballast"
        with crowd(lambda: place.base, AT_ONCE) as telling:
            telling.wait_for(1)
            ballast.write_bytes(bytes(room_on(disk) - LEFT))
            telling.wait_for_refusals(3 * AT_ONCE)
            # Workers that are killed meanwhile are made again, and refuse as before.
            for process in intake.processes()[1:]:
                os.kill(process, signal.SIGKILL)
            telling.wait_for_refusals(3 * AT_ONCE)
            ballast.unlink()
            telling.wait_for(2 * AT_ONCE)
        everything_is_there_once(place, telling)


def test_files_that_may_not_grow_refuse_clearly_and_go_on_once_they_may(machine: Machine) -> None:
    place = Place(machine, organisation("Union of Data Workers", counts=True))
    with place.served() as intake:
        with crowd(lambda: place.base, AT_ONCE) as telling:
            telling.wait_for(1)
            with no_room_for_files(intake):
                telling.wait_for_refusals(3 * AT_ONCE)
                _is_refused_clearly(intake, telling)
            telling.wait_for(2 * AT_ONCE)
        assert telling.answers.keys() <= {"200", *REFUSED}
        assert "Traceback" not in machine.log.read_text("utf-8")
    everything_is_there_once(place, telling)
