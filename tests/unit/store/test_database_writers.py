"""On PostgreSQL nothing acknowledged is lost either: side by side, killed, or the server restarted.

Nor do two who write at once ever wait for each other.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import PerhapsStored, StoreError
from grievance.store.rows import Brought, FrozenKey
from tests.unit.store.invented import WEEK, a_receipt, a_testimony, an_envelope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grievance.store.main import Store
    from tests.kit.postgres import Cluster
    from tests.kit.stores import Place

pytestmark = pytest.mark.postgresql

ROOT = Path(__file__).parents[3]
Started = subprocess.Popen[bytes]


@pytest.fixture
def kind() -> str:
    return "postgresql"


@pytest.fixture
def writer(place: Place) -> Iterator[Callable[..., Started]]:
    started: list[Started] = []

    def start(count: int, *how: str) -> Started:
        script = str(Path(__file__).with_name("writer.py"))
        command = [sys.executable, script, str(place.folder), str(count), *how]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DATABASE": place.database or ""}
        # No buffer: what it held when the first lines were read, `communicate` would not see.
        started.append(
            subprocess.Popen(command, bufsize=0, stdout=subprocess.PIPE, env=environment)
        )
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()


def acknowledged(process: Started) -> list[bytes]:
    said, _ = process.communicate(timeout=120)
    # A line cut off by the kill was not said.
    return [bytes.fromhex(line.decode()) for line in said.split(b"\n")[:-1]]


def whole(store: Store) -> int:
    """Return how many envelopes wait, each of them found by its body's key once."""
    return sum(one.envelopes for one in store.counts())


def test_four_processes_begin_a_week_at_once_and_each_testimony_is_there(
    store: Store, writer: Callable[..., Started]
) -> None:
    processes = [writer(100) for _ in range(4)]
    receipts = [one for process in processes for one in acknowledged(process)]
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert len(set(receipts)) == 400
    assert all(store.receipt(one) for one in receipts)
    assert whole(store) == 800


def test_what_processes_write_between_and_during_sweeps_is_all_there(
    place: Place, writer: Callable[..., Started]
) -> None:
    store = place.open()
    store.keep(WEEK, *a_testimony())
    processes = [writer(100) for _ in range(2)]
    swept = 0
    while any(process.poll() is None for process in processes):
        swept += len(store.sweep(pause=0.01).names("rewritten"))
    receipts = [one for process in processes for one in acknowledged(process)]
    assert [process.returncode for process in processes] == [0, 0]
    assert swept > 1
    assert all(store.receipt(one) for one in receipts)
    assert whole(store) == 402
    store.close()


def test_a_writer_killed_in_mid_flight_loses_nothing_it_acknowledged(
    store: Store, writer: Callable[..., Started]
) -> None:
    process = writer(100_000)
    assert process.stdout is not None
    first = [bytes.fromhex(process.stdout.readline().decode()) for _ in range(30)]
    process.send_signal(signal.SIGKILL)
    receipts = first + acknowledged(process)
    # Waits for what the server still has of it, which is stored whole or not at all.
    store.save_draft(b"draft", b"sealed", date(2026, 11, 27))
    assert all(store.receipt(one) for one in receipts)
    assert whole(store) in {2 * len(receipts), 2 * len(receipts) + 2}
    assert store.keep(WEEK, *a_testimony())


def test_a_store_used_before_a_fork_loses_nothing_of_a_child_that_is_killed(
    store: Store, writer: Callable[..., Started]
) -> None:
    receipts = acknowledged(writer(50, "fork"))
    assert len(set(receipts)) == 53  # 1 before the fork, 51 by the child, 1 by the parent
    assert all(store.receipt(one) for one in receipts)


