"""Counting: each testimony once, whatever was sent; cut anywhere, it is run again."""

from __future__ import annotations

import hashlib
import os
import resource
import secrets
import signal
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.spool_file import SpoolDamaged
from grievance.casebook.counting.period_spool import RECORD_SIZE, NothingCollected
from grievance.casebook.errors import CasebookFull
from grievance.envelope.keys import Purpose
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.seal import seal
from grievance.opening.held import WrongKey
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.process import OpeningInterrupted
from grievance.release.plan import View
from grievance.tables.counting import RECORDS_AT_ONCE, count
from tests.kit.measuring import shipped
from tests.kit.opening_processes import opening_processes
from tests.kit.period import KEY, PERIOD, SpooledPeriod, mark, nothing, sealed_by_a_form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.opening.held import HeldKey
    from grievance.tables.table import Counts


@pytest.fixture
def period(tmp_path: Path) -> SpooledPeriod:
    return SpooledPeriod.at(tmp_path)


def full(period: SpooledPeriod, people: int) -> None:
    """Let people tell, correct and take back."""
    sealed = [(period.account(whose), whose) for whose in range(people)]
    sealed += [(period.account(whose, 2), whose) for whose in range(0, people, 7)]
    sealed += [(period.inventor.withdrawal(mark(one), 1000), one) for one in range(0, people, 11)]
    period.lay([(body, whose % 3 == 0) for body, whose in sealed])


def told_in(counts: Counts) -> int:
    return sum(sum(cell[0]) for cell in counts)


@pytest.mark.parametrize("processes", [0, 1, 2, 3])
def test_the_table_holds_each_testimony_once(period: SpooledPeriod, processes: int) -> None:
    full(period, 300)
    counted = period.counted(processes)
    assert counted.unreadable == 0
    assert counted.table.plan == period.plan
    assert counted.table.counts == period.expected()
    assert told_in(counted.table.counts[View.ALL]) == 300 - len(range(0, 300, 11))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_period_without_a_testimony_is_a_table_of_zeros(
    period: SpooledPeriod, processes: int
) -> None:
    counted = period.counted(processes)
    assert told_in(counted.table.counts[View.ALL]) == 0
    assert counted.table.counts == period.expected()


def test_what_a_form_sealed_is_counted(period: SpooledPeriod) -> None:
    body, coded = sealed_by_a_form(ReceiptCode.new())
    period.put(body, vouched=True)
    counts = period.counted().table.counts
    assert counts[View.ALL] == counts[View.VOUCHED] == period.expected()[View.ALL]
    cell = counts[View.ALL][period.plan.cells.all.index(("sama", "KE"))]
    told = [one.bins[bins.index(1)] for one, bins in zip(period.plan.histograms, cell, strict=True)]
    assert told == [coded.bins[one.id] for one in period.plan.histograms]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_all_revisions_the_highest_counts_in_any_order(
    period: SpooledPeriod, order: tuple[int, ...]
) -> None:
    revisions = [1, 2, 1001]
    bins = [period.bins(unpaid_work=one) for one in ("yes", "no", "no_answer")]
    sealed = [period.account(1, revisions[at], bins=bins[at], country="KE") for at in range(3)]
    period.put(*[sealed[at] for at in order])
    counts = period.counted().table.counts
    assert counts == period.expected()
    unpaid = [one.id for one in period.plan.histograms].index("unpaid_work")
    assert [sum(cell[unpaid][at] for cell in counts[View.ALL]) for at in range(3)] == [0, 0, 1]


@pytest.mark.parametrize("withdrawn_first", [False, True])
@pytest.mark.parametrize(("revision", "stands"), [(999, 0), (1000, 0), (1001, 1)])
def test_a_withdrawal_takes_back_what_is_not_newer(
    period: SpooledPeriod, *, withdrawn_first: bool, revision: int, stands: int
) -> None:
    envelopes = [period.account(1, revision), period.inventor.withdrawal(mark(1), 1000)]
    period.put(*(reversed(envelopes) if withdrawn_first else envelopes))
    counts = period.counted().table.counts
    assert told_in(counts[View.ALL]) == stands
    assert counts == period.expected()


def test_a_withdrawal_of_what_never_came_counts_nothing(period: SpooledPeriod) -> None:
    period.put(period.inventor.withdrawal(mark(1), 1000))
    counted = period.counted()
    assert (told_in(counted.table.counts[View.ALL]), counted.unreadable) == (0, 0)


@pytest.mark.parametrize("reverse", [False, True])
def test_of_two_with_one_revision_the_lower_hash_counts(
    period: SpooledPeriod, *, reverse: bool
) -> None:
    sealed = sorted(
        (period.account(1, bins=period.bins(unpaid_work=one)) for one in ("yes", "no") * 4),
        key=lambda body: hashlib.sha256(body).digest(),
        reverse=reverse,
    )
    period.put(*sealed)
    counts = period.counted().table.counts
    assert counts == period.expected()
    alone = SpooledPeriod.at(period.spool.path.parent / "alone")
    alone.put(min(sealed, key=lambda body: hashlib.sha256(body).digest()))
    assert counts == alone.counted().table.counts


@pytest.mark.parametrize("first", [False, True])
def test_one_envelope_twice_is_one_and_vouched_only_if_both_are(
    period: SpooledPeriod, *, first: bool
) -> None:
    body = period.account(1)
    period.put(body, vouched=first)
    period.put(body, vouched=not first)
    counts = period.counted().table.counts
    assert [told_in(counts[view]) for view in (View.ALL, View.VOUCHED)] == [1, 0]


