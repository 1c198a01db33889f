"""Runs of `grievance courier collect`: one, or one after the other until the system stops it."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING, NoReturn

import click

from grievance.casebook.arrivals.collecting import Tally, carry, collect
from grievance.casebook.arrivals.courier_here import courier_for
from grievance.casebook.errors import CasebookError
from grievance.cli.progress import Progress
from grievance.courier.errors import CourierError

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.courier.client import Courier


def run(folder: Path, intake: str, proxy: str | None) -> None:
    """Collect and carry once; raises whatever is in the way."""
    _run(folder, courier_for(folder, intake, proxy))


def go_on(folder: Path, intake: str, proxy: str | None, every: int) -> NoReturn:
    """Collect and carry, again after `every` seconds, until SIGTERM or Ctrl-C ends it.

    It may end anywhere: the next run goes on where this one was.
    """
    signal.signal(signal.SIGTERM, _stop)
    while True:
        # Read anew each time: a new card may have brought a new key. Without one there is no use.
        courier = courier_for(folder, intake, proxy)
        try:
            _run(folder, courier)
        except (CourierError, CasebookError) as problem:
            click.echo(f"Warning: {problem}", err=True)
        time.sleep(every)


def _run(folder: Path, courier: Courier) -> None:
    progress, tally = Progress(), Tally()
    for tally in collect(folder, courier):
        progress.at(f"collected {tally.fresh}")
    progress.clear()
    carried = carry(folder, courier)
    click.echo(f"collected {tally.fresh}, known before {tally.known}, carried {carried}")
    if tally.strange:
        click.echo(
            f"Warning: {tally.strange} things at the intake are no envelopes and were left there. "
            "Tell whoever runs it.",
            err=True,
        )


def _stop(_signal: int, _frame: object) -> NoReturn:
    sys.exit(0)
