"""100,000 sealed testimonies of a period, out of its spool to one table; a million with --long.

- `count.open_and_count`: envelopes a second in one process. Floor: bare HPKE opens of as many
  bytes out of memory, which do nothing with what they find. Promised: 0.85 of it.
- `count.two_processes`: the same on two. Floor: the figure before. Promised: 1.8 of it.
- `count.memory`: MiB at the peak, all processes together. Floor: what is promised, 400.
- `count.memory.grown`: MiB by which that peak rose after the first half was opened, with all that
  follows: sorting out by mark and adding up. Flat is some 10, whatever was counted.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from grievance.casebook.counting.period_spool import PeriodSpool
from grievance.envelope.keys import Purpose
from grievance.envelope.parse import HEADER_SIZE
from grievance.envelope.seal import INFO
from grievance.envelope.xwing import SUITE
from grievance.opening.keys import PrivateKey
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.facts import Facts
from grievance.release.plan import fixed_plan
from grievance.tables.counting import count
from scripts.invented_statistics import Inventor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grievance.release.plan import PublishedPlan

ENVELOPES = 100_000
MANY = 1_000_000
BARE, TURNS = 1_000, 20
PERIOD = "2026Q4"
PROMISED_MIB = 400
KIB = 1024


def figures(envelopes: int = ENVELOPES) -> Iterator[dict[str, object]]:
    """Yield envelopes a second and MiB."""
    with _filled(envelopes) as place:
        one, floor = place.beside_bare()
        yield _figure("count.open_and_count", one, "envelope/s", floor)
        two, memory = place.counted(2)
        yield _figure("count.two_processes", two, "envelope/s", one)
        yield from _memory("count.memory", memory)


def long_figures() -> Iterator[dict[str, object]]:
    """Yield the same of a million on two processes."""
    with _filled(MANY) as place:
        rate, memory = place.counted(2)
        yield {"name": "count.million", "value": rate, "unit": "envelope/s"}
        yield from _memory("count.million.memory", memory)


@dataclass
class Memory:
    """Peaks in MiB of this process and those it started: at half of the work, and at its end."""

    half: dict[int, float] = field(default_factory=dict)
    end: dict[int, float] = field(default_factory=dict)

    def look(self, share: float) -> None:
        """Look while it works: the processes end with it."""
        if share >= 0.5 and not self.half:
            self.half = _peaks()
        if share == 1:
            self.end = _peaks()


@dataclass(frozen=True)
class Place:
    """A full spool, and what counts it."""

    spool: PeriodSpool
    key: PrivateKey
    plan: PublishedPlan
    envelopes: int

    def beside_bare(self) -> tuple[float, float]:
        """Return envelopes a second in one process, and what bare HPKE opens a second.

        Both are measured in turn, so that other work of this machine slows both alike.
        """
        with self.spool.reading() as file:
            some = [one.body for one in file.read(next(file.ranges(BARE)))]
        bare = 0.0
        opened = 0

        def open_some(share: float) -> None:
            nonlocal bare, opened
            if share * TURNS >= opened / BARE + 1:
                began = perf_counter()
                for one in some:
                    SUITE.decrypt(one[HEADER_SIZE:], self.key.hpke, INFO + one[:HEADER_SIZE])
                bare += perf_counter() - began
                opened += len(some)

        began = perf_counter()
        self._count(1, open_some)
        took = perf_counter() - began - bare
        return self.envelopes / took, opened / bare

    def counted(self, processes: int) -> tuple[float, Memory]:
        """Count it; return envelopes a second, and memory."""
        memory, began = Memory(), perf_counter()
        self._count(processes, memory.look)
        took = perf_counter() - began
        memory.end |= _peaks()
        return self.envelopes / took, memory

    def _count(self, processes: int, progress: Callable[[float], None]) -> None:
        counted = count(self.spool, self.key.held(), self.plan, processes, progress)
        if counted.unreadable:
            raise AssertionError(f"{counted.unreadable} were not readable")


@contextmanager
def _filled(envelopes: int) -> Iterator[Place]:
    key = PrivateKey.new(Purpose.STATISTICS, PERIOD)
    plan = fixed_plan(PERIOD, EDITION.id, Facts.load(None))
    with TemporaryDirectory() as name:
        spool = PeriodSpool(Path(name) / f"{PERIOD}.spool", key.id)
        Inventor(plan, key.public, seed=envelopes).fill(spool, envelopes)
        yield Place(spool, key, plan, envelopes)


def _memory(name: str, memory: Memory) -> Iterator[dict[str, object]]:
    peak, half = sum(memory.end.values()), sum(memory.half.values())
    yield _figure(name, peak, "MiB", PROMISED_MIB)
    yield {"name": f"{name}.grown", "value": peak - half, "unit": "MiB"}


def _figure(name: str, value: float, unit: str, floor: float) -> dict[str, object]:
    return {"name": name, "value": value, "unit": unit, "floor": floor, "ratio": value / floor}


def _peaks() -> dict[int, float]:
    """Return the peak of memory in MiB of this process and its children, by pid."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    return {pid: _peak(pid) for pid in (os.getpid(), *children)}


def _peak(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / KIB for line in lines if line.startswith("VmHWM:"))
