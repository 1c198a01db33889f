"""Recovery sheets on a real terminal: one at a time, on a screen that it does not keep."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time

SHEETS = [f"{word} " * 33 for word in ("acid", "blanket", "cargo")]
KEPT, APART = b"\x1b[?1049l", b"\x1b[?1049h"
SHOW = f"""
from grievance.cli.shown_once import show_sheets
print("before")
show_sheets({SHEETS!r}, 2, None)
print("after")
"""
PATIENCE = 20.0  # seconds


class Terminal:
    """A program that sits at a terminal of its own; `shown` is everything it wrote there."""

    def __init__(self) -> None:
        self.shown = b""
        self._ours, theirs = pty.openpty()
        self._child = subprocess.Popen(
            [sys.executable, "-c", SHOW],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm"},
        )
        os.close(theirs)

    def until(self, words: bytes, key: bytes = b"") -> None:
        """Read until `words` were written; press `key` for it, again where it was not taken."""
        end = time.monotonic() + PATIENCE
        while words not in self.shown:
            assert time.monotonic() < end, self.shown
            if select.select([self._ours], [], [], 0.5)[0]:
                self.shown += os.read(self._ours, 4096)
            else:
                os.write(self._ours, key)

    def end(self) -> None:
        self._child.wait(PATIENCE)
        os.close(self._ours)


def test_a_terminal_keeps_no_sheet_to_scroll_back_to() -> None:
    terminal = Terminal()
    terminal.until(b"Write sheet 1 down")
    for number in (2, 3):
        assert b"Recovery sheet %d of 3" % number not in terminal.shown
        terminal.until(b"Write sheet %d down" % number, b" ")
    terminal.until(b"after", b" ")
    terminal.end()
    before, _, rest = terminal.shown.partition(APART)
    apart, _, after = rest.partition(KEPT)
    assert b"before" in before
    assert b"after" in after
    for sheet in SHEETS:
        word = sheet.split()[0].encode()
        assert apart.count(word) == 33
        assert word not in before + after


def test_interrupted_it_goes_back_to_the_screen_that_is_kept() -> None:
    terminal = Terminal()
    terminal.until(KEPT, b"\x03")
    terminal.end()