def test_a_server_whose_power_goes_again_and_again_loses_nothing_it_acknowledged(
    store: Store, place: Place, cluster: Cluster
) -> None:
    from grievance.store.postgresql.errors import DatabaseGone  # noqa: PLC0415 - needs psycopg

    kept: dict[bytes, bytes] = {}
    store.keep(WEEK, *a_testimony())
    patient = place.open(busy_seconds=20)
    stop = False

    def send() -> None:
        """Send each testimony until it is acknowledged, as a worker with patience would."""
        while not stop:
            envelopes, receipt = a_testimony()
            while receipt.id not in kept:
                with suppress(DatabaseGone, PerhapsStored):  # and nothing else
                    patient.keep(WEEK, envelopes, receipt)
                    kept[receipt.id] = receipt.body

    with ThreadPoolExecutor(3) as pool:
        sending = [pool.submit(send) for _ in range(3)]
        for _ in range(3):
            so_far = len(kept)
            while len(kept) < so_far + 20 and not any(one.done() for one in sending):
                pass
            cluster.stop("immediate")
            cluster.start()
        stop = True
        for one in sending:
            one.result()
    patient.close()
    assert all(store.receipt(id_) == body for id_, body in kept.items())
    assert whole(store) == 2 * len(kept) + 2, "sent again and again, each is there once"


class Everybody:
    """Every way of writing, in two weeks; a deadlock would raise."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.once = [a_testimony() for _ in range(30)]
        self.slips = [secrets.token_bytes(32) for _ in self.once]
        store.add_slips("union", self.slips)

    def tell(self) -> None:
        for number, (envelopes, receipt) in enumerate(self.once):
            self.store.keep(f"2026-W{48 + number % 2}", envelopes, receipt, self.slips[number])

    def correct(self) -> None:
        for envelopes, receipt in self.once:
            tags = [one.erase_tag_hash for one in envelopes]
            again = [replace(an_envelope(), erase_tag_hash=tags[0])]
            self.store.revise(WEEK, tags, again, receipt)

    def write(self) -> None:
        for _ in self.once:
            self.store.post(WEEK, bytes(16), secrets.token_bytes(300), an_envelope(size=300))
            self.store.save_draft(secrets.token_bytes(16), b"sealed", date(2026, 11, 27))
            self.store.spend_nonce(secrets.token_bytes(32), 5)

    def take_in(self) -> None:
        for _ in range(10):
            self.store.keep_many(WEEK, [Brought(*a_testimony()) for _ in range(3)])
            key = FrozenKey(secrets.token_bytes(8), "union", secrets.token_hex(3), "5" * 64)
            self.store.freeze(key)
            self.store.empty(bytes(16))

    def clean(self) -> None:
        for _ in range(6):
            self.store.sweep(busy_seconds=60)


def test_all_that_can_happen_at_once_happens_and_nobody_waits_for_each_other(
    place: Place,
) -> None:
    store = place.open(busy_seconds=60)
    all_of = Everybody(store)
    jobs = (all_of.tell, all_of.tell, all_of.correct, all_of.write, all_of.take_in, all_of.clean)
    started = Barrier(len(jobs))
    with ThreadPoolExecutor(len(jobs)) as pool:
        done = [pool.submit(_together, started, job) for job in jobs]
        for one in done:
            one.result()
    assert store.slips_waiting("union") == 0
    assert all(store.receipt(receipt.id) for _, receipt in all_of.once)
    store.close()


def _together(started: Barrier, job: Callable[[], None]) -> None:
    started.wait()
    job()


def test_many_who_send_one_testimony_at_once_wait_for_the_first(place: Place) -> None:
    store = place.open(busy_seconds=20)
    testimony, started = a_testimony(), Barrier(8)

    def send(_: int) -> bool:
        started.wait()
        return store.keep(WEEK, *testimony)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(send, range(8))) == 1
    assert whole(store) == 2
    store.close()


def test_two_who_send_under_one_erase_tag_at_once_are_one_and_one_refused(place: Place) -> None:
    store = place.open(busy_seconds=20)
    started = Barrier(6)
    envelope = an_envelope()

    def send(number: int) -> str:
        started.wait()
        try:
            store.keep(f"2026-W{48 + number % 2}", [envelope], a_receipt())
        except StoreError as problem:
            return type(problem).__name__
        return "kept"

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(send, range(6))) == ["EraseTagTaken"] * 5 + ["kept"]
    assert whole(store) == 1
    store.close()
