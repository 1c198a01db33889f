"""Count a period: open its spool in a stream, keep the newest of each mark, add up the bins.

    counted = count(spool, held, plan, processes=2, progress=show)
    counted.table, counted.unreadable

1. Each process opens ranges of the spool by itself and reads them to records.
2. The records are laid aside by mark, sealed, in a file without a name beside the spool.
3. Part by part the newest of each mark stays, and is counted unless it is a withdrawal.

Memory does not grow with the spool, no answer and no mark reaches the disk in the clear, and the
order of envelopes and ranges changes nothing. Killed anywhere, it is simply run again.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.arrivals.spool_file import SpoolDamaged
from grievance.casebook.files import translated
from grievance.opening.held import STATISTICS, WrongKey
from grievance.opening.keys import PrivateKey
from grievance.opening.process import Process, collecting_rarely
from grievance.opening.scratch import Scratch
from grievance.opening.team import shared_out
from grievance.tables.newest import Parts
from grievance.tables.ranges import RangeOpener
from grievance.tables.record import Layout
from grievance.tables.table import Table
from grievance.tables.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from grievance.casebook.counting.period_spool import OpenSpool, PeriodSpool, Range
    from grievance.opening.held import HeldKey
    from grievance.release.plan import PublishedPlan
    from grievance.tables.ranges import Sifted

RECORDS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Counted:
    """The table, and how many envelopes were not sealed by our forms for this plan.

    The second number is for the screen of who closes the period: it belongs to no cell.
    """

    table: Table
    unreadable: int


def count(
    spool: PeriodSpool,
    held: HeldKey,
    plan: PublishedPlan,
    processes: int,
    progress: Callable[[float], None],
) -> Counted:
    """Count all that lies in `spool`; `progress` is told the share that was opened, up to 1.

    With fewer than 2 `processes` all is done here. Raises `WrongKey` and `BadSeed`,
    `NothingCollected`, `SpoolDamaged`, `OpeningInterrupted` where a process was ended,
    `CasebookFull` and `ScratchDamaged`: after any of them nothing is left behind.
    """
    _check_key(held, spool, plan)
    folder = spool.path.parent
    with ExitStack() as stack:
        file = stack.enter_context(spool.reading())
        with translated(folder):
            scratch = stack.enter_context(Scratch(folder))
        parts = Parts(Layout.of(plan), scratch, file.records)
        opened = unreadable = 0
        # Closed at once when anything is raised here: no process stays behind with the key.
        for sifted in stack.enter_context(closing(_sifted(file, spool, held, plan, processes))):
            if sifted is None:
                raise SpoolDamaged(spool.path)
            with translated(folder):
                parts.add(sifted.records)
            unreadable += sifted.unreadable
            opened += sifted.envelopes
            progress(opened / file.records)
        with translated(folder):
            totals = _added_up(parts, file, Totals(plan))
    return Counted(Table(plan, totals.counts()), unreadable)


def _check_key(held: HeldKey, spool: PeriodSpool, plan: PublishedPlan) -> None:
    PrivateKey.from_held(held)
    if (held.purpose, held.period, held.key_id) != (STATISTICS, plan.period, spool.key_id):
        raise WrongKey(
            "This is not the key that counts this period.",
            f"Give the statistics key of {plan.period}.",
        )


def _sifted(
    file: OpenSpool, spool: PeriodSpool, held: HeldKey, plan: PublishedPlan, processes: int
) -> Generator[Sifted | None, None, None]:
    ranges = file.ranges(RECORDS_AT_ONCE)
    if processes < 2:
        with collecting_rarely():
            yield from map(RangeOpener(spool, held, plan.raw), ranges)
        return
    with ExitStack() as stack:
        team: list[Process[Range, Sifted | None]] = [
            stack.enter_context(Process(RangeOpener, spool, held, plan.raw))
            for _ in range(processes)
        ]
        yield from shared_out(ranges, team)


def _added_up(parts: Parts, file: OpenSpool, totals: Totals) -> Totals:
    for newest in parts.newest(file.digest):
        totals.add(kept for kept in newest if not kept.withdrawn)
    return totals