def test_the_vouched_view_follows_the_envelope_that_counts(period: SpooledPeriod) -> None:
    period.put(period.account(1, 1))
    period.put(period.account(1, 2), vouched=True)
    period.put(period.account(2, 1), vouched=True)
    period.put(period.account(2, 2))
    counts = period.counted().table.counts
    assert [told_in(counts[view]) for view in (View.ALL, View.VOUCHED)] == [2, 1]


def test_what_is_not_readable_is_a_number_and_the_rest_counts(period: SpooledPeriod) -> None:
    good = period.account(1)
    edition = {"edition": "2026-1", "mark": mark(2).hex(), "revision": 1}
    period.put(
        good,
        good[:-1] + bytes((good[-1] ^ 1,)),  # changed on its way
        period.account(3, plan="2031-1"),
        period.account(4, bins=period.bins(more="yes")),
        seal(edition, Purpose.STATISTICS, KEY.public),
        seal({"edition": "2031-1"}, Purpose.STATISTICS, KEY.public),
    )
    counted = period.counted(2)
    assert counted.unreadable == 5
    assert told_in(counted.table.counts[View.ALL]) == 1


def test_an_unreadable_revision_takes_no_place(period: SpooledPeriod) -> None:
    period.put(period.account(1, 1), period.account(1, 2, bins=period.bins(content="never")))
    counted = period.counted()
    assert (told_in(counted.table.counts[View.ALL]), counted.unreadable) == (1, 1)


@pytest.mark.parametrize("processes", [1, 2])
def test_progress_is_a_share_that_ends_at_one(period: SpooledPeriod, processes: int) -> None:
    period.put(*[period.account(one) for one in range(3 * RECORDS_AT_ONCE + 5)])
    shares: list[float] = []
    count(period.spool, KEY.held(), period.plan, processes, shares.append)
    assert len(shares) == 4
    assert all(one < other for one, other in pairwise(shares))
    assert shares[-1] == 1


@pytest.mark.parametrize(
    "held",
    [
        PrivateKey.new(Purpose.STATISTICS, PERIOD).held(),
        PrivateKey.new(Purpose.CASEWORK).held(),
        SigningKey.new().held(),
        replace(KEY.held(), period="2027Q1"),
        replace(KEY.held(), seed=secrets.token_bytes(32)),
    ],
    ids=["another", "casework", "card", "another period's", "not the one named"],
)
def test_only_the_key_of_the_period_counts_it(period: SpooledPeriod, held: HeldKey) -> None:
    with pytest.raises(WrongKey):
        count(period.spool, held, period.plan, 1, nothing)


def test_a_plan_of_another_period_is_refused(period: SpooledPeriod) -> None:
    with pytest.raises(WrongKey, match="2027Q1"):
        count(period.spool, KEY.held(), shipped("2027Q1"), 1, nothing)


def test_what_was_never_collected_is_not_counted_as_nothing(period: SpooledPeriod) -> None:
    period.spool.destroy()
    with pytest.raises(NothingCollected, match=r"2026Q4\.spool"):
        period.counted()


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("at", [0, 30, 300])
def test_a_damaged_spool_counts_nothing(period: SpooledPeriod, processes: int, at: int) -> None:
    period.put(*[period.account(one) for one in range(301)])
    path = period.spool.path
    whole = path.read_bytes()
    offset = len(whole) - (301 - at) * RECORD_SIZE  # where the record's length stands
    path.write_bytes(whole[:offset] + b"\xff" + whole[offset + 1 :])
    with pytest.raises(SpoolDamaged, match=path.name):
        period.counted(processes)
    assert not opening_processes()


@pytest.mark.parametrize("left", [0, 1, RECORD_SIZE - 1, RECORD_SIZE])
def test_a_spool_that_was_cut_off_counts_nothing(period: SpooledPeriod, left: int) -> None:
    period.put(*[period.account(one) for one in range(3)])
    path = period.spool.path
    path.write_bytes(path.read_bytes()[: left - 2 * RECORD_SIZE])
    with pytest.raises(SpoolDamaged, match=path.name):
        period.counted()


def test_a_killed_process_is_a_named_error_and_the_next_run_counts(period: SpooledPeriod) -> None:
    period.put(*[period.account(one) for one in range(8 * RECORDS_AT_ONCE)])

    def kill(_share: float) -> None:
        for pid in opening_processes():
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(OpeningInterrupted):
        count(period.spool, KEY.held(), period.plan, 2, kill)
    assert not opening_processes()
    assert [one.name for one in period.spool.path.parent.iterdir()] == [period.spool.path.name]
    assert period.counted(2).table.counts == period.expected()


def test_whoever_stops_it_leaves_no_process_behind(period: SpooledPeriod) -> None:
    period.put(*[period.account(one) for one in range(8 * RECORDS_AT_ONCE)])

    def stop(_share: float) -> None:
        assert len(opening_processes()) == 2
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count(period.spool, KEY.held(), period.plan, 2, stop)
    assert not opening_processes()


def test_a_full_disk_is_named_and_counting_goes_well_with_room(period: SpooledPeriod) -> None:
    full(period, 50)
    with only_room_for(100), pytest.raises(CasebookFull, match="Make room"):
        period.counted()
    assert period.counted().table.counts == period.expected()


@contextmanager
def only_room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
