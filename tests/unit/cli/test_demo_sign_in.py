"""Signing in at the demo's desk: a code that was used is followed by the next one."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from datetime import UTC, datetime

from grievance.casebook.office.setup import Member
from grievance.casebook.people import totp
from grievance.cli.demo_sign_in import SignIn

SECRET = totp.new_secret()
MOMENT = datetime(2026, 11, 24, 9, 5, 10, tzinfo=UTC)
SHOW = """
from grievance.casebook.office.setup import Member
from grievance.cli.demo_ending import show_codes
from grievance.cli.demo_sign_in import SignIn
show_codes(SignIn(Member(1, "Asha", "{secret}", []), "password"))
"""


def test_a_code_is_that_of_the_moment() -> None:
    who = SignIn(Member(1, "Asha", SECRET, []), "password")
    assert who.code(MOMENT) == (totp.code_at(SECRET, MOMENT), 20)


def test_after_a_code_was_used_the_next_one_is_shown_and_taken() -> None:
    step = int(MOMENT.timestamp()) // totp.STEP_SECONDS
    who = SignIn(Member(1, "Asha", SECRET, []), "password", _used=step)
    code, seconds = who.code(MOMENT)
    assert totp.step_of(SECRET, code, MOMENT) == step + 1
    assert seconds == 50


def test_on_a_terminal_the_code_is_renewed_in_its_line() -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen([sys.executable, "-c", SHOW.format(secret=SECRET)], stdout=theirs)
    os.close(theirs)
    shown, until = b"", time.monotonic() + 20
    while shown.count(b"code of now") < 3 and time.monotonic() < until:
        shown += os.read(ours, 1000)
    child.terminate()
    child.wait()
    os.close(ours)
    assert shown.count(b"\r\x1b[K  code of now") >= 3
    assert b"\n" not in shown
