"""A call counts only if it was signed as strictly as the specification says, in every point."""

from __future__ import annotations

import base64
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import ED25519, HMAC_SHA256

from grievance.courier.errors import BodyChanged, ClockOff, NotSigned, UnknownCourier
from grievance.courier.signing import COMPONENTS, Call, Signed, key_name, sign, verify

PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
PUBLIC = PRIVATE.public_key().public_bytes_raw()
NAME = key_name("a1b2c3d4", PUBLIC)
KEYS = {NAME: PUBLIC}
AUTHORITIES = ("intake.example.org", "abcdef.onion")
NOW = 1_795_000_000.0
BODY = b"what is carried"
TARGET = "/courier/v1/slips?x=1"


def a_call(url: str = f"https://intake.example.org{TARGET}") -> Call:
    return Call("POST", url)


def signed(call: Call | None = None, body: bytes = BODY, now: float = NOW) -> Call:
    call = call or a_call()
    sign(call, body, NAME, PRIVATE.sign, now)
    return call


def arrived(call: Call, target: str = TARGET) -> Call:
    """Return the call as the intake sees it: it knows no host."""
    return replace(call, url=target)


def held(call: Call, now: float = NOW) -> Signed:
    return verify(call, AUTHORITIES, KEYS.get, now)


class Signer(HTTPSignatureKeyResolver):
    def resolve_private_key(self, _key_id: str) -> Any:  # noqa: ANN401 - the library's type
        return PRIVATE

    def resolve_public_key(self, _key_id: str) -> Any:  # noqa: ANN401 - the library's type
        return PRIVATE.public_key()


def signed_with(call: Call | None = None, **how: Any) -> Call:  # noqa: ANN401 - of many types
    """Sign by the library alone, in another way than ours."""
    call = call or a_call()
    usual: dict[str, Any] = {
        "key_id": NAME,
        "created": datetime.fromtimestamp(NOW, UTC),
        "nonce": base64.b64encode(secrets.token_bytes(16)).decode(),
        "tag": "grievance-courier",
        "covered_component_ids": COMPONENTS,
        "body": BODY,
    }
    signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=Signer())
    signer.sign(call, **{**usual, **how})
    return call


def test_a_signed_call_says_who_called_once_with_which_body() -> None:
    one, other = held(arrived(signed())), held(arrived(signed()))
    assert one.key_name == NAME
    assert len(one.nonce) == 16
    assert one.nonce != other.nonce
    one.require(BODY)


def test_what_the_library_signs_in_our_way_holds() -> None:
    held(arrived(signed_with()))


@pytest.mark.parametrize(
    "address",
    [
        "https://intake.example.org",
        "https://INTAKE.example.org",
        "https://intake.example.org:443",
        "http://abcdef.onion",
        "http://abcdef.onion:80",
    ],
)
def test_each_name_of_the_intake_will_do(address: str) -> None:
    assert held(arrived(signed(a_call(address + TARGET)))).key_name == NAME


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example", "https://intake.example.org:8443"]
)
def test_a_call_to_another_host_is_refused(address: str) -> None:
    with pytest.raises(NotSigned, match="does not hold"):
        held(arrived(signed(a_call(address + TARGET))))


def test_an_intake_without_a_name_takes_nothing() -> None:
    with pytest.raises(NotSigned):
        verify(arrived(signed()), (), KEYS.get, NOW)


@pytest.mark.parametrize(
    "target", ["/courier/v1/card?x=1", "/courier/v1/slips?x=2", "/courier/v1/slips", "/"]
)
def test_another_path_or_query_is_refused(target: str) -> None:
    with pytest.raises(NotSigned):
        held(arrived(signed(), target))


def test_another_method_is_refused() -> None:
    with pytest.raises(NotSigned):
        held(replace(arrived(signed()), method="PUT"))


def test_another_body_is_refused() -> None:
    what = held(arrived(signed()))
    for body in (b"", BODY + b"!", b"What is carried"):
        with pytest.raises(BodyChanged):
            what.require(body)
    held(arrived(signed(body=b""))).require(b"")


def test_another_digest_in_the_header_is_refused() -> None:
    call = arrived(signed())
    call.headers["Content-Digest"] = signed(body=b"other").headers["Content-Digest"]
    with pytest.raises(NotSigned):
        held(call)


@pytest.mark.parametrize("off", [-300, 300, 0])
def test_clocks_may_differ_by_five_minutes(off: int) -> None:
    held(arrived(signed(now=NOW + off)))


@pytest.mark.parametrize("off", [-301, 301, -5 * 3600, 86_400 * 365])
def test_clocks_that_differ_by_more_are_told_by_how_much(off: int) -> None:
    with pytest.raises(ClockOff, match=f"differ by {abs(off)} seconds") as refused:
        held(arrived(signed(now=NOW + off)))
    assert refused.value.seconds == off
    assert ("ahead" if off > 0 else "behind") in refused.value.defect


