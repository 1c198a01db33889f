"""Requests that no browser makes, against gunicorn with the shipped settings: lines and headers.

Every answer is one of ours or gunicorn's shortest: the right status, no trace of the program, no
version, nothing sent to us sent back; and the next visitor is served as if nothing had happened.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.attacks.raw import a_line, ask, get, is_our_page, post, request

if TYPE_CHECKING:
    from tests.machine import Intake

pytestmark = pytest.mark.usefixtures("_the_next_visitor_is_served")

EVIL = "evil.example"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 400),
        (request("GET / HTTP/1.1", "no colon"), 400),
        (request("GET / HTTP/1.1", "Two Words: 1"), 400),
        (request("GET / HTTP/1.1", "Content-Length: -1"), 400),
        (request("GET / HTTP/1.1", "Content-Length: 1", "Content-Length: 2"), 400),
        (request("POST / HTTP/1.1", "Content-Length: 9", "Transfer-Encoding: chunked"), 400),
        (request("POST / HTTP/1.1", "Transfer-Encoding: magic"), 501),
        (request("GET / HTTP/1.1", "X-A: " + "a" * 10_000), 431),
        (request("GET / HTTP/1.1", *(f"X-{n}: {n}" for n in range(200))), 431),
        (request(f"GET /{'a' * 10_000} HTTP/1.1"), 414),
        (get("/\xff\xfe"), 400),
    ],
)
def test_what_is_no_request_gets_a_short_refusal(
    intake: Intake, request_: bytes, status: int
) -> None:
    answer = ask(intake, request_)
    assert answer[0] == status
    assert len(answer[2]) < 300


def test_a_request_that_never_ends_disturbs_nobody(intake: Intake) -> None:
    with closing(a_line(intake)) as slow:
        slow.sendall(b"GET /en/ HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        for _ in range(6):
            is_our_page(ask(intake, get("/en/tell/nothing")), 404)


def test_a_visitor_who_hangs_up_halfway_disturbs_nobody(intake: Intake) -> None:
    for part in (
        b"",
        b"G",
        b"GET /en/ HTTP/1.1\r\n",
        post("/en/tell/short", b"a", "Content-Length: 99"),
    ):
        with closing(a_line(intake)) as line:
            line.sendall(part)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND", "TRACE", "POST"])
def test_a_method_that_a_page_does_not_know_is_refused(intake: Intake, method: str) -> None:
    secret = "Cookie: __Host-grievance=secret-of-the-cookie"
    answer = ask(intake, request(f"{method} /en/safety HTTP/1.1", "Host: x", secret))
    is_our_page(answer, 405)
    assert b"secret-of-the-cookie" not in answer[2]


def test_a_proxy_is_not_offered(intake: Intake) -> None:
    assert ask(intake, request(f"CONNECT {EVIL}:443 HTTP/1.1", f"Host: {EVIL}"))[0] in {
        400,
        404,
        405,
    }
    answer = ask(intake, request(f"GET http://{EVIL}/en/help HTTP/1.1", f"Host: {EVIL}"))
    assert EVIL.encode() not in answer[2]


@pytest.mark.parametrize(
    "path",
    [
        "/%ff%fe",
        "/en/%00",
        "/en/tell/%c0%ae%c0%ae",
        "/en/%F0%9F%98",
        "//evil.example/en/",
    ],
)
def test_an_address_of_odd_bytes_is_an_ordinary_missing_page(intake: Intake, path: str) -> None:
    answer = ask(intake, get(path))
    is_our_page(answer, 404)
    assert EVIL.encode() not in answer[2]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/..%2f..%2fsettings.py",
        "/static/%2e%2e/grievance.css",
        "/../../../../etc/passwd",
        "/static//etc/passwd",
        "/wsgi.py",
        "/en/../../wsgi.py",
    ],
)
def test_no_address_leads_out_of_the_static_files(intake: Intake, path: str) -> None:
    is_our_page(ask(intake, get(path)), 404)


def test_a_huge_query_is_ignored_or_refused(intake: Intake) -> None:
    query = "&".join(f"a{n}=1" for n in range(500))
    plain = ask(intake, get("/en/"))
    assert ask(intake, get(f"/en/?{query}"))[2] == plain[2]
    assert ask(intake, get(f"/en/?{query * 4}"))[0] == 414


@pytest.mark.parametrize(
    "headers",
    [
        (f"Host: {EVIL}",),
        (f"Host: {EVIL}:99999",),
        ('Host: "><script>alert(1)</script>',),
        ("Host: 127.0.0.1", f"X-Forwarded-Host: {EVIL}"),
        ("Host: 127.0.0.1", f"X-Forwarded-Prefix: /{EVIL}"),
        ("Host: 127.0.0.1", f"Forwarded: host={EVIL};proto=https"),
        ("Host: 127.0.0.1", f"X-Original-URL: https://{EVIL}/"),
        ("Host: 127.0.0.1", f"X-Script-Name: /{EVIL}"),
        (),
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/tell/start", "/en/tell/check", "/en", "//en/", "/x"]
)
def test_no_page_and_no_redirect_repeats_a_host(
    intake: Intake, path: str, headers: tuple[str, ...]
) -> None:
    for status, answered, body in (
        ask(intake, request(f"GET {path} HTTP/1.1", *headers)),
        ask(intake, request(f"GET {path} HTTP/1.0", *headers)),
    ):
        assert status in {200, 303, 308, 400, 404}
        everything = repr(answered).encode() + body
        assert EVIL.encode() not in everything
        assert b"alert(1)" not in everything
        assert not answered.get("location", "/").startswith(("http", "//"))


@pytest.mark.parametrize("elsewhere", [f"//{EVIL}", f"/{EVIL}"])
@pytest.mark.parametrize("header", ["SCRIPT_NAME", "Script-Name", "PATH_INFO"])
def test_no_header_moves_the_links_of_a_page_for_those_who_come_after(
    intake: Intake, header: str, elsewhere: str
) -> None:
    # About every page is rendered once a worker: asked often enough, both have it.
    for path in (f"{elsewhere}/en/about/privacy", "/en/about/privacy"):
        for _ in range(8):
            answer = ask(intake, get(path, f"{header}: {elsewhere}"))
            assert EVIL.encode() not in answer[2]
    for _ in range(8):
        answer = ask(intake, get("/en/about/privacy"))
        assert EVIL.encode() not in answer[2]
        assert b'href="/fr/about/privacy"' in answer[2]


def test_a_forged_proxy_header_makes_nothing_secure(intake: Intake) -> None:
    answer = ask(intake, get("/en/", "X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.9"))
    assert "strict-transport-security" not in answer[1]


def test_a_second_request_on_the_same_line_is_not_answered_as_part_of_the_first(
    intake: Intake,
) -> None:
    status, headers, body = ask(intake, get("/en/") + get("/en/help"))
    assert status == 200
    assert headers["connection"] == "close"
    assert b"HTTP/1.1" not in body


def test_the_server_tells_its_kind_and_no_version(intake: Intake) -> None:
    for refused in (get("/en/"), get("/x"), b"\r\n\r\n"):
        headers = ask(intake, refused)[1]
        assert headers.get("server", "gunicorn") == "gunicorn"
        assert not {"x-powered-by", "via"} & headers.keys()


def test_nothing_of_all_this_was_logged(intake: Intake) -> None:
    for first in (f"GET /{EVIL} HTTP/9.9", f"GET /{EVIL} HTTP/1.1"):
        ask(intake, request(first, f"Host: {EVIL}"))
    starts, _, log = intake.machine.log.read_text("utf-8").partition("\n")
    assert starts.startswith(f"The intake starts at {intake.base}")
    assert EVIL not in log
    assert "127.0.0.1" not in log
