"""A browser, and intakes to visit: over http, over TLS, closed, and with mistakes of ours."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import chromium
from tests.kit.certificates import certificate
from tests.machine import machine_in, serving, two_organisations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from playwright.sync_api import Browser

    from tests.machine import Intake


class Neutral(ThreadingHTTPServer):
    """The page that leaving goes to, on loopback; `visits` are the headers it was asked with."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.visits: list[Message] = []
        super().__init__(("127.0.0.1", 0), _NeutralPage)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}/weather"


class _NeutralPage(BaseHTTPRequestHandler):
    server: Neutral

    def do_GET(self) -> None:
        """Answer with something harmless."""
        if self.path == "/weather":
            self.server.visits.append(self.headers)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Weather</title><p>Sunny.")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def neutral() -> Iterator[Neutral]:
    with Neutral() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def intake(tmp_path_factory: pytest.TempPathFactory, neutral: Neutral) -> Iterator[Intake]:
    folder = tmp_path_factory.mktemp("http")
    with (
        machine_in(folder) as machine,
        serving(machine, two_organisations(), GRIEVANCE_LEAVE_TO=neutral.address) as served,
    ):
        yield served


@pytest.fixture(scope="session")
def intake_over_tls(tmp_path_factory: pytest.TempPathFactory, neutral: Neutral) -> Iterator[Intake]:
    folder = tmp_path_factory.mktemp("tls")
    with (
        machine_in(folder) as machine,
        serving(
            machine,
            two_organisations(),
            tls=certificate(folder),
            GRIEVANCE_LEAVE_TO=neutral.address,
        ) as served,
    ):
        yield served


@pytest.fixture(scope="session")
def closed_intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    folder = tmp_path_factory.mktemp("closed")
    with machine_in(folder) as machine, serving(machine, []) as served:
        yield served


@pytest.fixture(scope="session")
def broken_intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    folder = tmp_path_factory.mktemp("broken")
    with machine_in(folder) as machine, serving(machine, [], app="tests.broken_app:app") as served:
        yield served
