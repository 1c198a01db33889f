"""A desk behind the nginx that we ship for it: signed in through, private addresses, no log."""

from __future__ import annotations

import re
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from ipaddress import ip_network
from ssl import SSLError
from typing import TYPE_CHECKING

import pytest

from grievance.clock import now
from grievance.web.common.headers import TWO_YEARS
from grievance.web.desk.app import LARGEST_BODY
from tests.journeys.desk_served import LANGUAGE, found, serving_desk
from tests.proxy import DESK, OverTls, Ports, command, nginx, variant

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPMessage
    from pathlib import Path

    from tests.attacks.visitor import Visitor
    from tests.journeys.desk_served import Founded
    from tests.proxy import Front

pytestmark = pytest.mark.nginx

PAGE = "/en/sign-in"
STRANGER = "127.0.9.9"
"""Stands for an address that is not of the house."""
ONLY_ONE = {"allow 127.0.0.0/8;": "allow 127.0.0.1;"}


@pytest.fixture(scope="module")
def union(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    return found(tmp_path_factory.mktemp("desk") / "desk")


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory, union: Founded) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("nginx") / "front"
    with (
        serving_desk(union, GRIEVANCE_BEHIND_PROXY="1") as base,
        nginx(folder, int(base.rpartition(":")[2]), ONLY_ONE, of=DESK) as served,
    ):
        yield served


def _signed_in(front: Front, union: Founded) -> Visitor:
    visitor = front.visitor()
    visitor.get(f"/{LANGUAGE}/sign-in")
    visitor.press(
        {
            "name": (union.who.member.name,),
            "password": (union.who.password,),
            "code": (union.who.code(now())[0],),
        }
    )
    return visitor


def _answer(
    front: Front, method: str, path: str, body: bytes = b"", address: str = "127.0.0.1"
) -> tuple[int, HTTPMessage]:
    with closing(OverTls(front, address)) as line:
        line.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = line.getresponse()
        answer.read()
    return answer.status, answer.headers


def test_nginx_takes_the_configuration(tmp_path: Path, front: Front) -> None:
    for made in front.folder.glob("*.pem"):
        (tmp_path / made.name).write_bytes(made.read_bytes())
    path = variant(tmp_path, Ports(4430, 8000, 8082, 8081), of=DESK)
    done = subprocess.run([*command(path), "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_somebody_signs_in_and_works_through_it(front: Front, union: Founded) -> None:
    visitor = _signed_in(front, union)
    assert (visitor.status, visitor.path) == (200, f"/{LANGUAGE}/start"), visitor.said
    visitor.get(f"/{LANGUAGE}/reports")
    assert visitor.status == 200
    assert _told_by_files(front.folder) == set()


@pytest.mark.parametrize(
    "planted",
    [
        {"access_log off;": "access_log FOLDER/nginx-access.log;"},
        {"error_log /dev/null emerg;": "error_log FOLDER/nginx-error.log debug;"},
    ],
    ids=["access log", "error log"],
)
def test_a_log_would_be_found(
    front: Front, planted: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("planted") / "front"
    with nginx(folder, front.ports.app, planted, of=DESK) as talking:
        _answer(talking, "GET", PAGE)
        _answer(talking, "POST", PAGE, b"a" * (LARGEST_BODY + 1))
    assert _told_by_files(folder)


def test_no_log_is_left_to_the_place_that_nginx_has_for_it() -> None:
    text = DESK.path.read_text("utf-8")
    logs = re.findall(r"^\s*((?:access|error)_log\b.*?);", text, re.MULTILINE)
    assert logs == ["error_log /dev/null emerg", "access_log off"]


def _told_by_files(folder: Path) -> set[str]:
    """Return the names of files that nginx wrote and that tell what was asked for, or by whom."""
    ours = {".conf", ".pem"}
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in ours]
    told = rb"sign-in|/reports|127\.0\.0\.1"
    return {path.name for path in files if re.search(told, path.read_bytes())}


def test_the_desk_knows_that_this_is_tls(front: Front) -> None:
    status, headers = _answer(front, "GET", PAGE)
    assert status == 200
    assert headers["Strict-Transport-Security"] == f"max-age={TWO_YEARS}; includeSubDomains"
    cookies = headers.get_all("Set-Cookie", [])
    assert cookies
    assert all(one.startswith("__Host-") and "; Secure" in one for one in cookies)


def test_http_leads_to_https_and_tells_nobody_the_name(front: Front) -> None:
    for name in (DESK.name, "elsewhere.example"):
        with closing(HTTPConnection("127.0.0.1", front.ports.plain)) as line:
            line.request("GET", "/fr/reports", headers={"Host": name})
            answer = line.getresponse()
            said = answer.read()
        assert answer.status == 308
        assert answer.headers["Location"] == f"https://{name}/fr/reports"
        assert name == DESK.name or DESK.name.encode() not in said


def test_who_asks_for_another_name_learns_nothing(front: Front) -> None:
    for name in ("127.0.0.1", "elsewhere.example"):
        with closing(front.bare_line()) as line, pytest.raises(SSLError, match="unrecognized name"):
            front.context().wrap_socket(line, server_hostname=name)


def test_private_addresses_are_let_in_and_no_others() -> None:
    text = DESK.path.read_text("utf-8")
    allowed = re.findall(r"^\s*(allow|deny) (.*?);", text, re.MULTILINE)
    assert allowed[-1] == ("deny", "all")
    for _, network in allowed[:-1]:
        one = ip_network(network)
        assert one.is_private
        assert one.prefixlen >= 8


def test_who_comes_from_elsewhere_is_not_let_in(front: Front) -> None:
    assert _answer(front, "GET", PAGE, address=STRANGER)[0] == 403
    assert _answer(front, "POST", PAGE, b"name=a", address=STRANGER)[0] == 403


def test_the_largest_form_arrives_and_a_larger_one_does_not(front: Front) -> None:
    kilobytes = f"{LARGEST_BODY // 1024}k;"
    shipped = DESK.path.read_text("utf-8")
    assert f"client_max_body_size {kilobytes}" in shipped
    assert f"client_body_buffer_size {kilobytes}" in shipped
    for size, status in ((LARGEST_BODY, 422), (LARGEST_BODY + 1, 413)):
        assert _answer(front, "POST", PAGE, b"name=".ljust(size, b"a"))[0] == status
