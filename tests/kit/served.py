"""An intake of a test, served on loopback as couriers call it.

with served(site, authority) as address: ...
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing."""


@contextmanager
def served(app: Flask, authority: str) -> Iterator[str]:
    """Serve `app` at `authority`; give its address."""
    host, _, port = authority.partition(":")
    server = make_server(host, int(port), app, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://{authority}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def served_apart(app: Flask, authority: str) -> Iterator[str]:
    """Serve `app` in a process of its own, with what is in memory now; give its address.

    Neither `app` nor the caller may hold a database open.
    """
    host, _, port = authority.partition(":")
    # Bound here, so that calls wait from now on.
    server = make_server(host, int(port), app, request_handler=Quiet)
    process = get_context("fork").Process(target=server.serve_forever, args=(0.01,))
    process.start()
    try:
        yield f"http://{authority}"
    finally:
        process.terminate()
        process.join()
        server.server_close()
