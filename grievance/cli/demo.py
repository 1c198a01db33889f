"""`grievance demo`: the whole road as far as it is built, with invented people and real parts."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack

import click

_PORT = click.IntRange(1, 65535)


@click.command()
@click.option("--once", is_flag=True, help="End after the walk instead of going on serving.")
@click.option("--port", type=_PORT, help="The intake listens here; else 8080, or any.")
@click.option("--desk-port", type=_PORT, help="The desk listens here; else 8090, or any.")
@click.option(
    "--people", "count", default=2000, show_default=True, type=click.IntRange(1), help="How many."
)
def demo(count: int, port: int | None, desk_port: int | None, *, once: bool) -> None:
    """Walk the whole road with invented people.

    Told in the last quarter that is over, most of them in an imported survey; sealed, carried,
    opened, followed up, answered; then that quarter is closed, published, verified and shown.
    Everything is real but the answers: keys, forms, both servers, the courier between them. It
    lies in temporary folders that are deleted at the end. Ends with status 1 when a check fails.
    """
    from grievance.cli.demo_ending import serve_on
    from grievance.cli.demo_machines import machines
    from grievance.cli.demo_rows import Rows
    from grievance.cli.demo_walk import walk
    from grievance.clock import now

    _end_cleanly()
    with ExitStack() as stack:
        began = time.monotonic()
        here = machines(stack, port, desk_port, now())
        _first_page()
        waits = walk(stack, here, count, Rows(began))
        if not once:
            serve_on(here, waits)


def _end_cleanly() -> None:
    signal.signal(signal.SIGTERM, _stop)
    # A terminal that is closed; where somebody wants to outlive it (nohup), it stays ignored.
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, _stop)


def _stop(_signal: int, _frame: object) -> None:
    # Ends like Ctrl-C, so that servers and folders are taken away.
    raise KeyboardInterrupt


def _first_page() -> None:
    click.echo("Invented people on a real road. Nothing here was told by anybody.")
    started = os.environ.get("SET_UP_STARTED", "").replace(",", ".")
    if started:
        click.echo(f"set-up to first page: {time.time() - float(started):.1f} s")
    click.echo()
