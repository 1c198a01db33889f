"""`grievance courier`: carry between an intake and a desk. It can open nothing that it carries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from grievance.cli import folders

if TYPE_CHECKING:
    from pathlib import Path

_UNITS = {"s": 1, "m": 60, "h": 3600}
_EVERY = re.compile(r"([1-9][0-9]{0,4})([smh])")


class Seconds(click.ParamType[int]):
    """A time such as 15m, 1h or 90s, in seconds."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the seconds that `value` says."""
        found = _EVERY.fullmatch(str(value))
        if found is None:
            self.fail(f"{value} is no time such as 15m, 1h or 90s.", param, ctx)
        return int(found[1]) * _UNITS[found[2]]


@click.group()
def courier() -> None:
    """Carry between an intake and a desk."""


@courier.command()
@folders.desk
@click.option(
    "--intake", envvar="GRIEVANCE_INTAKE", show_envvar=True, required=True, help="Its address."
)
@click.option("--every", type=Seconds(), help="Go on until stopped, for example every 15m.")
@click.option("--proxy", help="For Tor: socks5h://127.0.0.1:9050.")
def collect(folder: Path, intake: str, every: int | None, proxy: str | None) -> None:
    """Take home what waits, and bring what waits here.

    Needs courier.key and card.json in the desk's folder, and no passphrase: what it takes home is
    sealed and waits in the spool until somebody opens it at the desk. Prints one line a run. With
    --every it goes on over an intake that does not answer.
    """
    from grievance.cli.collecting import go_on, run

    if every is None:
        run(folder, intake, proxy)
    else:
        go_on(folder, intake, proxy, every)
