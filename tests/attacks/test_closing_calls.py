"""Closing a period over real HTTP: early, by others, twice, at once, cut off and killed."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, get_args

import pytest

from grievance.courier.errors import CourierRefused, IntakeUnreachable
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period, closes_from
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.release.plan import fixed_plan
from grievance.release.verify import verify_zip
from grievance.store.main import Store
from tests.attacks.carrying import SmallDesk, courier_of, wait_for
from tests.attacks.cutting import Cut, Line, line
from tests.kit.small_release import a_release
from tests.kit.union import FACTS
from tests.machine import Machine, machine_in, organisation, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from grievance.courier.client import Courier
    from grievance.publishing.build import Built
    from tests.machine import Intake, Organisation

WAITING = 520  # a page, and a few more
CALLS = 6  # freezing, two pages, two acknowledgements, publishing


@pytest.fixture(scope="module")
def union() -> Organisation:
    return organisation("Union of Data Workers", counts=True)


@pytest.fixture(scope="module")
def guild() -> Organisation:
    return organisation("Moderators United", counts=False)


@pytest.fixture(scope="module")
def release(union: Organisation) -> Built:
    return released(union)


def released(union: Organisation, testimonies: int = 200) -> Built:
    plan = fixed_plan(period_of(union), EDITION.id, FACTS)
    who = union.card.organisation
    return a_release(who, union.release, plan=plan, testimonies=testimonies)


def period_of(union: Organisation) -> str:
    return union.card.statistics[0].period or ""


@contextmanager
def on(
    machine: Machine, day: date, *organisations: Organisation, authority: str | None = None
) -> Iterator[Intake]:
    """Serve an intake to which it is `day`."""
    environ = {"GRIEVANCE_AUTHORITY": authority} if authority else {}
    pretended = {"GRIEVANCE_DEMO": "1", "GRIEVANCE_DEMO_DATE": day.isoformat(), **environ}
    with serving(machine, organisations, app=None, tls=None, **pretended) as intake:
        yield intake


def closing_day(union: Organisation) -> date:
    return closes_from(Period.parse(period_of(union))).date()


@pytest.fixture
def intake(tmp_path: Path, union: Organisation, guild: Organisation) -> Iterator[Intake]:
    with (
        machine_in(tmp_path / "machine") as machine,
        on(machine, closing_day(union), union, guild) as served,
    ):
        yield served


def close(courier: Courier, union: Organisation, release: Built) -> SmallDesk:
    """Close the period as a desk does, from the first call to the last."""
    desk = SmallDesk(courier, Purpose.STATISTICS)
    courier.freeze(period_of(union))
    desk.collect()
    courier.publish(release.archive)
    return desk


def is_whole(data: Path, release: Built) -> bool:
    """Tell whether the one published release is there with every file, as it was signed."""
    store = Store.open(data)
    (kept,) = store.releases()
    files = {name: store.release_file(kept, name).read_bytes() for name in release.files}
    archive = store.release_archive(kept).read_bytes()
    store.close()
    return files == release.files and verify_zip(archive).sha256 == release.release.sha256


def test_a_period_is_closed_collected_and_published(
    intake: Intake, union: Organisation, release: Built
) -> None:
    bodies = wait_for(union, intake.machine.data, WAITING, purpose=Purpose.STATISTICS)
    courier = courier_of(union, intake.base)
    frozen = courier.freeze(period_of(union))
    assert frozen.key_id in {one.public.id for one in union.card.statistics}
    desk = SmallDesk(courier, Purpose.STATISTICS)
    desk.collect()
    assert set(desk.spool) == bodies
    assert courier.freeze(period_of(union)) == frozen
    assert (courier.publish(release.archive), courier.publish(release.archive)) == (True, False)
    (listed,) = courier.releases()
    assert (listed.period, listed.sha256) == (period_of(union), release.release.sha256)
    assert is_whole(intake.machine.data, release)


def refused(call: Callable[[], object]) -> int:
    """Return the status with which the intake refuses `call`."""
    with pytest.raises(CourierRefused) as told:
        call()
    return told.value.answered


@pytest.mark.parametrize("early", [1, 2, 40])
def test_before_its_end_and_forty_eight_hours_nothing_of_it_is_had(
    tmp_path: Path, union: Organisation, release: Built, early: int
) -> None:
    day = closing_day(union) - timedelta(days=early)
    with machine_in(tmp_path / "machine") as machine, on(machine, day, union) as intake:
        wait_for(union, machine.data, 3, purpose=Purpose.STATISTICS)
        courier = courier_of(union, intake.base)
        assert refused(lambda: courier.freeze(period_of(union))) == 409
        assert refused(lambda: courier.collect(Purpose.STATISTICS, -1)) == 403
        assert refused(lambda: courier.publish(release.archive)) == 409
        assert courier.releases() == ()
        assert len(intake.stored()) == 3


def test_another_organisation_and_a_stranger_close_and_publish_nothing(
    intake: Intake, union: Organisation, guild: Organisation, release: Built
) -> None:
    wait_for(union, intake.machine.data, 3, purpose=Purpose.STATISTICS)
    courier_of(union, intake.base).freeze(period_of(union))
    theirs = courier_of(guild, intake.base)
    assert refused(lambda: theirs.freeze(period_of(union))) == 403
    assert refused(lambda: theirs.collect(Purpose.STATISTICS, -1)) == 403
    assert refused(lambda: theirs.publish(release.archive)) == 422
    nobodys = courier_of(organisation("Nobody’s Union", counts=True), intake.base)
    assert refused(lambda: nobodys.freeze(period_of(union))) == 401
    assert refused(lambda: nobodys.collect(Purpose.STATISTICS, -1)) == 401
    assert refused(lambda: nobodys.publish(release.archive)) == 401
    assert courier_of(union, intake.base).releases() == ()
    assert len(intake.stored()) == 3


def test_of_two_releases_published_at_once_one_is_kept_and_the_other_refused(
    intake: Intake, union: Organisation
) -> None:
    courier_of(union, intake.base).freeze(period_of(union))
    both = [released(union), released(union, testimonies=190)]

    def publish(one: Built) -> bool:
        try:
            return courier_of(union, intake.base).publish(one.archive)
        except CourierRefused as told:
            return told.answered != 409

    with ThreadPoolExecutor(4) as pool:
        published = list(pool.map(publish, both * 2))
    assert sum(published) == 1
    assert is_whole(intake.machine.data, both[0] if any(published[::2]) else both[1])


@contextmanager
def on_a_line(machine: Machine, union: Organisation, carrying: Line) -> Iterator[Intake]:
    with on(machine, closing_day(union), union, authority=carrying.authority) as intake:
        carrying.intake = int(intake.base.rpartition(":")[2])
        yield intake


@pytest.mark.parametrize("cut", get_args(Cut))
def test_a_close_cut_off_at_any_call_is_completed_by_the_next(
    tmp_path: Path, union: Organisation, release: Built, cut: Cut
) -> None:
    with (
        machine_in(tmp_path / "machine") as machine,
        line() as carrying,
        on_a_line(machine, union, carrying) as intake,
    ):
        courier = courier_of(union, carrying.address)
        bodies = wait_for(union, machine.data, WAITING, purpose=Purpose.STATISTICS)
        carried: set[bytes] = set()
        for at in range(CALLS):
            carrying.carried, carrying.at, carrying.cut = 0, at, cut
            desk = SmallDesk(courier, Purpose.STATISTICS)
            with suppress(IntakeUnreachable):
                courier.freeze(period_of(union))
                desk.collect()
                courier.publish(release.archive)
            carried |= set(desk.spool)
        carrying.at = None
        carried |= set(close(courier, union, release).spool)
        assert carried == bodies
        assert intake.stored() == []
        assert is_whole(machine.data, release)


@pytest.mark.parametrize("milliseconds", [0, 5, 50, 150])
def test_an_intake_killed_while_it_publishes_has_the_release_whole_or_not_at_all(
    tmp_path: Path, union: Organisation, release: Built, milliseconds: int
) -> None:
    with machine_in(tmp_path / "machine") as machine, line() as carrying:
        courier = courier_of(union, carrying.address)
        with on_a_line(machine, union, carrying) as intake:
            courier.freeze(period_of(union))
            carrying.under_way = partial(kill_all, intake.processes(), milliseconds / 1000)
            carrying.carried, carrying.at = 0, 0
            with suppress(IntakeUnreachable):  # unless it had answered by then
                courier.publish(release.archive)
        store = Store.open(machine.data)
        published = store.releases()
        store.close()
        assert not published or is_whole(machine.data, release)
        with on_a_line(machine, union, carrying):
            carrying.at = None
            courier.publish(release.archive)
        assert is_whole(machine.data, release)


def kill_all(pids: list[int], after: float) -> None:
    time.sleep(after)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
