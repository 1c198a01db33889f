"""What may be done in quiet times and in a flood, and by whom."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from grievance.store.main import Store
from grievance.web.intake.floods.ceiling import SPREAD, Ceiling
from grievance.web.intake.floods.counts import Counts
from grievance.web.intake.floods.floods import AHEAD, Floods
from grievance.web.intake.floods.limits import FEW, WIDE, Action, Limits
from grievance.web.intake.floods.networks import NOWHERE, Network, network_of
from grievance.web.intake.floods.refusals import AtOnce, Refused, TooMany, WeekFull
from tests.kit.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

QUIET = Limits(near=10, nowhere=50, busy=40)
SUNDAY = datetime(2026, 11, 29, 23, 59, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def _floods(clock: Clock, limits: Limits = QUIET, weekly: int = 0) -> Floods:
    counts = Counts()
    return Floods(limits, counts, Ceiling(weekly, bytes(32), counts), clock)


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
    times, problem = _times(lambda: floods.admit_sending(_home(1), store))
    assert times == 10
    assert isinstance(problem, TooMany)
    assert problem.wait == 3600
    floods.admit_sending(_home(2), store)
    clock.forward(minutes=50)
    assert _times(lambda: floods.admit_sending(_home(1), store))[1].wait == 600
    clock.forward(minutes=10)
    floods.admit_sending(_home(1), store)


def test_what_surrounds_networks_has_a_limit_too(store: Store) -> None:
    floods = _floods(Clock(), Limits(10, 50, busy=0))
    homes = iter(range(100_000))
    times, _ = _times(lambda: floods.admit_sending(_home(next(homes) // 5 % 250), store))
    assert times == 10 * WIDE
    floods.admit_sending(_home(1, around=1), store)


def test_once_much_comes_from_everywhere_each_network_may_send_a_few(store: Store) -> None:
    floods = _floods(Clock())
    for number in range(40):
        floods.admit_sending(_home(number % 5), store)
    with pytest.raises(TooMany):
        floods.admit_sending(_home(1), store)
    assert _times(lambda: floods.admit_sending(_home(99), store))[0] == FEW


def test_a_flood_of_one_kind_narrows_no_other(store: Store) -> None:
    floods = _floods(Clock())
    for number in range(40):
        floods.admit_sending(_home(number % 5), store)
    for _ in range(10 * Action.RETURN.value):
        floods.admit(Action.RETURN, _home(1))


def test_who_has_no_address_shares_one_limit(store: Store) -> None:
    floods = _floods(Clock(), Limits(10, 50, busy=0))
    assert _times(lambda: floods.admit_sending(NOWHERE, store))[0] == 50
    floods.admit_sending(_home(1), store)
    assert _times(lambda: floods.admit_sending(_home(1), store))[0] == 9


@pytest.mark.parametrize("network", [NOWHERE, _home(1)])
def test_no_limit_is_no_limit(network: Network, store: Store) -> None:
    floods = _floods(Clock(), Limits(0, 0, 0))
    for _ in range(3000):
        floods.admit_sending(network, store)


def test_a_refusal_counts_for_nobody(store: Store) -> None:
    floods = _floods(Clock())
    for _ in range(10):
        floods.admit_sending(_home(1), store)
    for _ in range(200):
        with pytest.raises(TooMany):
            floods.admit_sending(_home(1), store)
    assert floods.counts.total(Action.SEND.number) == 10
    floods.admit_sending(_home(2), store)


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
    times, problem = _times(lambda: floods.admit_sending(_home(1), store))
    assert 180 <= times <= 220
    assert isinstance(problem, WeekFull)
    assert problem.wait == 30, "until Monday"
    clock.forward(minutes=1)
    floods.admit_sending(_home(1), store)


def test_half_a_week_s_ceiling_leaves_each_network_a_few(store: Store) -> None:
    floods = _floods(Clock(), Limits(1000, 1000, 0), weekly=200)
    times, problem = _times(lambda: floods.admit_sending(_home(1), store))
    assert 90 <= times <= 112
    assert isinstance(problem, TooMany)
    elsewhere = _home(1, around=1)
    assert _times(lambda: floods.admit_sending(elsewhere, store))[0] == FEW


def test_the_ceiling_of_a_week_stays_what_it_is_and_no_two_secrets_draw_alike() -> None:
    weeks = [f"2026-W{week:02}" for week in range(1, 54)]
    ours = [Ceiling(10_000, bytes(32), Counts()).most(week) for week in weeks]
    again = [Ceiling(10_000, bytes(32), Counts()).most(week) for week in weeks]
    other = [Ceiling(10_000, b"x" * 32, Counts()).most(week) for week in weeks]
    assert ours == again != other
    assert len(set(ours)) > 50
    assert all(10_000 * (1 - SPREAD) <= one <= 10_000 * (1 + SPREAD) for one in ours)
    assert max(ours) > 10_500
    assert min(ours) < 9_500
