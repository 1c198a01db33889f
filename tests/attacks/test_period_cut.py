"""A frozen period, taken home from a real intake on a line that is cut: nothing lost or twice."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, get_args

import pytest

from grievance.casebook.counting.period_collecting import (
    acknowledge_period,
    collect_period,
    spool_of,
)
from grievance.courier.errors import IntakeUnreachable
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period
from grievance.envelope.seal import seal
from grievance.store.main import Store
from grievance.store.rows import FrozenKey, NewEnvelope, NewReceipt
from tests.attacks.carrying import WEEKS, courier_of
from tests.attacks.cutting import Cut, Line, line
from tests.attacks.test_courier_cut import nothing_waits, on_a_line
from tests.machine import Organisation, machine_in, organisation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.casebook.counting.period_spool import PeriodSpool
    from grievance.courier.client import Courier
    from tests.machine import Intake

WAITING = 520  # a page, and a few more
PAGES = 2
CALLS = PAGES + 2  # and one acknowledgement of all of it, and the word that it was the last


@pytest.fixture(scope="module")
def union() -> Organisation:
    return organisation("Union of Data Workers", counts=True)


@pytest.fixture
def served(tmp_path: Path, union: Organisation) -> Iterator[tuple[Intake, Line]]:
    with (
        machine_in(tmp_path / "machine") as machine,
        line() as carrying,
        on_a_line(machine, union, carrying) as intake,
    ):
        yield intake, carrying


def frozen(union: Organisation, data: Path) -> set[bytes]:
    """Let envelopes wait for the union's statistics key, then freeze it; return their bodies."""
    (key,) = union.card.statistics
    store, bodies = Store.open(data), set()
    for number in range(WAITING):
        body = seal({"edition": "2026-1", "n": number}, Purpose.STATISTICS, key.public)
        new = NewEnvelope(key.public.id, Purpose.STATISTICS, secrets.token_bytes(32), body)
        store.keep(WEEKS[number % 3], [new], NewReceipt(secrets.token_bytes(16), b"sealed"))
        bodies.add(body)
    period, organisation_id = str(key.period), union.card.organisation
    store.freeze(FrozenKey(key.public.id, organisation_id, period, key.plan or ""))
    store.close()
    return bodies


def close(spool: PeriodSpool, courier: Courier) -> None:
    """Do what the end of a period does with its envelopes."""
    list(collect_period(spool, courier))
    list(acknowledge_period(spool, courier))


def lying(spool: PeriodSpool) -> list[bytes]:
    with spool.reading() as file:
        return [one.body for part in file.ranges(100) for one in file.read(part)]


@pytest.mark.parametrize("cut", get_args(Cut))
def test_a_close_cut_off_at_any_call_is_completed_by_the_next(
    served: tuple[Intake, Line], union: Organisation, tmp_path: Path, cut: Cut
) -> None:
    intake, carrying = served
    bodies = frozen(union, intake.machine.data)
    (key,) = union.card.statistics
    spool = spool_of(tmp_path, Period.parse(str(key.period)), key.public.id)
    courier = courier_of(union, carrying.address)
    carrying.cut = cut
    for at in (0, 1, 1, 2):  # each run ends later: in the first page, in the second, and so on
        carrying.carried, carrying.at = 0, at
        with pytest.raises(IntakeUnreachable):
            close(spool, courier)
    carrying.carried, carrying.at = 0, None
    close(spool, courier)
    assert carrying.carried <= CALLS
    assert sorted(lying(spool)) == sorted(bodies)
    assert nothing_waits(intake.machine.data)
    spool.destroy()
    assert not any(path.is_file() and path.stat().st_size for path in spool.path.parent.iterdir())
