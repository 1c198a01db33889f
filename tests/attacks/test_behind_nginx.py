"""An intake behind the nginx that we ship: told through, forged headers, its own pages, limits."""

from __future__ import annotations

import re
import secrets
import subprocess
from contextlib import ExitStack, closing
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLError
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from html5lib import HTMLParser

from grievance.web.common.headers import TWO_YEARS
from grievance.web.intake.app import LARGEST_BODY
from tests.attacks.carrying import SmallDesk, courier_of, wait_for
from tests.kit.ports import free_port
from tests.machine import machine_in, organisation, serving
from tests.proxy import NAME, SHIPPED, Ports, command, nginx, variant
from tests.telling import LANGUAGES, everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

    from tests.machine import Intake
    from tests.proxy import Front

pytestmark = pytest.mark.nginx

FORGED = "203.0.113.9"
AT_ONCE = 400
"""Requests from one address at the same moment."""
OWN_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def request(first: str, *headers: str, body: bytes = b"", host: str = NAME) -> bytes:
    """Return a request to the name in the configuration."""
    head = (f"{first} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", "")
    return "\r\n".join(head).encode("latin-1") + body


def post(path: str, body: bytes, *headers: str) -> bytes:
    """Return a POST of a form; its length is among the headers, or is not."""
    form = "Content-Type: application/x-www-form-urlencoded"
    return request(f"POST {path}", form, *headers, body=body)


class Echo(BaseHTTPRequestHandler):
    """Answers with the request's headers as they arrived."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(self.headers).encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Stand in for an intake that shows what reaches it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with nginx(tmp_path_factory.mktemp("echo") / "front", server.server_port) as front:
            yield front
        server.shutdown()


def ask(
    front: Front, raw: bytes, *, onion: bool = False, address: str = "127.0.0.1"
) -> tuple[int, Message, str]:
    """Send `raw` by TLS from `address`, or as tor would; return status, headers and text."""
    with closing(front.onion_line() if onion else front.line(address)) as line:
        line.sendall(raw)
        answer = HTTPResponse(line)
        answer.begin()
        text = answer.read().decode()
    return answer.status, answer.headers, text


def own_page(headers: Message, text: str) -> None:
    """Fail unless nginx's page is as careful as ours: in three languages, and with headers."""
    HTMLParser(strict=True).parse(text)
    assert set(re.findall(r'lang="(\w+)"', text)) == set(LANGUAGES)
    assert {name: headers[name] for name in OWN_HEADERS} == OWN_HEADERS
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Set-Cookie" not in headers