@pytest.mark.parametrize("missing", COMPONENTS)
def test_a_signature_that_covers_less_is_refused(missing: str) -> None:
    less = tuple(one for one in COMPONENTS if one != missing)
    body = {"body": None} if missing == "content-digest" else {}
    with pytest.raises(NotSigned):
        held(arrived(signed_with(covered_component_ids=less, **body)))


def test_a_signature_that_covers_more_is_refused() -> None:
    call = a_call()
    call.headers["Date"] = "today"
    with pytest.raises(NotSigned, match="covers something else"):
        held(arrived(signed_with(call, covered_component_ids=(*COMPONENTS, "date"))))


def test_a_part_of_the_digest_is_not_the_digest() -> None:
    part = '"content-digest";key="sha-256"'
    with pytest.raises(NotSigned):
        held(arrived(signed_with(covered_component_ids=(*COMPONENTS[:4], part))))


@pytest.mark.parametrize(
    "how",
    [
        {"tag": "another"},
        {"tag": None},
        {"nonce": None},
        {"nonce": ""},
        {"nonce": base64.b64encode(bytes(15)).decode()},
        {"nonce": base64.b64encode(bytes(65)).decode()},
        {"nonce": "not base64, though long enough"},
        {"include_alg": False},
        {"expires": datetime.fromtimestamp(NOW + 60, UTC)},
    ],
    ids=str,
)
def test_a_parameter_missing_odd_or_too_many_is_refused(how: dict[str, Any]) -> None:
    with pytest.raises(NotSigned):
        held(arrived(signed_with(**how)))


def test_a_signature_that_does_not_say_when_is_refused() -> None:
    call = signed()
    inputs = call.headers["Signature-Input"]
    call.headers["Signature-Input"] = inputs.replace(f"created={int(NOW)};", "")
    with pytest.raises(NotSigned, match="when it was made"):
        held(arrived(call))


def test_two_signatures_of_ours_are_one_too_many() -> None:
    call = signed_with(
        signed(), label="second", append_if_signature_exists=True, use_existing_digest=True
    )
    with pytest.raises(NotSigned):
        held(arrived(call))


def test_another_algorithm_under_the_same_key_is_refused() -> None:
    # The public key is public: who could use it as a shared secret could sign.
    class Shared(HTTPSignatureKeyResolver):
        def resolve_private_key(self, _key_id: str) -> bytes:
            return PUBLIC

    call = a_call()
    HTTPMessageSigner(signature_algorithm=HMAC_SHA256, key_resolver=Shared()).sign(
        call,
        key_id=NAME,
        created=datetime.fromtimestamp(NOW, UTC),
        nonce=base64.b64encode(bytes(16)).decode(),
        tag="grievance-courier",
        covered_component_ids=COMPONENTS,
        body=BODY,
    )
    with pytest.raises(NotSigned):
        held(arrived(call))


@pytest.mark.parametrize("name", ["a1b2c3d4", f"ffffffff.{NAME[9:]}", NAME.upper(), ""])
def test_a_key_that_no_card_names_is_unknown(name: str) -> None:
    with pytest.raises(UnknownCourier, match="No card"):
        held(arrived(signed_with(key_id=name)))


def test_a_signature_by_another_key_does_not_hold() -> None:
    call = a_call()
    sign(call, BODY, NAME, Ed25519PrivateKey.generate().sign, NOW)
    with pytest.raises(NotSigned):
        held(arrived(call))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Signature-Input": "courier=()", "Signature": "courier=::"},
        {"Signature-Input": "(((", "Signature": "x"},
        {"Signature-Input": "courier=5", "Signature": "courier=5"},
        {"Signature-Input": 'courier=();tag="grievance-courier"', "Signature": "other=:AA==:"},
        {
            "Signature-Input": 'courier=();tag="grievance-courier";created="x"',
            "Signature": "courier=:AA==:",
        },
        {"Signature-Input": "\xe9" * 50, "Signature": "\xff"},
        {
            "Signature-Input": 'courier=();tag="grievance-courier";created=999999999999999',
            "Signature": "courier=:AA==:",
        },
    ],
)
def test_headers_that_make_no_sense_are_refused_by_name(headers: dict[str, str]) -> None:
    with pytest.raises((NotSigned, ClockOff)):
        held(Call("POST", TARGET, headers))


def test_the_library_alone_would_take_all_of_this() -> None:
    """The reason for each demand of ours: left to its defaults, the library accepts it."""
    lax = HTTPMessageVerifier(signature_algorithm=ED25519, key_resolver=Signer())
    old = datetime.fromtimestamp(datetime.now(UTC).timestamp() - 5 * 3600, UTC)
    call = signed_with(
        nonce=None, tag=None, created=old, covered_component_ids=("@method",), body=None
    )
    elsewhere = replace(call, url="https://elsewhere.example/anything?at=all")
    assert len(lax.verify(elsewhere)) == 1
