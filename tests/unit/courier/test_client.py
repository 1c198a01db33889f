"""The desk's side believes nothing it cannot read, and names what went wrong in two sentences."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from grievance.courier.client import AT_ONCE, LARGEST_ANSWER, Courier
from grievance.courier.errors import (
    ClockOff,
    CourierError,
    CourierRefused,
    IntakeUnreachable,
    Unreadable,
)
from grievance.courier.frames import Frozen, Page, Published, write_page
from grievance.courier.signing import Call, Signed, verify
from grievance.envelope.keys import Purpose
from grievance.opening.keys import SigningKey

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = SigningKey.from_seed(bytes(32), "courier")
EMPTY = write_page(Page((), more=False))


class Answering(BaseHTTPRequestHandler):
    """Gives the prepared answers one after the other, and remembers what it was asked."""

    def do_GET(self) -> None:
        asked = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server = self.server
        assert isinstance(server, OddIntake)
        server.asked.append((Call(self.command, self.path, dict(self.headers)), asked))
        status, headers, body = server.answers.pop(0) if server.answers else (200, {}, EMPTY)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_what: object) -> None:
        """Say nothing."""


class OddIntake(HTTPServer):
    """An intake that answers what a test wants."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[tuple[Call, bytes]] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = []

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def says(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.answers.append((status, headers or {}, body))

    def verified(self) -> list[Signed]:
        """Return what the signature of each call says, if it holds."""
        return [
            verify(call, [self.authority], lambda _: KEY.public, time.time())
            for call, _ in self.asked
        ]


@pytest.fixture
def intake() -> Iterator[OddIntake]:
    server = OddIntake()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def courier(intake: OddIntake) -> Courier:
    return Courier(f"http://{intake.authority}/", "a1b2c3d4", KEY.public, KEY.sign)


def test_every_call_is_signed_anew(intake: OddIntake, courier: Courier) -> None:
    courier.collect(Purpose.CASEWORK, -1)
    courier.collect(Purpose.CASEWORK, -1)
    first, second = intake.verified()
    assert first.nonce != second.nonce
    call, body = intake.asked[0]
    assert call.url == "/courier/v1/envelopes?purpose=casework&after=-1"
    assert body == b""
    assert "python" not in str(call.headers).lower()


def test_many_ids_and_slips_go_in_several_calls_and_only_the_last_is_the_last(
    intake: OddIntake, courier: Courier
) -> None:
    received = [(number, bytes(32)) for number in range(2 * AT_ONCE + 1)]
    for number in (AT_ONCE, AT_ONCE - 5, 1):
        intake.says(b'{"deleted":%d}' % number)
    assert courier.acknowledge(received, last=True) == 2 * AT_ONCE - 4
    assert [body[0] for _, body in intake.asked] == [0, 0, 1]
    for number in (AT_ONCE, 1):
        intake.says(b'{"added":%d}' % number)
    assert courier.put_slips([bytes(32)] * (AT_ONCE + 1)) == AT_ONCE + 1
    assert len(intake.verified()) == 5


def test_nothing_to_acknowledge_is_one_call_and_no_slips_are_none(
    intake: OddIntake, courier: Courier
) -> None:
    intake.says(b'{"deleted":0}')
    assert courier.acknowledge([], last=True) == 0
    assert courier.put_slips([]) == 0
    assert [body for _, body in intake.asked] == [b"\1"]


def test_replies_and_cards_say_whether_they_were_news(intake: OddIntake, courier: Courier) -> None:
    intake.says(b'{"kept":true}')
    intake.says(b'{"kept":false}')
    assert courier.reply(bytes(16), b"sealed")
    assert not courier.reply(bytes(16), b"sealed")
    intake.says(b'{"enrolled":true}')
    assert courier.put_card(b"{}")
    assert intake.asked[-1][0].headers["Content-Type"] == "application/json"
    assert len(intake.verified()) == 3


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b"nonsense", b'{"added":"many"}', b'{"deleted":1}', b"[" * 100_000],
)
def test_an_answer_that_says_nothing_is_no_success(
    intake: OddIntake, courier: Courier, body: bytes
) -> None:
    intake.says(body)
    with pytest.raises(Unreadable):
        courier.put_slips([bytes(32)])


def test_a_period_is_frozen_and_its_release_published(intake: OddIntake, courier: Courier) -> None:
    intake.says(b'{"key":"0011223344556677","plan":"5f"}')
    assert courier.freeze("2026Q4") == Frozen(bytes.fromhex("0011223344556677"), "5f")
    intake.says(b'{"published":true}')
    assert courier.publish(b"archive") is True
    intake.says(b'{"releases":[{"period":"2026Q4","revision":1,"sha256":"5f","view":"all"}]}')
    assert courier.releases() == (Published("2026Q4", "all", 1, "5f"),)
    frozen, published, listed = intake.asked
    assert (frozen[1], published[1], listed[1]) == (b'{"period":"2026Q4"}', b"archive", b"")
    assert published[0].headers["Content-Type"] == "application/zip"
    assert len(intake.verified()) == 3