def test_nginx_takes_the_shipped_configuration(tmp_path: Path, front: Front) -> None:
    for made in front.folder.glob("*.pem"):
        (tmp_path / made.name).write_bytes(made.read_bytes())
    path = variant(tmp_path, Ports(4430, 8000, 8081, 8080))
    done = subprocess.run([*command(path), "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_a_form_may_be_as_large_as_the_intake_takes_and_lies_in_memory() -> None:
    kilobytes = f"{LARGEST_BODY // 1024}k;"
    assert f"client_max_body_size {kilobytes}" in SHIPPED.read_text("utf-8")
    assert f"client_body_buffer_size {kilobytes}" in SHIPPED.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_told_through_it(front: Front, proxied: Intake, language: str) -> None:
    story = "They pay late. Call me on 0712 000 123."
    before = proxied.opened().keys()
    visitor = front.visitor()
    visitor.tell(language, everything(story, (proxied.organisations[0].card.organisation,)))
    assert visitor.number
    fresh = [one for id_, one in proxied.opened().items() if id_ not in before]
    assert sorted(str(one["purpose"]) for one in fresh) == ["casework", "statistics"]
    assert any(story.replace("0712 000 123", "[phone]") in str(one) for one in fresh)


@pytest.mark.parametrize("onion", [False, True], ids=["tls", "onion"])
def test_what_a_visitor_claims_about_itself_does_not_arrive(echo: Front, *, onion: bool) -> None:
    status, _, said = ask(
        echo,
        request(
            "GET /en/",
            f"X-Forwarded-For: {FORGED}",
            f"X-Forwarded-For: {FORGED}",
            "X-Forwarded-Proto: gopher",
            f"X-Forwarded-Host: {FORGED}",
            f"X-Real-IP: {FORGED}",
            f"Forwarded: for={FORGED}",
            "User-Agent: Mozilla/5.0",
            f"Referer: https://{FORGED}/",
            "Accept-Language: sw",
            "Sec-Fetch-Site: same-origin",
        ),
        onion=onion,
    )
    assert status == 200
    arrived = dict(line.split(": ", 1) for line in said.splitlines() if line)
    assert arrived == {
        "Host": NAME,
        "Connection": "close",
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Proto": "http" if onion else "https",
        "Accept-Language": "sw",
        "Sec-Fetch-Site": "same-origin",
    }


def test_transport_security_is_said_once_over_tls_and_not_on_the_onion(front: Front) -> None:
    for path in ("/en/", "/en/tell/short", "/nothing", "/not-reached.html"):
        raw, name = request(f"GET {path}"), "Strict-Transport-Security"
        said = ask(front, raw)[1].get_all(name)
        assert said == [f"max-age={TWO_YEARS}; includeSubDomains"], path
        assert name not in ask(front, raw, onion=True)[1]


def test_the_largest_form_arrives_and_a_larger_one_gets_a_page(front: Front) -> None:
    for size, status in ((LARGEST_BODY, 400), (LARGEST_BODY + 1, 413), (4 * LARGEST_BODY, 413)):
        body = b"story.text=".ljust(size, b"a")
        answer = ask(front, post("/sw/tell/story", body, f"Content-Length: {size}"))
        assert answer[0] == status
        if status == 413:
            own_page(*answer[1:])
            assert f"{LARGEST_BODY // 1024} kilobytes" in answer[2]
        else:
            assert '<html lang="sw">' in answer[2]


def test_a_form_in_chunks_is_refused(front: Front) -> None:
    chunks = b"5\r\ngo=on\r\n0\r\n\r\n"
    assert ask(front, post("/en/tell/start", chunks, "Transfer-Encoding: chunked"))[0] == 411


def test_while_nobody_serves_a_page_says_what_to_do(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as closed:
        port = closed.server_port
    with nginx(tmp_path / "front", port) as front:
        status, headers, text = ask(front, post("/en/tell/check", b"go=on", "Content-Length: 5"))
    assert status == 502
    own_page(headers, text)
    assert "same secret number" in text
    assert "Strict-Transport-Security" in headers


def test_who_asks_for_too_much_at_the_same_moment_waits_and_nobody_else_does(front: Front) -> None:
    half = post("/en/tell/short", b"a", "Content-Length: 9")
    with ExitStack() as stack:
        for _ in range(AT_ONCE):
            stack.enter_context(closing(front.line("127.0.7.7"))).sendall(half)
        status = 0
        while status != 429:  # nginx may not have read all of the halves yet
            status, headers, text = ask(front, request("GET /en/"), address="127.0.7.7")
        own_page(headers, text)
        assert ask(front, request("GET /en/"), address="127.0.7.8")[0] == 200
    while ask(front, request("GET /en/"), address="127.0.7.7")[0] != 200:
        pass


def test_its_own_pages_have_no_address(front: Front) -> None:
    for name in ("too-large", "not-reached"):
        assert ask(front, request(f"GET /{name}.html"))[0] == 404


def test_who_asks_for_another_name_learns_nothing(front: Front) -> None:
    for name in ("127.0.0.1", "other.example"):
        with closing(front.bare_line()) as line, pytest.raises(SSLError, match="unrecognized name"):
            front.context().wrap_socket(line, server_hostname=name)


def test_http_leads_to_https_by_the_one_name(front: Front) -> None:
    line = HTTPConnection("127.0.0.1", front.ports.plain)
    line.request("GET", "/en/tell/start", headers={"Host": FORGED})
    answer = line.getresponse()
    line.close()
    assert answer.status == 308
    assert answer.headers["Location"] == f"https://{NAME}/en/tell/start"


def test_a_certificate_authority_finds_what_proves_the_name_and_nothing_else(front: Front) -> None:
    folder = front.folder / "html/.well-known/acme-challenge"
    folder.mkdir(parents=True)
    (folder / "token").write_text("proof", "ascii")
    (front.folder / "html/index.html").write_text("nothing to see", "ascii")
    for path, status in (("token", 200), ("none", 404), ("../../index.html", 308), ("", 403)):
        with closing(HTTPConnection("127.0.0.1", front.ports.plain)) as line:
            line.request("GET", f"/.well-known/acme-challenge/{path}", headers={"Host": NAME})
            answer = line.getresponse()
            assert (answer.status, answer.read() == b"proof") == (status, status == 200), path


def test_who_names_another_host_within_tls_is_left_without_an_answer(front: Front) -> None:
    with closing(front.line()) as line:
        line.sendall(request("GET /en/", host="other.example"))
        assert line.recv(100) == b""


def test_it_tells_its_kind_and_no_version(front: Front) -> None:
    for raw in (request("GET /en/"), request("GET /nothing"), b"no request\r\n\r\n"):
        with closing(front.line()) as line:
            line.sendall(raw)
            answer = b"".join(iter(partial(line.recv, 65_536), b""))
        assert not re.search(rb"nginx/\d|gunicorn", answer)


def test_a_courier_comes_through_with_more_than_a_form_may_hold(tmp_path: Path) -> None:
    union, onion = organisation("Union of Data Workers", counts=True), free_port()
    with (
        machine_in(tmp_path / "machine") as machine,
        # The courier signs the host that it calls, which is nginx.
        serving(machine, [union], GRIEVANCE_AUTHORITY=f"127.0.0.1:{onion}") as intake,
        nginx(tmp_path / "front", int(intake.base.rpartition(":")[2]), onion=onion) as front,
    ):
        courier = courier_of(union, front.onion)
        slips = [secrets.token_bytes(32) for _ in range(LARGEST_BODY // 32 + 1)]
        assert courier.put_slips(slips) == len(slips)
        bodies = wait_for(union, machine.data, 40, size=60_000)
        desk = SmallDesk(courier)
        desk.collect()
        assert set(desk.spool) == bodies
