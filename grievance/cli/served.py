"""Starting the intake under gunicorn, from the environment this command runs in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from grievance.clock import clock_for
from grievance.settings import IntakeSettings
from grievance.web.intake.app import create_app

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_start(environ: Mapping[str, str]) -> None:
    """Raise the `GrievanceError` that would stop the intake from starting.

    gunicorn shows such an error as a traceback, so it is looked for before gunicorn takes over.
    """
    settings = IntakeSettings.from_env(environ)
    create_app(settings, clock_for(settings.demo_date))


def say_where(what: str, bind: str) -> None:
    """Print the address at which `what` is about to answer: gunicorn prints nothing that goes well.

    `bind` is an address of gunicorn: `host:port`, or a socket with its kind before a colon.
    """
    where = bind if bind.startswith(("unix:", "fd:")) else f"http://{bind}"
    click.echo(f"{what} starts at {where} – Ctrl+C ends it.")


def command(
    bind: str, workers: int, app: str = "wsgi:app", onion_bind: str | None = None
) -> list[str]:
    """Return the command line of gunicorn with our settings, for `app` (`module:name`).

    `onion_bind`: where it listens for tor, too.
    """
    return [
        *(sys.executable, "-m", "gunicorn"),
        *("--config", "python:grievance.web.serving"),
        *("--bind", bind, "--workers", str(workers)),
        *(("--bind", onion_bind) if onion_bind else ()),
        app,
    ]
