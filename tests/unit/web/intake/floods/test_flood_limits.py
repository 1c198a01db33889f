"""What may be done in quiet times and in a flood, and by whom."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.store.main import Store
from grievance.web.intake.floods.ceiling import SPREAD, Ceiling
from grievance.web.intake.floods.counts import Counts
from grievance.web.intake.floods.floods import AHEAD, Floods
from grievance.web.intake.floods.limits import FEW, WIDE, Action, Limits
from grievance.web.intake.floods.networks import NOWHERE, Network, network_of
from grievance.web.intake.floods.refusals import AtOnce, FewAnHour, Refused, TooMany, WeekFull
from tests.kit.clock import Clock
from tests.unit.store.invented import WEEK, a_testimony

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

QUIET = Limits(near=10, nowhere=50, busy=40)
NOWHERE_NOTED = Path("/nowhere/ceiling-others")
SUNDAY = datetime(2026, 11, 29, 23, 59, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def _floods(
    clock: Clock, limits: Limits = QUIET, weekly: int = 0, noted: Path = NOWHERE_NOTED
) -> Floods:
    counts = Counts()
    return Floods(limits, counts, Ceiling(weekly, bytes(32), counts, noted), clock)


def _send(floods: Floods, network: Network, store: Store) -> None:
    floods.admit_sending(network, store)()


def _flood(floods: Floods, store: Store) -> None:
    """Send from so many networks that it is noticed, a few times from the first."""
    for _ in range(7):
        _send(floods, _home(1), store)
    for number in range(41):
        _send(floods, _home(number, around=9), store)


def _home(number: int, around: int = 0) -> Network:
    return network_of(f"20.{around}.{number}.1")


def _times(ask: Callable[[], object], most: int = 5000) -> tuple[int, Refused]:
    """Ask until it is refused; return how often it was not."""
    for times in range(most):
        try:
            ask()
        except Refused as problem:
            return times, problem
    raise AssertionError(f"not refused {most} times")


def test_a_network_may_send_so_much_an_hour_and_then_waits_for_the_next(store: Store) -> None:
    clock = Clock()
    floods = _floods(clock)
    times, problem = _times(lambda: _send(floods, _home(1), store))
    assert 8 <= times <= 12, "as the hour drew it"
    assert isinstance(problem, TooMany)
    assert problem.wait == 3600
    _send(floods, _home(2), store)
    clock.forward(minutes=55)
    assert _times(lambda: _send(floods, _home(1), store))[1].wait == 600
    clock.forward(minutes=5)
    _send(floods, _home(1), store)


def test_what_surrounds_networks_has_a_limit_too(store: Store) -> None:
    floods = _floods(Clock(), Limits(10, 50, busy=0))
    homes = iter(range(100_000))
    times, _ = _times(lambda: _send(floods, _home(next(homes) // 5 % 250), store))
    assert 8 * WIDE <= times <= 12 * WIDE
    _send(floods, _home(1, around=1), store)


def test_once_much_comes_from_everywhere_each_network_may_send_a_few(store: Store) -> None:
    floods = _floods(Clock())
    _flood(floods, store)
    with pytest.raises(TooMany):
        _send(floods, _home(1), store)
    times, _ = _times(lambda: _send(floods, _home(99), store))
    assert FEW[0] <= times <= FEW[1]


def test_a_flood_of_one_kind_narrows_no_other(store: Store) -> None:
    floods = _floods(Clock())
    _flood(floods, store)
    for _ in range(8 * Action.RETURN.value):
        floods.admit(Action.RETURN, _home(1))


def test_who_has_no_address_shares_one_limit(store: Store) -> None:
    floods = _floods(Clock(), Limits(10, 50, busy=0))
    assert _times(lambda: _send(floods, NOWHERE, store))[0] in range(40, 61)
    _send(floods, _home(1), store)
    assert _times(lambda: _send(floods, _home(1), store))[0] in range(7, 12)


@pytest.mark.parametrize("network", [NOWHERE, _home(1)])
def test_no_limit_is_no_limit(network: Network, store: Store) -> None:
    floods = _floods(Clock(), Limits(0, 0, 0))
    for _ in range(3000):
        _send(floods, network, store)


def test_a_refusal_counts_for_nobody(store: Store) -> None:
    floods = _floods(Clock())
    times, _ = _times(lambda: _send(floods, _home(1), store))
    for _ in range(200):
        with pytest.raises(TooMany):
            _send(floods, _home(1), store)
    assert floods.counts.total(Action.SEND.number) == times
    _send(floods, _home(2), store)


def test_steps_that_hold_a_worker_are_taken_one_after_the_other() -> None:
    floods = _floods(Clock(), Limits(0, 0, 0))
    times, problem = _times(lambda: floods.admit_erasing(NOWHERE))
    assert times >= AHEAD + 1
    assert isinstance(problem, AtOnce)
    assert problem.wait == 1


def test_a_week_takes_about_what_the_operator_set_and_then_nothing_without_a_slip(
    store: Store,
) -> None:
    clock = Clock(SUNDAY)
    floods = _floods(clock, Limits(0, 0, 0), weekly=200)
    times, problem = _times(lambda: _send(floods, _home(1), store))
    assert 180 <= times <= 220
    assert isinstance(problem, WeekFull)
    assert problem.wait == 30, "until Monday"
    clock.forward(minutes=1)
    _send(floods, _home(1), store)


def test_half_a_week_s_ceiling_leaves_each_network_a_few(store: Store) -> None:
    floods = _floods(Clock(SUNDAY), Limits(1000, 1000, 0), weekly=200)
    times, problem = _times(lambda: _send(floods, _home(1), store))
    assert 90 <= times <= 112
    assert isinstance(problem, TooMany)
    elsewhere = _home(1, around=1)
    assert _times(lambda: _send(floods, elsewhere, store))[0] in range(FEW[0], FEW[1] + 1)


def test_the_ceiling_of_a_week_stays_what_it_is_and_no_two_secrets_draw_alike() -> None:
    weeks = [f"2026-W{week:02}" for week in range(1, 54)]
    ours = [Ceiling(10_000, bytes(32), Counts(), NOWHERE_NOTED).most(week) for week in weeks]
    again = [Ceiling(10_000, bytes(32), Counts(), NOWHERE_NOTED).most(week) for week in weeks]
    other = [Ceiling(10_000, b"x" * 32, Counts(), NOWHERE_NOTED).most(week) for week in weeks]
    assert ours == again != other
    assert len(set(ours)) > 50
    assert all(10_000 * (1 - SPREAD) <= one <= 10_000 * (1 + SPREAD) for one in ours)
    assert max(ours) > 10_500
    assert min(ours) < 9_500


def test_limits_are_drawn_for_each_network_and_hour_and_stay_for_the_hour(store: Store) -> None:
    clock = Clock()
    floods = _floods(clock, Limits(100, 0, busy=0))

    def drawn() -> list[int]:
        tag = Action.SEND.tag
        homes = [floods.counts.drawn(tag, _home(number).near) for number in range(40)]
        return [floods.limits.of_near(Action.SEND, one, busy=False) for one in homes]

    floods.tidy()
    now = drawn()
    assert drawn() == now
    assert len(set(now)) > 10
    assert all(80 <= one <= 120 for one in now)
    assert _times(lambda: _send(floods, _home(3), store))[0] == now[3]
    clock.forward(minutes=60)
    floods.tidy()
    assert drawn() != now


def test_what_could_not_be_stored_counts_for_nobody(store: Store) -> None:
    floods = _floods(Clock(), weekly=200)
    for _ in range(500):
        floods.admit_sending(_home(1), store)  # never kept
    assert _times(lambda: _send(floods, _home(1), store))[0] >= 8


def test_the_second_half_of_a_week_is_let_go_hour_by_hour(store: Store) -> None:
    clock = Clock(datetime(2026, 11, 23, 12, tzinfo=UTC))  # a Monday: 156 hours are left
    floods = _floods(clock, Limits(0, 0, 0), weekly=2000)
    times, problem = _times(lambda: _send(floods, _home(1), store))
    assert isinstance(problem, FewAnHour)
    assert problem.wait == 3600
    assert 900 <= times <= 1120
    each_hour = []
    for _ in range(155):
        clock.forward(minutes=60)
        each_hour.append(_times(lambda: _send(floods, _home(1), store))[0])
    assert min(each_hour) >= 5
    assert max(each_hour) <= 8
    assert 1800 <= times + sum(each_hour) <= 2200


def test_while_much_comes_a_tenth_of_the_week_may_come_from_nowhere(store: Store) -> None:
    clock = Clock()
    floods = _floods(clock, Limits(0, 1000, busy=1), weekly=200)
    _send(floods, _home(1), store)
    _send(floods, _home(1), store)
    times, problem = _times(lambda: _send(floods, NOWHERE, store))
    assert 18 <= times <= 22
    assert isinstance(problem, WeekFull)
    _send(floods, _home(2), store)


def test_rows_that_are_no_first_testimonies_count_neither_now_nor_after_a_restart(
    store: Store, tmp_path: Path
) -> None:
    clock, noted = Clock(), tmp_path / "ceiling-others"
    floods = _floods(clock, Limits(0, 0, 0), weekly=10, noted=noted)
    _send(floods, _home(1), store)
    for _ in range(30):
        store.revise(WEEK, (), *a_testimony())
    store.keep(WEEK, *a_testimony())  # the one that was admitted
    clock.forward(minutes=11)
    floods.admit_sending(_home(1), store)
    again = _floods(clock, Limits(0, 0, 0), weekly=10, noted=noted)
    again.admit_sending(_home(1), store)
    assert again.counts.of_week(202648)[0] == 1
    assert noted.read_text() == "2026-W48 30"
