"""A machine of its own for a real desk: `grievance desk serve`, its passphrase through a pipe.

    with serving_desk(machine, PASSPHRASE, intake.base) as desk:
        browser = DeskBrowser(desk.base)

`machine` is laid out as an intake's: the desk's folder is `data`, what lies in memory `drafts`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from grievance.cli.walker import Walker
from tests.kit.ports import free_port
from tests.machine import GRIEVANCE, PATIENCE, ROOT, WORKERS, wait_until_it_answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.machine import Machine


@dataclass(frozen=True)
class Desk:
    """A serving desk; `pid` is gunicorn's first process."""

    base: str
    pid: int

    def processes(self) -> list[int]:
        """Return gunicorn's first process and its workers."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
        return [self.pid, *map(int, children.split())]


@contextmanager
def serving_desk(machine: Machine, passphrase: str, intake: str) -> Iterator[Desk]:
    """Serve the desk in the machine's data folder until the end of the block."""
    port = free_port()
    bind = f"127.0.0.1:{port}"
    more = ("--intake", intake, "--bind", bind, "--workers", str(WORKERS))
    with machine.log.open("wb") as log:
        process = command(machine, passphrase, "serve", *more, said=log.fileno())
    try:
        wait_until_it_answers(port, process, machine)
        yield Desk(f"http://{bind}", process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def command(
    machine: Machine, passphrase: str, *arguments: str, said: int
) -> subprocess.Popen[bytes]:
    """Begin `grievance desk` with these arguments; what it prints goes to the descriptor `said`."""
    reading, writing = os.pipe()
    os.write(writing, f"{passphrase}\n".encode())
    os.close(writing)
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(machine.root / "home"),
        "TMPDIR": str(machine.root / "tmp"),
        "GRIEVANCE_RUNTIME": str(machine.drafts),
        "GRIEVANCE_DESK": str(machine.data),
    }
    try:
        return subprocess.Popen(
            [sys.executable, "-c", GRIEVANCE, "desk", *arguments, "--passphrase-fd", str(reading)],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            pass_fds=(reading,),
        )
    finally:
        os.close(reading)


class DeskBrowser(Walker):
    """Somebody at the desk, who downloads files as well."""

    def fill(self, path: str, answers: Mapping[str, Sequence[str]], **how: Any) -> str:  # noqa: ANN401 - as of `press`
        """Open a page, fill in its form, press a button; return the text of the page after it."""
        opened = self.get(path)
        assert opened.status == 200, opened
        return self.press(answers, **how)

    def press(
        self, answers: Mapping[str, Sequence[str]], go: str = "on", to: str = "", status: int = 200
    ) -> str:
        """Fill in the form of the open page; return the text of the page after it."""
        after = self.post_form(answers, go, to)
        assert after.status == status, (str(after), after.page.texts("error"))
        return after.text

    def download(self, path: str, answers: Mapping[str, Sequence[str]] | None = None) -> bytes:
        """Return a file that is got, or given out for what is filled in at the page `path`."""
        if answers is None:
            return self._file("GET", path, b"")
        pairs = [*self.get(path).form.filled(answers), ("go", "on")]
        return self._file("POST", path, urlencode(pairs).encode())

    def _file(self, method: str, path: str, body: bytes) -> bytes:
        with socket.create_connection((self._host, self._port), PATIENCE) as line:
            line.sendall(self.request(method, path, body))
            answer = b"".join(iter(lambda: line.recv(65_536), b""))
        head, _, file = answer.partition(b"\r\n\r\n")
        assert b" 200 " in head.partition(b"\r\n")[0], head
        assert b"attachment" in head, head
        return file
