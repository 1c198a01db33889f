"""gunicorn over an app of the demo, on loopback, gone at the end."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from http.client import HTTPException
from typing import TYPE_CHECKING

from grievance.cli.demo_visiting import DemoFailed
from grievance.cli.served import command
from grievance.cli.walker import Walker
from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

HOST = "127.0.0.1"
WORKERS = 2
_BACKLOG = 2048  # as gunicorn listens
_PATIENCE = 30.0  # seconds
_FIRST_TRY = 1.0


class PortTaken(GrievanceError):
    """Another program listens there."""

    exit_code = 2


def listen_at(wanted: int | None, usual: int = 8080) -> socket.socket:
    """Listen at port `wanted`, else at the `usual` or any free one; raises `PortTaken`.

    From now on nobody else gets the port: two demos begun at once would else visit each other.
    """
    for port in (usual, 0) if wanted is None else (wanted,):
        try:
            return socket.create_server((HOST, port), backlog=_BACKLOG)
        except OSError:
            continue
    raise PortTaken(f"Port {wanted} of {HOST} is taken.", "Choose another port.")


def authority(listener: socket.socket) -> str:
    """Return host and port of `listener`."""
    host, port = listener.getsockname()
    return f"{host}:{port}"


def environment(**ours: str) -> dict[str, str]:
    """Return this environment with `ours` for settings and no others."""
    kept = {name: value for name, value in os.environ.items() if name[:10] != "GRIEVANCE_"}
    return {**kept, **ours, "GRIEVANCE_DEMO": "1"}


@contextmanager
def serving(
    environ: Mapping[str, str],
    log: Path,
    listener: socket.socket,
    app: str = "wsgi:app",
    descriptors: Collection[int] = (),
) -> Iterator[str]:
    """Run gunicorn until the end of the block; give its address once the first page came.

    It listens where `listener` does, which stays open for the next, and inherits `descriptors`.
    Raises `DemoFailed` with what it said when it does not start.
    """
    base = f"http://{authority(listener)}"
    with log.open("ab") as said:
        server = subprocess.Popen(  # noqa: S603 - our own interpreter with fixed arguments
            command(f"fd://{listener.fileno()}", WORKERS, app),
            env=environ,
            stdout=said,
            stderr=said,
            pass_fds=(listener.fileno(), *descriptors),
        )
    try:
        _require_first_page(base, server, log)
        yield base
    finally:
        server.terminate()
        server.wait()


def _require_first_page(base: str, server: subprocess.Popen[bytes], log: Path) -> None:
    # A line waits until a worker takes it, also where none ever will: the listener stays open.
    status, seconds, until = None, _FIRST_TRY, time.monotonic() + _PATIENCE
    while status is None and time.monotonic() < until and server.poll() is None:
        with suppress(OSError, HTTPException):
            status = Walker(base, seconds=seconds).get("/").status
        seconds *= 2  # a slow machine gets more time for its first page
    if status != 200:
        said = log.read_text("utf-8", "replace").strip().splitlines()
        last = said[-1] if said else "none"
        raise DemoFailed(f"A server did not start. Its last line: {last}.")
