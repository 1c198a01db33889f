"""How far long work is: one line that changes on a terminal, one line a step elsewhere."""

from __future__ import annotations

import sys
import time

import click

_PAUSE = 0.1  # seconds between two changes of the line
_ERASED = "\r\033[K"


class Progress:
    """Says on stderr how far something is."""

    def __init__(self) -> None:
        """Find out whether somebody watches."""
        self._watched = sys.stderr.isatty()
        self._next = 0.0

    def at(self, words: str) -> None:
        """Show `words` in place of the words before; nothing where nobody watches."""
        now = time.monotonic()
        if self._watched and now >= self._next:
            self._next = now + _PAUSE
            click.echo(_ERASED + words, nl=False, err=True)

    def clear(self) -> None:
        """Take away what `at` showed."""
        if self._watched:
            click.echo(_ERASED, nl=False, err=True)

    def done(self, words: str) -> None:
        """Leave `words` standing as a line of its own."""
        self.clear()
        click.echo(words, err=True)
