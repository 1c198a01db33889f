"""Forms, bodies and cookies that no browser sends: each a clear page, nothing typed lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.attacks.raw import ask, get, is_our_page, post, request
from tests.attacks.visitor import Visitor
from tests.machine import machine_in, serving, two_organisations
from tests.telling import straight

if TYPE_CHECKING:
    from pathlib import Path

    from tests.machine import Intake

pytestmark = pytest.mark.usefixtures("_the_next_visitor_is_served")


@pytest.mark.parametrize(
    "cookie",
    [
        "x",
        "=",
        ";;;",
        "x" * 3000,
        ".eJwB" + "A" * 2000,
        "eyJkcmFmdCI6MX0.aaaa.bbbb",
        "\xff\xfe",
        '"',
    ],
)
def test_a_forged_cookie_is_no_cookie(intake: Intake, cookie: str) -> None:
    header = f"Cookie: __Host-grievance={cookie}"
    assert ask(intake, get("/en/tell/start", header))[0] == 200
    assert ask(intake, get("/en/tell/check", header))[1]["location"] == "/en/tell/start"
    body = b"start.adult=yes&start.agree=yes&go=on"
    answer = ask(intake, post("/en/tell/start", body, header, f"Content-Length: {len(body)}"))
    is_our_page(answer, 400)
    # What was typed stands on the page again.
    assert re.search(rb'value="yes"[^>]* checked', answer[2])


def test_someone_elses_cookie_signed_by_another_intake_opens_nothing(
    intake: Intake, tmp_path: Path
) -> None:
    with machine_in(tmp_path) as machine, serving(machine, two_organisations()) as other:
        visitor = Visitor(other.base)
        visitor.tell("en", straight("", ())[:3])
    cookie = f"Cookie: __Host-grievance={visitor.cookies['__Host-grievance']}"
    assert ask(intake, get("/en/tell/pay", cookie))[1]["location"] == "/en/tell/start"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
def test_a_form_of_another_site_is_refused_whatever_it_holds(intake: Intake, site: str) -> None:
    visitor = Visitor(intake.base, headers={"Sec-Fetch-Site": site})
    visitor.get("/en/tell/start")
    visitor.press({"start.adult": ("yes",), "start.agree": ("yes",)})
    assert visitor.status == 403
    assert visitor.path == "/en/tell/start"


def test_a_body_longer_than_said_is_cut_there(intake: Intake) -> None:
    answer = ask(intake, post("/en/tell/start", b"go=on" + b"&x=1" * 99, "Content-Length: 5"))
    is_our_page(answer, 400)


def test_a_body_shorter_than_said_is_refused(intake: Intake) -> None:
    answer = ask(intake, post("/en/tell/start", b"go=on", "Content-Length: 500"))
    assert answer[0] == 400


@pytest.mark.parametrize(
    "chunks", [b"5\r\ngo=on\r\n0\r\n\r\n", b"zz\r\n\r\n", b"-1\r\n\r\n", b"5\r\ngo", b"f" * 16]
)
def test_a_body_of_unknown_length_is_refused_whole_or_broken(intake: Intake, chunks: bytes) -> None:
    answer = ask(intake, post("/en/tell/start", chunks, "Transfer-Encoding: chunked"))
    is_our_page(answer, 411)
    assert "ERROR" not in intake.machine.log.read_text("utf-8")


def test_a_body_too_large_is_refused(intake: Intake) -> None:
    body = b"story.text=" + b"a" * 300_000
    answer = ask(intake, post("/en/tell/story", body, f"Content-Length: {len(body)}"))
    is_our_page(answer, 413)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"&&&===",
        b"\xff\xfe\x00",
        b"go=%ff%fe&start.adult=%00",
        b"go=speak-xx",
        b"go=" + b"x" * 5000,
        b"&".join(b"f%d=1" % n for n in range(3000)),
        b"csrf_token=" + b"A" * 5000,
    ],
)
@pytest.mark.parametrize(
    "path", ["/en/tell/start", "/en/tell/short", "/en/return", "/en/tell/done"]
)
def test_an_odd_form_gets_a_page_of_ours(intake: Intake, path: str, body: bytes) -> None:
    answer = ask(intake, post(path, body, f"Content-Length: {len(body)}"))
    assert answer[0] in {303, 400, 413}
    if answer[0] != 303:
        is_our_page(answer, answer[0])


def test_a_form_of_another_kind_holds_nothing(intake: Intake) -> None:
    for kind in ("multipart/form-data; boundary=x", "multipart/form-data", "application/json", "x"):
        body = (
            b'--x\r\nContent-Disposition: form-data; name="go"; filename="a"\r\n\r\nb\r\n--x--\r\n'
        )
        answer = ask(
            intake,
            request(
                "POST /en/tell/start HTTP/1.1",
                "Host: x",
                f"Content-Type: {kind}",
                f"Content-Length: {len(body)}",
                body=body,
            ),
        )
        is_our_page(answer, 400)
