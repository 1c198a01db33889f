"""Who takes the shipped nginx finds no visitor in it: in no file, log, environment or open file.

Workers tell through it, with a canary in every place of a request; taken is what lies there, once
while a form with a story is half on its way, and once after it. One leak of each kind is planted,
by changing a line of the configuration, and found. What is in the memory of its processes while
somebody is connected is not looked at.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.attacks.canaries import ADDRESS, FORWARDED
from tests.attacks.canary import Canaries
from tests.attacks.seized import Allowed, Seized, leaks
from tests.attacks.visitor import PATIENCE
from tests.machine import Machine
from tests.proxy import NAME, nginx
from tests.telling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from ssl import SSLSocket

    from tests.machine import Intake
    from tests.proxy import Front

pytestmark = pytest.mark.nginx

ALLOWED = Allowed(addresses={b"127.0.0.1"})
FORM = 250_000  # bytes
PLANTED = {
    "an access log": ({"access_log off;": "access_log FOLDER/nginx-access.log;"}, "user agent"),
    "an error log": (
        {"error_log /dev/null emerg;": "error_log FOLDER/nginx-error.log info;"},
        "address",
    ),
    "forms kept as files": (
        {"client_body_in_file_only off;": "client_body_in_file_only on;"},
        "story",
    ),
    "forms larger than the buffer": (
        {"client_body_buffer_size 256k;": "client_body_buffer_size 16k;"},
        "story on its way",
    ),
}


@dataclass(frozen=True)
class Taken:
    """What was planted, from when to when, and what lay there half way and afterwards."""

    canaries: Canaries
    span: tuple[float, float]
    halfway: Seized
    after: Seized

    def leaks(self) -> set[str]:
        """Return what was found where."""
        return leaks(self.halfway, self.canaries, self.span, ALLOWED) | leaks(
            self.after, self.canaries, self.span, ALLOWED
        )


def _taken(intake: Intake, folder: Path, more: Mapping[str, str]) -> Taken:
    canaries = Canaries(address=ADDRESS, forwarded=FORWARDED)
    began = time.time()
    with nginx(folder, int(intake.base.rpartition(":")[2]), more) as front:
        _tell(front, intake, canaries)
        _go_wrong(front, canaries)
        with _half_a_form(front, canaries):
            halfway = _seize(front)
        after = _seize(front)
    return Taken(canaries, (began, time.time()), halfway, after)


def _seize(front: Front) -> Seized:
    return Seized.take(Machine(front.folder, front.folder / "nowhere"), front.processes())


def _headers(canaries: Canaries) -> dict[str, str]:
    return {
        "User-Agent": f"Mozilla/5.0 {canaries.plain('user agent')}",
        "Referer": f"https://forum.example/{canaries.plain('referrer')}",
        "X-Forwarded-For": FORWARDED,
        "Cookie": f"tracker={canaries.plain('another cookie')}",
    }


def _tell(front: Front, intake: Intake, canaries: Canaries) -> None:
    visitor = front.visitor(ADDRESS, _headers(canaries))
    chosen = (intake.organisations[0].card.organisation,)
    story = canaries.fresh("story")
    visitor.tell("en", straight(f"{story}. Call me on 0712 000 123.", chosen))
    canaries.keep(visitor, "told")


def _go_wrong(front: Front, canaries: Canaries) -> None:
    """Ask for what is not there, send too much, and break off in the middle."""
    visitor = front.visitor(ADDRESS, _headers(canaries))
    visitor.get(f"/en/{canaries.plain('address asked for')}?{canaries.plain('query')}")
    assert visitor.status == 404
    visitor.send("/en/tell/story", [("story.text", canaries.fresh("too much") * 20_000)])
    assert visitor.status == 413
    with front.line(ADDRESS) as line:
        line.sendall(f"GET /{canaries.plain('broken off')} HTTP/9.9\r\nHost: x\r\n\r\n".encode())
        assert line.recv(10)


@contextmanager
def _half_a_form(front: Front, canaries: Canaries) -> Iterator[None]:
    """Let nginx have all of a large form but its last byte."""
    story = canaries.fresh("story on its way").encode()
    body = (b"story.text=" + story).ljust(FORM, b"x")
    head = f"POST /en/tell/story HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: {FORM}\r\n\r\n"
    with front.line(ADDRESS) as line:
        line.sendall(head.encode() + body[:-1])
        _wait_until_read(front, line)
        yield
        line.sendall(body[-1:])
        assert line.recv(10)


def _wait_until_read(front: Front, line: SSLSocket) -> None:
    """Wait until nginx has taken from its socket all that was sent on `line`."""
    mine = f"{line.getsockname()[1]:04X}"
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for row in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]:
            _, local, remote, _, queues = row.split()[:5]
            its = local.endswith(f":{front.ports.tls:04X}") and remote.endswith(f":{mine}")
            if its and queues.endswith(":00000000"):
                return
    raise AssertionError("nginx does not read")


def test_nothing_of_a_visitor_is_in_a_file_or_log(proxied: Intake, tmp_path: Path) -> None:
    taken = _taken(proxied, tmp_path / "front", {})
    assert taken.leaks() == set()
    assert taken.after.pieces


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_leak_is_found(proxied: Intake, tmp_path: Path, planted: str) -> None:
    more, what = PLANTED[planted]
    found = _taken(proxied, tmp_path / "front", more).leaks()
    assert any(one.startswith(f"{what} in ") for one in found), found
