"""Nothing acknowledged is lost: by writers side by side, after a fork, or killed in mid-flight."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.store.main import Store
from grievance.store.sweep import sweep
from tests.unit.store.invented import WEEK, a_testimony

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
Started = subprocess.Popen[bytes]


@pytest.fixture
def kind() -> str:
    return "sqlite"  # what PostgreSQL does instead: test_database_writers.py


@pytest.fixture
def writer(folder: Path) -> Callable[..., Started]:
    def start(count: int, *how: str) -> Started:
        script = str(Path(__file__).with_name("writer.py"))
        command = [sys.executable, script, str(folder), str(count), *how]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        # No buffer: what it held when the first lines were read, `communicate` would not see.
        return subprocess.Popen(command, bufsize=0, stdout=subprocess.PIPE, env=environment)

    return start


def _acknowledged(process: Started) -> list[bytes]:
    said, _ = process.communicate(timeout=60)
    # A line cut off by the kill was not said.
    return [bytes.fromhex(line.decode()) for line in said.split(b"\n")[:-1]]


def _is_whole(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / f"weeks/{WEEK}.db")) as database:
        return bool(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


def test_four_processes_begin_a_week_at_once_and_each_testimony_is_there(
    folder: Path, writer: Callable[..., Started]
) -> None:
    processes = [writer(200) for _ in range(4)]
    receipts = [one for process in processes for one in _acknowledged(process)]
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert len(set(receipts)) == 800
    store = Store.open(folder)
    assert all(store.receipt(one) for one in receipts)
    assert sum(one.envelopes for one in store.counts()) == 1600
    store.close()
    assert _is_whole(folder)


def test_what_processes_write_between_and_during_sweeps_is_all_there(
    folder: Path, writer: Callable[..., Started]
) -> None:
    store = Store.open(folder)
    assert store.keep(WEEK, *a_testimony())
    processes = [writer(150) for _ in range(2)]
    swept = 0
    while any(process.poll() is None for process in processes):
        swept += len(sweep(folder, pause=0.01).names("rewritten"))
    receipts = [one for process in processes for one in _acknowledged(process)]
    assert [process.returncode for process in processes] == [0, 0]
    assert swept > 1
    assert len(set(receipts)) == 300
    assert all(store.receipt(one) for one in receipts)
    assert sum(one.envelopes for one in store.counts()) == 602
    store.close()
    assert _is_whole(folder)


def test_a_writer_killed_in_mid_flight_loses_nothing_it_acknowledged(
    folder: Path, writer: Callable[..., Started]
) -> None:
    process = writer(100_000)
    assert process.stdout is not None
    first = [bytes.fromhex(process.stdout.readline().decode()) for _ in range(50)]
    process.send_signal(signal.SIGKILL)
    receipts = first + _acknowledged(process)
    assert process.returncode == -signal.SIGKILL
    store = Store.open(folder)
    assert all(store.receipt(one) for one in receipts)
    # What was written whole but not said in time may be there too, never half of it.
    stored = sum(one.envelopes for one in store.counts())
    assert stored in {2 * len(receipts), 2 * len(receipts) + 2}
    assert store.keep(WEEK, *a_testimony())
    store.close()
    assert _is_whole(folder)


def test_a_store_used_before_a_fork_loses_nothing_of_a_child_that_is_killed(
    folder: Path, writer: Callable[..., Started]
) -> None:
    receipts = _acknowledged(writer(100, "fork"))
    assert len(set(receipts)) == 103  # 1 before the fork, 101 by the child, 1 by the parent
    store = Store.open(folder)
    assert all(store.receipt(one) for one in receipts)
    store.close()
    assert _is_whole(folder)
