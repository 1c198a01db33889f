"""Recovery sheets on a real terminal: one at a time, on a screen that it does not keep."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from fcntl import ioctl
from struct import pack

import pytest

SHEETS = [f"{word} " * 33 for word in ("acid", "blanket", "cargo")]
KEPT, APART, CLEARED = b"\x1b[?1049l", b"\x1b[?1049h", b"\x1b[2J"
SHOW = f"""
from grievance.cli.shown_once import show_sheets
print("before")
show_sheets({SHEETS!r}, 2, None)
print("after")
"""
ASK = """
from grievance.cli.sheets_typed import ask_sheets
print("before")
try:
    ask_sheets()
finally:
    print("after")
"""
PATIENCE = 20.0  # seconds


class Terminal:
    """A program that sits at a terminal of its own; `shown` is everything it wrote there."""

    def __init__(self, program: str, rows: int = 24, *, typing: bool = True) -> None:
        self.shown = b""
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, pack("HHHH", rows, 80, 0, 0))
        self._child = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=theirs if typing else subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm"},
        )
        os.close(theirs)

    def until(self, words: bytes) -> None:
        """Read until `words` were written."""
        end = time.monotonic() + PATIENCE
        while words not in self.shown:
            assert time.monotonic() < end, self.shown
            if select.select([self._ours], [], [], 0.1)[0]:
                self.shown += os.read(self._ours, 4096)

    def press(self, key: bytes) -> None:
        """Press a key once the program waits for one."""
        end = time.monotonic() + PATIENCE
        while termios.tcgetattr(self._ours)[3] & termios.ICANON:
            assert time.monotonic() < end, self.shown
            time.sleep(0.01)
        os.write(self._ours, key)

    def type(self, words: str) -> None:
        """Type a line."""
        os.write(self._ours, f"{words}\n".encode())

    def after(self, words: bytes) -> None:
        """Read until `words` are written anew."""
        self.shown = b""
        self.until(words)

    def end(self) -> int:
        code = self._child.wait(PATIENCE)
        os.close(self._ours)
        return code


def test_a_terminal_keeps_no_sheet_to_scroll_back_to() -> None:
    terminal = Terminal(SHOW)
    for number in (1, 2, 3):
        terminal.until(b"Write sheet %d down" % number)
        assert b"Recovery sheet %d of 3" % (number + 1) not in terminal.shown
        terminal.press(b"n")
    terminal.until(b"after")
    assert terminal.end() == 0
    before, _, rest = terminal.shown.partition(APART)
    apart, _, after = rest.partition(KEPT)
    assert b"before" in before
    assert b"after" in after
    for sheet in SHEETS:
        word = sheet.split()[0].encode()
        assert apart.count(word) == 33
        assert word not in before + after


def test_who_went_on_too_early_goes_back_and_another_key_does_nothing() -> None:
    terminal = Terminal(SHOW)
    for key, number in ((b"", 1), (b"n", 2), (b"b", 1), (b"b", 1), (b" ", 1), (b"n", 2), (b"n", 3)):
        if key:
            terminal.press(key)
        terminal.after(b"Write sheet %d down" % number)
    terminal.press(b"n")
    terminal.until(KEPT)
    assert terminal.end() == 0


def test_interrupted_it_shows_no_further_sheet_and_goes_back_to_the_screen_that_is_kept() -> None:
    terminal = Terminal(SHOW)
    terminal.until(b"Write sheet 1 down")
    terminal.press(b"\x03")
    terminal.until(KEPT)
    assert terminal.end() != 0
    assert b"Recovery sheet 2" not in terminal.shown
    assert b"after" not in terminal.shown


@pytest.mark.parametrize(("rows", "typing"), [(10, True), (24, False)])
def test_where_a_sheet_has_no_room_or_nobody_types_no_line_is_cleared_away(
    rows: int, *, typing: bool
) -> None:
    terminal = Terminal(SHOW, rows, typing=typing)
    for number in (1, 2, 3) if typing else ():
        terminal.until(b"Write sheet %d down" % number)
        terminal.press(b"n")
    terminal.until(b"after")
    assert terminal.end() == 0
    assert not any(code in terminal.shown for code in (APART, KEPT, CLEARED))
    assert all(terminal.shown.count(sheet.split()[0].encode()) == 33 for sheet in SHEETS)


def test_what_is_typed_of_a_sheet_is_not_kept_either() -> None:
    terminal = Terminal(ASK)
    terminal.until(b"Sheet 1")
    terminal.type("acid " * 33)
    terminal.after(b"Sheet 1")  # no sheet: asked again
    os.write(terminal._ours, b"\x04")  # noqa: SLF001
    terminal.until(KEPT)
    assert terminal.end() != 0
