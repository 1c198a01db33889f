"""A period is taken home once, wherever it was cut: nothing lost, nothing twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.counting.period_collecting import (
    AT_ONCE,
    PeriodCollectedAlready,
    Tally,
    acknowledge_period,
    collect_period,
    spool_of,
)
from grievance.casebook.counting.period_spool import NothingCollected, PeriodSpool
from grievance.courier.errors import IntakeUnreachable
from grievance.courier.frames import Collected, Page
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period
from grievance.envelope.seal import seal
from grievance.opening.keys import PrivateKey
from tests.kit.period import KEY

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

OTHER = PrivateKey.new(Purpose.STATISTICS, "2026Q3")
ENVELOPES = {
    n * 10: seal({"edition": "2026-1", "n": n}, Purpose.STATISTICS, KEY.public) for n in range(7)
}
PAGE = 3


class Cut(BaseException):
    """The process dies here."""


@dataclass
class FrozenIntake:
    """Answers as an intake does for a frozen period; dies before or after a chosen call."""

    waiting: dict[int, bytes] = field(default_factory=lambda: dict(ENVELOPES))
    dies: tuple[str, int, str] | None = None
    calls: list[str] = field(default_factory=list)
    given: list[int] = field(default_factory=list)
    last: list[bool] = field(default_factory=list)

    def collect(self, purpose: Purpose, after: int) -> Page:
        assert purpose is Purpose.STATISTICS
        self._step("collect", "before")
        ids = sorted(one for one in self.waiting if one > after)
        page = [Collected(one, "2026-W48", one % 20 == 0, self.waiting[one]) for one in ids[:PAGE]]
        self._step("collect", "after")
        self.given += ids[:PAGE]
        return Page(tuple(page), more=len(ids) > PAGE)

    def acknowledge(self, received: Collection[tuple[int, bytes]], *, last: bool) -> int:
        self._step("acknowledge", "before")
        fitting = [
            one
            for one, digest in received
            if one in self.waiting and hashlib.sha256(self.waiting[one]).digest() == digest
        ]
        for one in fitting:
            del self.waiting[one]
        self.last.append(last)
        self._step("acknowledge", "after")
        return len(fitting)

    def _step(self, name: str, when: str) -> None:
        if when == "before":
            self.calls.append(name)
        if self.dies == (name, self.calls.count(name), when):
            self.dies = None
            raise Cut


@pytest.fixture
def spool(tmp_path: Path) -> PeriodSpool:
    return spool_of(tmp_path, Period.parse("2026Q4"), KEY.id)


def run(spool: PeriodSpool, intake: FrozenIntake) -> Tally:
    *_, last = collect_period(spool, intake)
    return last


def collected(spool: PeriodSpool) -> list[bytes]:
    with spool.reading() as file:
        return [one.body for part in file.ranges(2) for one in file.read(part)]


def test_everything_is_taken_home_and_stays_there_until_the_end(spool: PeriodSpool) -> None:
    intake = FrozenIntake()
    assert run(spool, intake) == Tally(fresh=7)
    assert collected(spool) == list(ENVELOPES.values())
    assert intake.waiting == ENVELOPES
    assert intake.calls == ["collect"] * 3
    assert spool.path.parts[-2:] == ("periods", "2026Q4.spool")


def test_an_empty_period_is_one_call_and_an_empty_spool(spool: PeriodSpool) -> None:
    intake = FrozenIntake(waiting={})
    assert run(spool, intake) == Tally()
    assert intake.calls == ["collect"]
    assert collected(spool) == []


def test_collecting_again_asks_only_for_what_comes_after(spool: PeriodSpool) -> None:
    run(spool, FrozenIntake())
    again = FrozenIntake()
    assert run(spool, again) == Tally()
    assert again.given == []
    assert collected(spool) == list(ENVELOPES.values())


@pytest.mark.parametrize("dies", list(product(["collect"], (1, 2, 3), ("before", "after"))))
def test_cut_at_a_call_the_next_run_goes_on(spool: PeriodSpool, dies: tuple[str, int, str]) -> None:
    intake = FrozenIntake(dies=dies)
    with pytest.raises(Cut):
        run(spool, intake)
    run(spool, intake)
    assert collected(spool) == list(ENVELOPES.values())
    assert intake.given == list(ENVELOPES)  # nothing was brought twice


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("page", [1, 2, 3])
def test_cut_at_the_disk_the_next_run_goes_on(tmp_path: Path, page: int, when: str) -> None:
    class Dying(PeriodSpool):
        def append(self, envelopes: Collection[Collected]) -> None:
            is_the_page = self.last_id() == BEFORE[page]
            if is_the_page and when == "before":
                raise Cut
            super().append(envelopes)
            if is_the_page:
                raise Cut

    path = tmp_path / "periods" / "2026Q4.spool"
    with pytest.raises(Cut):
        run(Dying(path, KEY.id), FrozenIntake())
    spool = PeriodSpool(path, KEY.id)
    run(spool, FrozenIntake())
    assert collected(spool) == list(ENVELOPES.values())


BEFORE = {1: -1, 2: 20, 3: 50}  # the last number in the spool before each page


def test_stopped_after_a_page_it_goes_on_later(spool: PeriodSpool) -> None:
    intake = FrozenIntake()
    assert next(collect_period(spool, intake)) == Tally(fresh=3)
    assert run(spool, intake) == Tally(fresh=4)
    assert collected(spool) == list(ENVELOPES.values())


def test_what_is_of_another_period_or_no_envelope_is_left_there(spool: PeriodSpool) -> None:
    strange = {
        5: b"no envelope",
        6: seal({"edition": "2026-1"}, Purpose.STATISTICS, OTHER.public),
        7: seal({"edition": "2026-1", "x": "x" * 9000}, Purpose.CASEWORK, KEY.public),
        71: ENVELOPES[0] + bytes(4096),
    }
    intake = FrozenIntake(waiting=ENVELOPES | strange)
    assert run(spool, intake) == Tally(fresh=7, others=4)
    assert collected(spool) == list(ENVELOPES.values())
    list(acknowledge_period(spool, intake))
    assert intake.waiting == strange


def test_a_page_of_nothing_but_others_is_passed(spool: PeriodSpool) -> None:
    foreign = seal({"edition": "2026-1"}, Purpose.STATISTICS, OTHER.public)
    intake = FrozenIntake(waiting={**dict.fromkeys(range(1, 8), foreign), 90: ENVELOPES[0]})
    assert run(spool, intake) == Tally(fresh=1, others=7)
    assert collected(spool) == [ENVELOPES[0]]


def test_two_at_once_are_one(spool: PeriodSpool) -> None:
    first = collect_period(spool, FrozenIntake())
    next(first)
    with pytest.raises(PeriodCollectedAlready):
        run(spool, FrozenIntake())
    first.close()
    run(spool, FrozenIntake())
    assert collected(spool) == list(ENVELOPES.values())


def test_at_the_end_the_intake_may_delete_all_of_it(spool: PeriodSpool) -> None:
    intake = FrozenIntake()
    run(spool, intake)
    assert list(acknowledge_period(spool, intake)) == [7]
    assert intake.waiting == {}
    assert intake.last == [False, True]


def test_an_acknowledgement_names_a_thousand_at_most(spool: PeriodSpool) -> None:
    body = ENVELOPES[0]
    many = AT_ONCE + 1
    spool.append([Collected(one, "2026-W48", vouched=False, body=body) for one in range(many)])
    intake = FrozenIntake(waiting=dict.fromkeys(range(many), body))
    assert list(acknowledge_period(spool, intake)) == [AT_ONCE, many]
    assert intake.waiting == {}


@pytest.mark.parametrize("dies", list(product(["acknowledge"], (1, 2), ("before", "after"))))
def test_acknowledging_that_was_cut_is_made_again(
    spool: PeriodSpool, dies: tuple[str, int, str]
) -> None:
    intake = FrozenIntake(dies=dies)
    run(spool, intake)
    with pytest.raises(Cut):
        list(acknowledge_period(spool, intake))
    list(acknowledge_period(spool, intake))
    assert intake.waiting == {}
    assert intake.last[-1] is True


def test_what_is_not_here_is_never_acknowledged(spool: PeriodSpool) -> None:
    intake = FrozenIntake()
    with pytest.raises(NothingCollected):
        list(acknowledge_period(spool, intake))
    assert intake.calls == []


def test_an_intake_that_cannot_be_reached_leaves_what_came(spool: PeriodSpool) -> None:
    class Silent(FrozenIntake):
        def collect(self, purpose: Purpose, after: int) -> Page:
            if after > 0:
                raise IntakeUnreachable("the line was cut")
            return super().collect(purpose, after)

    with pytest.raises(IntakeUnreachable):
        run(spool, Silent())
    assert collected(spool) == list(ENVELOPES.values())[:PAGE]
    run(spool, FrozenIntake())
    assert collected(spool) == list(ENVELOPES.values())
