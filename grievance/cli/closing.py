"""`grievance statistics close`: the ceremony on a terminal, a line a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from grievance.casebook.arrivals.courier_here import courier_for
from grievance.cli.progress import Progress as Line
from grievance.clock import now
from grievance.publishing import copies
from grievance.publishing.closing import Closing
from grievance.publishing.preview import preview
from grievance.publishing.steps import Progress, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor
    from grievance.disclosure.simulate import Outlook
    from grievance.publishing.preview import Preview

_STEPS = {
    Step.FREEZE: "frozen: the intake takes nothing more for this period",
    Step.COLLECT: "collected: every envelope is on this disk",
    Step.MEASURE: "measured: counted once, blurred once, written into the ledger",
    Step.PUBLISH: "published: the intake shows the figures",
    Step.DESTROY: "destroyed: the period's key, its grants and its envelopes",
    Step.DONE: "closed",
}
_ASK = (
    "{period} is measured once and for ever. Its key is destroyed afterwards, and nothing of it "
    "can be opened again. Go on?"
)


def dry_run(database: Database, actor: Actor, period: str, expected: int | None) -> None:
    """Print what a close would do; it looks at no testimony."""
    click.echo("\n".join(_preview_lines(preview(database, actor, period, expected))))


@dataclass(frozen=True)
class How:
    """Which period is closed, at which intake, on which way there, by so many processes.

    Who is not `sure` is asked once more.
    """

    period: str
    intake: str
    proxy: str | None = None
    processes: int = 1
    sure: bool = False


def close(database: Database, actor: Actor, how: How, clock: Callable[[], datetime] = now) -> None:
    """Close a period, or go on with a close that was cut; raises whatever stops it.

    Asks once more first, unless `how` is sure; ends with status 1 unless the answer is yes.
    """
    desk, line = database.path.parent, Line()
    courier = courier_for(desk, how.intake, how.proxy)

    def closing() -> Closing:
        return Closing(database, actor, courier, how.period, clock(), how.processes)

    closing().require_now()
    if not how.sure:
        click.confirm(_ASK.format(period=how.period), abort=True)
    tell = _teller(line)
    closing().run(tell)  # at the moment of the answer, however long that took
    tell(Progress(Step.DONE))
    place = copies.path_of(desk, how.period, 1)
    if place.exists():
        click.echo(f"The release is at the intake, and here: {place}")


def _teller(line: Line) -> Callable[[Progress], None]:
    """Return what shows each step while it runs, and leaves a line of it when it is done."""
    running: list[Step] = []

    def tell(progress: Progress) -> None:
        step = progress.step
        if running and running[-1] is not step:
            line.done(_STEPS[running[-1]])
        if step is Step.DONE:
            line.done(_STEPS[step])
            return
        if not running or running[-1] is not step:
            running.append(step)
        line.at(f"{step.value} {progress.part:.0%}")
        if progress.unreadable:
            line.done(f"{progress.unreadable} envelopes were not sealed by our forms: not counted")

    return tell


def _preview_lines(seen: Preview) -> Iterator[str]:
    plan = seen.plan
    yield f"Period: {plan.period}"
    yield f"Plan: {plan.id}, sha256 {plan.sha256}"
    yield f"Rows: {len(plan.cells.all)} cells, {len(plan.histograms)} questions"
    if seen.before is None:
        yield "Nothing was measured before."
    elif seen.before.everyone is None:
        yield f"In {seen.before.period} there were not enough testimonies for any figure."
    else:
        before = seen.before.everyone
        yield (
            f"In {seen.before.period} about {before.value} testimonies, most likely from "
            f"{before.low} to {before.high}."
        )
    if seen.expected is None:
        yield "Say how many testimonies a year you expect (--expected) to see what they would show."
    else:
        yield f"If {seen.expected} testimonies a year come:"
        yield from map(_outlook_line, seen.outlooks)
    yield "Nothing was collected, opened or counted."


def _outlook_line(one: Outlook) -> str:
    where = "everyone" if one.cells > 1 else "one employer in one country"
    share = "no share" if one.share is None else f"shares within {one.share} points"
    median = "no median" if one.median_error is None else f"median off by .{one.median_error:02}"
    return (
        f"  {one.testimonies:>6} in the row of {where}: shown in {one.opens} of 100 periods, "
        f"{share}, {median}"
    )
