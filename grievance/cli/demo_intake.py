"""A real intake for the demo: its folders, and gunicorn over them on loopback, gone at the end."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grievance.cli.demo_telling import DemoFailed
from grievance.cli.served import command
from grievance.cli.walker import Walker
from grievance.errors import GrievanceError
from grievance.store.memory import require_memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOST = "127.0.0.1"
USUAL_PORT = 8080
WORKERS = 2
_PATIENCE = 30.0  # seconds
_MEMORY = (Path("/dev/shm"), Path("/run"))  # noqa: S108 - folders of our own are made there


class PortTaken(GrievanceError):
    """Another program listens there."""

    exit_code = 2


@dataclass(frozen=True)
class Folders:
    """Where the demo keeps what: `keys` is the union's side, the others are the intake's."""

    keys: Path
    data: Path
    drafts: Path
    log: Path

    @property
    def intake(self) -> tuple[Path, ...]:
        """What lies on the intake's machine."""
        return (self.data, self.drafts, self.log)

    def environ(self) -> dict[str, str]:
        """Return the intake's environment: this one, with the demo's settings and no others."""
        kept = {name: value for name, value in os.environ.items() if name[:10] != "GRIEVANCE_"}
        return kept | {
            "GRIEVANCE_ROLE": "intake",
            "GRIEVANCE_OPERATOR": "The invented union of the demo",
            "GRIEVANCE_CONTACT": "privacy@example.org",
            "GRIEVANCE_DATA": str(self.data),
            "GRIEVANCE_DRAFTS": str(self.drafts),
            "GRIEVANCE_DEMO": "1",
        }


@contextmanager
def folders() -> Iterator[Folders]:
    """Give fresh folders, data on disk and drafts in memory; take them away at the end."""
    memory = next((path for path in _MEMORY if _usable(path)), _MEMORY[0])
    require_memory(memory)
    with (
        tempfile.TemporaryDirectory(prefix="grievance-demo-") as disk,
        tempfile.TemporaryDirectory(prefix="grievance-demo-", dir=memory) as drafts,
    ):
        place = Path(disk)
        yield Folders(place / "keys", place / "data", Path(drafts), place / "server.log")


def port_for(wanted: int | None) -> int:
    """Return `wanted`, else the usual port or any free one; raises `PortTaken`."""
    for port in (USUAL_PORT, 0) if wanted is None else (wanted,):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except OSError:
                continue
            return int(trial.getsockname()[1])
    raise PortTaken(f"Port {wanted} of {HOST} is taken.", "Choose another with --port.")


@contextmanager
def serving(
    environ: Mapping[str, str], log: Path, port: int, app: str = "wsgi:app"
) -> Iterator[str]:
    """Run gunicorn until the end of the block; give its address once the first page came.

    Raises `DemoFailed` with what the server said when it does not start.
    """
    with log.open("wb") as said:
        server = subprocess.Popen(  # noqa: S603 - our own interpreter with fixed arguments
            command(f"{HOST}:{port}", WORKERS, app), env=environ, stdout=said, stderr=said
        )
    try:
        _await_first_page(server, f"http://{HOST}:{port}", log)
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        server.wait()


def _await_first_page(server: subprocess.Popen[bytes], base: str, log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            if Walker(base).get("/").status == 200:
                return
        except ConnectionRefusedError:
            time.sleep(0.02)
    said = log.read_text("utf-8", "replace").strip().splitlines()
    raise DemoFailed(f"The intake did not start. Its last line: {said[-1] if said else 'none'}.")


def _usable(path: Path) -> bool:
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)
