"""Who may not call gets nothing out of the intake, whatever is sent; and it serves on."""

from __future__ import annotations

import json
import secrets
import time
from base64 import b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from grievance.courier.client import Courier
from grievance.courier.errors import ClockOff, CourierRefused
from grievance.courier.signing import Call, key_name, sign
from grievance.envelope.keys import Purpose
from grievance.opening.keys import SigningKey
from grievance.opening.new import sign_card
from tests.attacks.carrying import courier_of, wait_for
from tests.machine import machine_in, organisation, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.machine import Intake, Organisation

pytestmark = pytest.mark.usefixtures("_the_next_visitor_is_served")

OCTETS = {"Content-Type": "application/octet-stream"}
ZIP = {"Content-Type": "application/zip"}
SLIPS = "/courier/v1/slips"
PATIENCE = 20.0  # seconds
STAY = ("names", "descriptions", "casework", "statistics", "release")  # on the next card, too


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, object]:
        said: dict[str, object] = json.loads(self.body)
        return said


def send(base: str, call: Call, body: bytes | Iterator[bytes]) -> Answer:
    """Send a call as it is, to the place `base`, whatever its own address says."""
    parts = urlsplit(call.url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    line = HTTPConnection(urlsplit(base).netloc, timeout=PATIENCE)
    line.request(call.method, target, body, call.headers)
    answer = line.getresponse()
    read = Answer(answer.status, dict(answer.getheaders()), answer.read())
    line.close()
    return read


def signed(
    caller: Organisation, url: str, body: bytes = b"", method: str = "POST", **headers: str
) -> Call:
    call = Call(method, url, {**(OCTETS if method == "POST" else {}), **headers})
    name = key_name(caller.card.organisation, caller.courier.public)
    sign(call, body, name, caller.courier.sign, time.time())
    return call


@pytest.fixture
def union(intake: Intake) -> Organisation:
    return intake.organisations[0]


def a_slip() -> bytes:
    return secrets.token_bytes(32)


def test_the_same_bytes_again_are_a_replay(intake: Intake, union: Organisation) -> None:
    slip = a_slip()
    call = signed(union, intake.base + SLIPS, slip)
    assert (first := send(intake.base, call, slip)).said == {"added": 1}
    assert first.status == 200
    for _ in range(2 * len(intake.processes())):  # whichever worker gets it
        again = send(intake.base, call, slip)
        assert again.status == 409
        assert "came before" in str(again.said["defect"])


def test_a_changed_body_is_refused(intake: Intake, union: Organisation) -> None:
    call = signed(union, intake.base + SLIPS, a_slip())
    assert send(intake.base, call, a_slip()).status == 401
    assert send(intake.base, call, b"").status == 401


def test_a_call_that_was_signed_for_another_host_is_refused_whatever_host_it_names(
    intake: Intake, union: Organisation
) -> None:
    slip = a_slip()
    for headers in ({}, {"Host": "elsewhere.example"}):
        call = signed(union, f"https://elsewhere.example{SLIPS}", slip, **headers)
        assert send(intake.base, call, slip).status == 401


def test_the_host_that_a_caller_names_counts_for_nothing(
    intake: Intake, union: Organisation
) -> None:
    slip = a_slip()
    call = signed(union, intake.base + SLIPS, slip, Host="elsewhere.example")
    assert send(intake.base, call, slip).said == {"added": 1}


def test_another_path_query_or_method_than_was_signed_is_refused(
    intake: Intake, union: Organisation
) -> None:
    waiting = f"{intake.base}/courier/v1/envelopes?purpose=casework&after="
    call = signed(union, f"{waiting}-1", method="GET")
    assert send(intake.base, replace(call, url=f"{waiting}5"), b"").status == 401
    assert send(intake.base, replace(call, url=f"{waiting}-1&x"), b"").status == 401
    moved = signed(union, f"{intake.base}/courier/v1/acknowledge", b"\0")
    assert send(intake.base, replace(moved, url=intake.base + SLIPS), b"\0").status == 401
    assert send(intake.base, replace(moved, method="PUT"), b"\0").status == 405
    assert send(intake.base, call, b"").status == 200


def test_an_unsigned_call_gets_two_sentences_and_no_cookie(intake: Intake) -> None:
    answer = send(intake.base, Call("POST", intake.base + SLIPS, dict(OCTETS)), a_slip())
    assert answer.status == 401
    assert answer.said.keys() == {"defect", "advice"}
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("name", "largest"),
    [
        ("acknowledge", 1 << 20),
        ("replies", 1 << 17),
        ("card", 1 << 18),
        ("slips", 1 << 20),
        ("freeze", 1 << 10),
    ],
)
def test_what_is_too_large_is_refused(
    intake: Intake, union: Organisation, name: str, largest: int
) -> None:
    url, body = f"{intake.base}/courier/v1/{name}", bytes(largest + 1)
    headers = {"Content-Type": "application/json"} if name in {"card", "freeze"} else {}
    assert send(intake.base, signed(union, url, body, **headers), body).status == 413
    assert send(intake.base, Call("POST", url, {**OCTETS, **headers}), body).status == 401
    fits = bytes(largest)
    assert send(intake.base, signed(union, url, fits, **headers), fits).status in {200, 422}


def test_a_release_has_at_most_64_mebibytes_and_no_more_of_one_is_read(
    intake: Intake, union: Organisation
) -> None:
    largest, url = 64 << 20, f"{intake.base}/courier/v1/publish"
    too_large = signed(union, url, b"", **ZIP, **{"Content-Length": str(largest + 1)})
    # The line would be cut if more came: who is told no need not be listened to.
    assert send(intake.base, too_large, bytes(2 << 20)).status == 413
    assert send(intake.base, Call("POST", url, {**too_large.headers}), bytes(2 << 20)).status == 413
    fits = bytes(largest)
    answer = send(intake.base, signed(union, url, fits, **ZIP), fits)
    assert (answer.status, "no release" in str(answer.said["defect"])) == (422, True)