@pytest.mark.parametrize("listed", [b"5", b"[[]]", b'[{"period":"2026Q4"}]', b'["2026Q4"]'])
def test_a_list_of_releases_that_lists_none_is_unreadable(
    intake: OddIntake, courier: Courier, listed: bytes
) -> None:
    intake.says(b'{"releases":' + listed + b"}")
    with pytest.raises(Unreadable, match="does not list"):
        courier.releases()


@pytest.mark.parametrize("body", [b"", b"{}", EMPTY[:-1], EMPTY + b"\0"])
def test_a_page_that_is_not_whole_is_no_page(
    intake: OddIntake, courier: Courier, body: bytes
) -> None:
    intake.says(body)
    with pytest.raises(Unreadable):
        courier.collect(Purpose.CASEWORK, -1)


def test_an_answer_without_end_is_not_read_to_its_end(intake: OddIntake, courier: Courier) -> None:
    intake.says(bytes(LARGEST_ANSWER + 1))
    with pytest.raises(Unreadable, match="too long"):
        courier.collect(Purpose.CASEWORK, -1)


def test_an_answer_that_is_cut_off_is_not_taken_for_whole(
    intake: OddIntake, courier: Courier
) -> None:
    intake.says(EMPTY, headers={"Content-Length": "500"})
    with pytest.raises(IntakeUnreachable, match="cut"):
        courier.collect(Purpose.CASEWORK, -1)


def test_a_redirect_is_not_followed(intake: OddIntake, courier: Courier) -> None:
    intake.says(b"", 307, {"Location": f"http://{intake.authority}/elsewhere"})
    with pytest.raises(CourierRefused) as refused:
        courier.collect(Purpose.CASEWORK, -1)
    assert refused.value.answered == 307
    assert len(intake.asked) == 1


def test_what_the_intake_says_is_shown_as_text(intake: OddIntake, courier: Courier) -> None:
    intake.says(b'{"defect":"No.\\u001b[2J\\u202e","advice":"' + b"x" * 9000 + b'"}', 403)
    with pytest.raises(CourierRefused) as refused:
        courier.collect(Purpose.CASEWORK, -1)
    assert refused.value.defect.isprintable()
    assert refused.value.defect.startswith("The intake refused (403): No. [2J")
    assert len(refused.value.advice) < 500


def test_a_clock_that_is_off_is_an_error_of_its_own(intake: OddIntake, courier: Courier) -> None:
    intake.says(b'{"defect":"x","advice":"y","seconds":-4000}', 401)
    with pytest.raises(ClockOff, match="4000 seconds: the desk's is behind") as told:
        courier.collect(Purpose.CASEWORK, -1)
    assert told.value.seconds == -4000


@pytest.mark.parametrize("status", [404, 500])
def test_a_page_of_something_else_is_said_to_be_no_courier(
    intake: OddIntake, courier: Courier, status: int
) -> None:
    intake.says(b"<!doctype html>", status)
    with pytest.raises(CourierRefused, match="No courier is answered") as refused:
        courier.collect(Purpose.CASEWORK, -1)
    assert "GRIEVANCE_AUTHORITY" in refused.value.advice


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxy_before_an_intake_that_is_down_is_no_wrong_address(
    intake: OddIntake, courier: Courier, status: int
) -> None:
    intake.says(b"<!doctype html>", status)
    with pytest.raises(IntakeUnreachable, match="just being started again"):
        courier.collect(Purpose.CASEWORK, -1)


def test_an_intake_that_is_not_there_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    courier = Courier(f"http://127.0.0.1:{port}", "a1b2c3d4", KEY.public, KEY.sign)
    with pytest.raises(IntakeUnreachable, match="nobody answers") as refused:
        courier.collect(Purpose.CASEWORK, -1)
    assert isinstance(refused.value, CourierError)
    assert "the next call catches up" in refused.value.advice


def test_nothing_is_taken_from_the_environment(
    intake: OddIntake, courier: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    courier.collect(Purpose.CASEWORK, -1)
    assert len(intake.asked) == 1


def test_a_proxy_that_was_chosen_is_used(intake: OddIntake) -> None:
    with proxy() as port:
        courier = Courier(
            f"http://{intake.authority}",
            "a1b2c3d4",
            KEY.public,
            KEY.sign,
            f"http://127.0.0.1:{port}",
        )
        with pytest.raises(IntakeUnreachable):
            courier.collect(Purpose.CASEWORK, -1)
    assert intake.asked == []


@contextmanager
def proxy() -> Iterator[int]:
    """Listen like a proxy that lets nothing through."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            server.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        yield server.getsockname()[1]
        thread.join()
