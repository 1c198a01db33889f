"""The close of a period, killed or cut anywhere: it goes on, and nothing is drawn a second time."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

import pytest

from grievance.casebook.arrivals.courier_here import courier_for
from grievance.casebook.database import Database
from grievance.courier.errors import IntakeUnreachable
from grievance.publishing import copies
from grievance.publishing.steps import Step
from tests.kit.closing import PERIOD, a_small_office, ledger_bytes, unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from grievance.courier.client import Courier
    from grievance.courier.frames import Frozen, Page, Published
    from grievance.envelope.keys import Purpose
    from grievance.publishing.closing import Closing
    from grievance.publishing.steps import Progress
    from tests.kit.closing import Office

Said = TypeVar("Said")
Where = Literal["before", "after"]
TOLD = 6
CALLS = 9
"""freeze, a page, what is published (twice), publish, a page, acknowledge (twice), none."""
FILES = frozenset({"open", "os.link", "os.remove", "os.rename", "os.mkdir", "fcntl.flock"})
EVERY = 9
"""In a quick run it is killed at every ninth step in a file."""


@dataclass
class Cut:
    """A courier that ends its user at one of its calls, before or after that is done."""

    courier: Courier
    at: int
    where: Where
    end: Callable[[], None]
    made: int = 0

    @property
    def organisation(self) -> str:
        return self.courier.organisation

    def freeze(self, period: str) -> Frozen:
        return self._call(lambda: self.courier.freeze(period))

    def collect(self, purpose: Purpose, after: int) -> Page:
        return self._call(lambda: self.courier.collect(purpose, after))

    def acknowledge(self, received: Collection[tuple[int, bytes]], *, last: bool) -> int:
        return self._call(lambda: self.courier.acknowledge(received, last=last))

    def releases(self) -> tuple[Published, ...]:
        return self._call(self.courier.releases)

    def publish(self, archive: bytes) -> bool:
        return self._call(lambda: self.courier.publish(archive))

    def _call(self, call: Callable[[], Said]) -> Said:
        here = self.made == self.at
        self.made += 1
        if here and self.where == "before":
            self.end()
        said = call()
        if here:
            self.end()
        return said


class Killer:
    """Kills the process at a step in a file of a folder, before that step is done."""

    def __init__(self, folder: Path, step: int) -> None:
        self._folder, self._left = str(folder), step

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in FILES and any(self._folder in str(one) for one in arguments):
            self._left -= 1
            if self._left == 0:
                killed()


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def unreachable() -> None:
    raise IntakeUnreachable("the line was cut")


def fresh(office: Office) -> Closing:
    """Return the close as a process that begins now would run it, with nothing of this one's."""
    database = Database.open(office.folder, office.casebook.database.key)
    courier = courier_for(office.folder, office.address)
    return replace(office.closing(courier=courier), database=database)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with a_small_office(tmp_path, lambda office: office.told(TOLD)) as opened:
        yield opened


def in_a_process(work: Callable[[], object]) -> bool:
    """Do `work` in a process; return whether it was killed."""
    process = get_context("fork").Process(target=work)
    process.start()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def goes_on(office: Office) -> None:
    """Close to the end, and see that all is as if nothing had happened."""
    drawn = ledger_bytes(office)
    assert fresh(office).run(unseen) is Step.DONE
    now = ledger_bytes(office)
    assert list(now) == [f"{PERIOD}.json"]
    assert not drawn or drawn == now
    (kept,) = office.site.store.releases()
    own = copies.release(office.folder, PERIOD, 1)
    assert own is not None
    assert (own.sha256, own.ledger_head) == (kept.sha256, office.ledger.verify())
    assert office.waiting() == 0
    names = [path.name for path in (office.folder / "periods").iterdir() if PERIOD in path.name]
    assert names == [f"{PERIOD}.plan.json"]
    assert fresh(office).run(unseen) is Step.DONE
    assert (ledger_bytes(office), office.site.store.releases()) == (now, (kept,))
    office.let_go()


@pytest.mark.parametrize("where", get_args(Where))
@pytest.mark.parametrize("at", range(CALLS - 1))
def test_a_line_that_is_cut_at_any_call_loses_and_doubles_nothing(
    office: Office, at: int, where: Where
) -> None:
    closing = fresh(office)
    cut = Cut(courier_for(office.folder, office.address), at, where, unreachable)
    with pytest.raises(IntakeUnreachable):
        replace(closing, courier=cut).run(unseen)
    assert cut.made == at + 1
    goes_on(office)


def test_a_close_that_is_not_cut_makes_so_many_calls(office: Office) -> None:
    cut = Cut(courier_for(office.folder, office.address), CALLS, "before", unreachable)
    replace(fresh(office), courier=cut).run(unseen)
    assert cut.made == CALLS - 1


@pytest.mark.parametrize("step", [one for one in Step if one is not Step.DONE])
def test_killed_as_a_step_begins_it_goes_on(office: Office, step: Step) -> None:
    def kill(progress: Progress) -> None:
        if progress.step is step:
            killed()

    assert in_a_process(lambda: fresh(office).run(kill))
    goes_on(office)


def _killed_at(folder: Path, step: int) -> bool:
    def close(office: Office) -> None:
        closing = fresh(office)
        sys.addaudithook(Killer(office.folder, step))
        closing.run(unseen)

    with a_small_office(folder, lambda office: office.told(TOLD)) as office:
        died = in_a_process(lambda: close(office))
        goes_on(office)
    return died


def test_killed_at_some_steps_in_files_it_goes_on(tmp_path: Path) -> None:
    step = 1
    while _killed_at(tmp_path / str(step), step):
        step += EVERY
    assert step > 5 * EVERY


@pytest.mark.long
def test_killed_at_any_step_in_files_it_goes_on(tmp_path: Path) -> None:
    step = 1
    while _killed_at(tmp_path / str(step), step):
        step += 1
    assert step > 5 * EVERY
