"""What the demo prints on its road: rows of station, what, count, time."""

from __future__ import annotations

import time

import click


class Rows:
    """Prints rows; the time of one is that since the one before."""

    def __init__(self, began: float) -> None:
        """Print the heading; the first row began at `began` (`time.monotonic`)."""
        self._began = began
        _say("station", "what", "count", "time")

    def timed(self, station: str, what: str, count: int) -> None:
        """Print what was done at a station, and how long it took."""
        now = time.monotonic()
        _say(station, what, str(count), f"{now - self._began:.2f} s")
        self._began = now

    def more(self, what: str, count: int) -> None:
        """Print more about the row before."""
        _say("", what, str(count), "")


def _say(station: str, what: str, count: str, spent: str) -> None:
    click.echo(f"{station:<9}{what:<52}{count:>6}{spent:>10}".rstrip())
