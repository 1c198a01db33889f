"""Anyone can seal anything to a public key: what is planted counts once, or not, and costs little.

Nor does a count that is killed in the middle leave anything behind that tells what was sealed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.keys import Purpose
from grievance.envelope.plain import canonical, pad
from grievance.envelope.seal import INFO, MAGIC
from grievance.envelope.xwing import SUITE
from grievance.release.plan import View
from grievance.tables.record import HIGHEST_REVISION
from tests.kit.opening_processes import is_running
from tests.kit.period import KEY, SpooledPeriod, mark

if TYPE_CHECKING:
    from grievance.tables.table import Counts

ROOT = Path(__file__).parents[2]
PLANTED = 5000


@pytest.fixture
def period(tmp_path: Path) -> SpooledPeriod:
    return SpooledPeriod.at(tmp_path)


def how_many(counts: Counts) -> int:
    return sum(sum(cell[0]) for cell in counts)


def sealed_as_it_is(payload: bytes) -> bytes:
    """Seal bytes that no program of ours would seal."""
    header = MAGIC + bytes((Purpose.STATISTICS,)) + KEY.id
    return header + SUITE.encrypt(pad(payload), KEY.public.hpke, INFO + header)


def test_thousands_with_one_mark_count_once_and_beside_them_all_else(
    period: SpooledPeriod,
) -> None:
    honest = [period.account(one) for one in range(1, 31)]
    planted = [period.account(0, bins=period.bins()) for _ in range(PLANTED)]
    period.put(*planted[: PLANTED // 2], *honest, *planted[PLANTED // 2 :], vouched=True)
    began = time.process_time()
    counted = period.counted()
    took = time.process_time() - began
    assert how_many(counted.table.counts[View.ALL]) == 31
    assert counted.table.counts == period.expected()
    assert took < 5  # seconds; opening alone takes a tenth of that


def test_thousands_of_revisions_of_one_mark_count_once(period: SpooledPeriod) -> None:
    period.put(*[period.account(0, revision) for revision in range(1, 1001)])
    counts = period.counted().table.counts
    assert how_many(counts[View.ALL]) == 1
    assert counts == period.expected()


def test_the_highest_revision_there_is_stands_and_beyond_it_is_none(period: SpooledPeriod) -> None:
    beyond = [HIGHEST_REVISION + 1, 2**32, 2**32 + 1, 2**63, 10**300]
    period.put(
        period.account(1, 1),
        *[period.account(1, one) for one in beyond],
        period.account(2, HIGHEST_REVISION),
        period.inventor.withdrawal(mark(2), 1000),
        period.account(3, HIGHEST_REVISION),
        period.inventor.withdrawal(mark(3), HIGHEST_REVISION),
    )
    counted = period.counted()
    assert counted.unreadable == len(beyond)
    assert how_many(counted.table.counts[View.ALL]) == 2


def test_whatever_is_sealed_is_counted_or_not_readable(period: SpooledPeriod) -> None:
    payload = {**period.inventor.payload(mark(1)), "purpose": "statistics"}
    wide = {f"n{number}": number for number in range(200)}
    strange = [
        b"",
        b"{}",
        b"[" * 4000,
        b'{"a":' * 600 + b"1" + b"}" * 600,
        canonical(payload) + canonical(payload),
        canonical(payload).replace(b'"mark"', b'"mark":"' + b"00" * 16 + b'","mark"'),
        canonical({**payload, "bins": {**period.bins(), **wide}}),
        canonical({**payload, "revision": 1.0}),
        canonical({**payload, "country": "K" * 3000}),
        b"9" * 4000,
        b"\xff\xfe" * 2000,
    ]
    period.put(*[sealed_as_it_is(one) for one in strange], sealed_as_it_is(canonical(payload)))
    counted = period.counted(2)
    assert counted.unreadable == len(strange)
    assert how_many(counted.table.counts[View.ALL]) == 1


def test_places_that_nobody_listed_make_no_cell(period: SpooledPeriod) -> None:
    period.put(
        *[
            period.account(one, employer=f"invented_{one}", country="ZZ" if one % 2 else "KE")
            for one in range(200)
        ]
    )
    counts = period.counted().table.counts[View.ALL]
    assert len(counts) == len(period.plan.cells.all)
    told = {
        cell: sum(bins[0])
        for cell, bins in zip(period.plan.cells.all, counts, strict=True)
        if sum(bins[0])
    }
    assert told == {("other", "KE"): 100, ("other", "*"): 100}


COUNTS_AND_DIES = """
import os, signal, sys
from pathlib import Path
from grievance.casebook.counting.period_spool import PeriodSpool
from grievance.opening.held import HeldKey
from grievance.release.plan import PublishedPlan
from grievance.tables.counting import count
from tests.kit.opening_processes import opening_processes

def die(share):
    print(*opening_processes(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    path, plan, key_id, seed = sys.argv[1:]
    held = HeldKey("statistics", "2026Q4", bytes.fromhex(key_id), bytes.fromhex(seed))
    spool = PeriodSpool(Path(path), held.key_id)
    count(spool, held, PublishedPlan.parse(Path(plan).read_bytes()), 2, die)
"""


def test_a_count_that_is_killed_leaves_no_process_and_no_file(
    period: SpooledPeriod, tmp_path: Path
) -> None:
    period.put(*[period.account(one) for one in range(2000)])
    before = period.spool.path.read_bytes()
    script, plan = tmp_path / "counts_and_dies.py", tmp_path / "plan"
    script.write_text(COUNTS_AND_DIES)
    plan.write_bytes(period.plan.raw)
    done = subprocess.run(
        [sys.executable, script, period.spool.path, plan, KEY.id.hex(), KEY.seed.hex()],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == -9
    workers = [int(pid) for pid in done.stdout.split()]
    assert len(workers) == 2
    until = time.monotonic() + 10
    while any(map(is_running, workers)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(map(is_running, workers))
    assert list(period.spool.path.parent.iterdir()) == [period.spool.path]
    assert period.spool.path.read_bytes() == before
    assert period.counted().table.counts == period.expected()
