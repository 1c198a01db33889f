"""What the demo says once both servers are left to be looked at."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING

import click

from grievance.casebook.people import totp
from grievance.clock import now

if TYPE_CHECKING:
    from grievance.cli.demo_machines import Machines
    from grievance.cli.demo_sign_in import SignIn
    from grievance.cli.demo_telling import Told

_ERASED = "\r\033[K"


def serve_on(here: Machines, waits: Told) -> None:
    """Print where both apps are, how to sign in, and whose answer waits; until a signal comes."""
    try:
        _show_addresses(here, waits)
        show_codes(here.who)
    except KeyboardInterrupt:
        click.echo("\nStopped, and everything deleted.")


def _show_addresses(here: Machines, waits: Told) -> None:
    person, language = here.who.member, waits.person.language
    click.echo("\nBoth apps go on serving, in French at /fr/, in Swahili at /sw/ as well.")
    click.echo(f"  intake, where workers tell            {here.intake}/en/")
    click.echo(f"  the figures that were published       {here.intake}/en/statistics")
    click.echo(f"  desk, where the union reads, answers  {here.desk}/en/")
    click.echo(f"Ctrl-C stops both and deletes everything; drafts lie in {here.places.drafts}.")
    click.echo(f"\nAn answer waits for a worker at {here.intake}/{language}/return")
    click.echo(f"  secret number  {waits.number}")
    click.echo("\nSign in at the desk:")
    click.echo(f"  name           {person.name}")
    click.echo(f"  password       {here.who.password}")
    click.echo(f"  app’s secret   {totp.grouped(person.secret)}")
    click.echo(f"                 {person.address}")


def show_codes(who: SignIn) -> None:
    """Print the code of this moment, on a terminal again and again, until a signal comes."""
    if not sys.stdout.isatty():
        click.echo(_line(who))
        signal.pause()
    while True:
        click.echo(_ERASED + _line(who), nl=False)
        time.sleep(1)


def _line(who: SignIn) -> str:
    code, seconds = who.code(now())
    return f"  code of now    {code}, for {seconds} seconds"