def test_who_is_refused_before_the_body_is_read_is_told_why_all_the_same(
    intake: Intake, union: Organisation
) -> None:
    ahead = replace(courier_of(union, intake.base), clock=lambda: time.time() + 3600)
    for _ in range(5):
        with pytest.raises(ClockOff):
            ahead.publish(bytes(2 << 20))


def test_a_body_of_unknown_length_is_refused(intake: Intake, union: Organisation) -> None:
    call = signed(union, intake.base + SLIPS, b"x" * 32)
    assert send(intake.base, call, iter([b"x" * 32])).status == 411


def test_a_form_is_not_taken(intake: Intake, union: Organisation) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    slip = a_slip()
    call = signed(union, intake.base + SLIPS, slip, **headers)
    assert send(intake.base, call, slip).status == 415


@pytest.mark.parametrize(
    "headers",
    [
        {"Signature": "x" * 6000, "Signature-Input": "y" * 6000},
        {"Signature": "courier=:AAAA:", "Signature-Input": "courier=" + "(" * 3000},
        {"Signature-Input": 'courier=("@method" "@method");tag="grievance-courier"'},
        {"Signature-Input": "\xff\xfe", "Signature": "\xff", "Content-Digest": "\xff"},
        {"Content-Digest": "sha-256=:AAAA:, sha-256=:BBBB:"},
    ],
)
def test_headers_that_make_no_sense_are_refused(
    intake: Intake, union: Organisation, headers: dict[str, str]
) -> None:
    whole = signed(union, intake.base + SLIPS, a_slip())
    broken = replace(whole, headers={**whole.headers, **headers})
    assert send(intake.base, broken, a_slip()).status == 401


def test_an_organisation_gets_and_deletes_its_own_only(intake: Intake, union: Organisation) -> None:
    other = intake.organisations[1]
    bodies = wait_for(union, intake.machine.data, 3)
    theirs = courier_of(other, intake.base)
    assert theirs.collect(Purpose.CASEWORK, -1).envelopes == ()
    ours = courier_of(union, intake.base)
    page = ours.collect(Purpose.CASEWORK, -1)
    assert {one.body for one in page.envelopes} >= bodies
    digests = [(one.id, sha256(one.body).digest()) for one in page.envelopes]
    assert theirs.acknowledge(digests, last=True) == 0
    assert ours.acknowledge(digests, last=True) == len(digests)


def test_one_organisation_cannot_call_as_another(intake: Intake, union: Organisation) -> None:
    other = intake.organisations[1]
    for public, private in (
        (other.courier.public, other.courier),
        (union.courier.public, other.courier),
        (union.courier.public, union.signing),
    ):
        courier = Courier(intake.base, union.card.organisation, public, private.sign)
        with pytest.raises(CourierRefused) as refused:
            courier.collect(Purpose.CASEWORK, -1)
        assert refused.value.answered == 401


def test_a_clock_that_is_off_is_told_by_how_much(intake: Intake, union: Organisation) -> None:
    for off in (-3600, 7200):
        courier = replace(courier_of(union, intake.base), clock=lambda off=off: time.time() + off)  # type: ignore[misc]
        with pytest.raises(ClockOff) as told:
            courier.collect(Purpose.CASEWORK, -1)
        assert abs(told.value.seconds - off) <= 2


def test_statistics_stay(intake: Intake, union: Organisation) -> None:
    with pytest.raises(CourierRefused, match="until their period is closed") as refused:
        courier_of(union, intake.base).collect(Purpose.STATISTICS, -1)
    assert refused.value.answered == 403


def test_a_courier_whose_key_was_replaced_is_locked_out_by_the_next_call(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    union, fresh = organisation("A Union", counts=True), SigningKey.new("courier")
    first = json.loads(union.card.raw)
    fields = {
        **{name: first[name] for name in STAY},
        "serial": 2,
        "previous": union.card.sha256,
        "courier": b64encode(fresh.public).decode(),
    }
    card = sign_card(union.signing, fields)
    with (
        machine_in(tmp_path_factory.mktemp("replaced")) as machine,
        serving(machine, [union]) as here,
    ):
        courier = courier_of(union, here.base)
        assert courier.put_card(card.raw) is True
        successor = Courier(here.base, card.organisation, fresh.public, fresh.sign)
        for _ in range(2 * len(here.processes())):  # whichever worker gets it
            with pytest.raises(CourierRefused, match="No card") as refused:
                courier.collect(Purpose.CASEWORK, -1)
            assert refused.value.answered == 401
            assert not successor.collect(Purpose.CASEWORK, -1).more
        assert successor.put_card(card.raw) is False


def test_an_intake_that_has_no_name_has_no_courier(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with (
        machine_in(tmp_path_factory.mktemp("nameless")) as machine,
        serving(machine, [union := organisation("x", counts=True)], GRIEVANCE_AUTHORITY="") as here,
    ):
        call = signed(union, here.base + SLIPS, a_slip())
        assert send(here.base, call, a_slip()).status == 404
        with pytest.raises(CourierRefused, match="GRIEVANCE_AUTHORITY"):
            courier_of(union, here.base).collect(Purpose.CASEWORK, -1)


def test_nothing_of_all_this_was_written_down(intake: Intake, union: Organisation) -> None:
    courier_of(union, intake.base).put_slips([a_slip()])
    assert "courier" not in intake.machine.log.read_text("utf-8")
