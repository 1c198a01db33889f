"""Thousands of idle lines and hundreds of slow ones before the shipped nginx; workers get through.

What waits, waits in nginx. That the intake alone would not bear it is shown as well: then the tests
here could not fail.
"""

from __future__ import annotations

import resource
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.attacks.holding import HALF_HEADERS, idle, slow, still_open, top_up
from tests.attacks.raw import a_line, get
from tests.telling import LANGUAGES, straight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.machine import Intake
    from tests.proxy import Front

IDLE = 5000
SPARE = 500
"""Files that a test process has open anyway, and some more."""
TRIES = 3
SLOW = {"headers": 150, "forms": 100, "readers": 50}
SHORT = {
    "start.adult": ("yes",),
    "start.agree": ("yes",),
    "work.country": ("KE",),
    "pay.month": ("", ""),
    "union.read": ("no",),
}


@pytest.fixture
def _many_files() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _tell(front: Front, intake: Intake) -> None:
    """Tell step by step, and by the short form; both have to be on the disk."""
    before = len(intake.stored())
    chosen = (intake.organisations[0].card.organisation,)
    visitor = front.visitor("127.0.0.1")
    visitor.tell(LANGUAGES[0], straight("They pay late. Call me on 0712 000 123.", chosen))
    assert visitor.number
    other = front.visitor("127.0.0.2")
    other.get("/sw/tell/short")
    other.press(SHORT)
    assert other.number
    assert len(intake.stored()) == before + 3


@pytest.mark.nginx
@pytest.mark.usefixtures("_many_files")
@pytest.mark.parametrize("count", [IDLE // 5, IDLE])
def test_workers_get_through_while_thousands_of_lines_are_idle(
    front: Front, proxied: Intake, count: int
) -> None:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if most < count + SPARE:
        pytest.skip(f"a process may open {most} files here, too few for {count} idle lines")
    with idle(front, count) as lines:
        for _ in range(TRIES):
            # nginx closes a line that idled for its time: on a slow machine some do meanwhile.
            top_up(front, lines, count)
            _tell(front, proxied)
            if still_open(lines) == count:
                return
    pytest.fail(f"{count} lines were never idle for as long as one telling lasts")


@pytest.mark.nginx
def test_workers_get_through_while_hundreds_are_slow(front: Front, proxied: Intake) -> None:
    with slow(front, **SLOW):
        for _ in range(2):
            _tell(front, proxied)
    assert len(proxied.processes()) == 3


def test_without_it_as_many_slow_visitors_as_processes_are_enough(intake: Intake) -> None:
    with closing(a_line(intake)) as one, closing(a_line(intake)) as other:
        for line in (one, other):
            line.sendall(HALF_HEADERS)
        with closing(a_line(intake)) as third:
            third.settimeout(1)
            third.sendall(get("/en/"))
            with pytest.raises(TimeoutError):
                third.recv(1)
