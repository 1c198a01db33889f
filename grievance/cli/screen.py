"""The terminal's other screen, for what only the person who sits there is to see.

    with apart():
        click.echo(words)      # gone afterwards, and nobody scrolls back to it

xterm's "alternate screen buffer", as editors use it. A terminal without one (a terminal multiplexer
may be told to have none) shows and keeps everything on the one that it has.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 14
"""A recovery sheet and what to press below it: nobody could scroll to what has no room there."""


def is_watched() -> bool:
    """Tell whether somebody sits at a terminal, who sees what is printed and presses keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@contextmanager
def apart() -> Iterator[bool]:
    """Show what follows on the other screen; tell whether it does.

    It does not where nobody sits, nor in a window of fewer rows than `ROWS`.
    """
    if not is_watched() or os.get_terminal_size(sys.stdout.fileno()).lines < ROWS:
        yield False
        return
    click.echo("\x1b[?1049h\x1b[H", nl=False)
    try:
        yield True
    finally:
        click.clear()
        click.echo("\x1b[?1049l", nl=False)
