"""Ports of loopback that stay free from being found until being used, however much later.

They lie below those that Linux hands out by itself (`ip_local_port_range` begins at 32768), so
neither a call nor a server that asks for any port takes one meanwhile. Each process of a run has
ports of its own, and none is given out twice.
"""

from __future__ import annotations

import os
import secrets
import socket

FIRST, END = 10_000, 32_000
WORKERS = 16
# xdist calls its processes gw0, gw1, ...
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % WORKERS

_candidates = list(range(FIRST + WORKER, END, WORKERS))
# Another run on this machine begins elsewhere.
secrets.SystemRandom().shuffle(_candidates)


def free_port() -> int:
    """Return a port of loopback at which nobody listens."""
    while True:
        port = _candidates.pop()
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


def free_authority() -> str:
    """Return 127.0.0.1 with a port that is free."""
    return f"127.0.0.1:{free_port()}"
