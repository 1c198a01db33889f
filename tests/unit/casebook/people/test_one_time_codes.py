"""Codes of an app (RFC 6238) and codes on paper."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from grievance.casebook.people import totp

NOW = datetime(2026, 11, 24, 9, 5, 10, tzinfo=UTC)
STEP = timedelta(seconds=30)


def test_the_code_of_now_and_of_one_step_beside_it_are_known() -> None:
    secret = totp.new_secret()
    here = int(NOW.timestamp()) // 30
    for beside in (-1, 0, 1):
        code = totp.code_at(secret, NOW + beside * STEP)
        assert totp.step_of(secret, code, NOW) == here + beside


@pytest.mark.parametrize("beside", [-2, 2, 10])
def test_a_code_of_another_time_is_not(beside: int) -> None:
    secret = totp.new_secret()
    near = {totp.code_at(secret, NOW + one * STEP) for one in (-1, 0, 1)}
    code = totp.code_at(secret, NOW + beside * STEP)
    assert code in near or totp.step_of(secret, code, NOW) is None


def test_spaces_in_a_code_are_forgiven() -> None:
    secret = totp.new_secret()
    code = totp.code_at(secret, NOW)
    assert totp.step_of(secret, f" {code[:3]} {code[3:]} ", NOW) is not None


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\ud800", "0" * 5000]
)
def test_what_is_no_code_is_refused_without_an_error(typed: str) -> None:
    assert totp.step_of(totp.new_secret(), typed, NOW) is None


def test_codes_are_those_of_the_standard() -> None:
    # RFC 6238, appendix B, SHA-1, the last six of eight digits.
    secret = base64.b32encode(b"12345678901234567890").decode()
    moments = {59: "287082", 1111111109: "081804", 20000000000: "353130"}
    for seconds, code in moments.items():
        assert totp.code_at(secret, datetime.fromtimestamp(seconds, UTC)) == code


def test_a_secret_has_160_bits_and_is_another_each_time() -> None:
    assert len(base64.b32decode(totp.new_secret())) == 20
    assert totp.new_secret() != totp.new_secret()


def test_the_address_names_the_person_and_the_picture_is_plain() -> None:
    secret = totp.new_secret()
    address = totp.address(secret, "Asha Mwangi")
    assert address.startswith("otpauth://totp/Grievance:Asha%20Mwangi?")
    assert f"secret={secret}" in address
    picture = totp.picture(secret, "Asha Mwangi")
    tree = ET.fromstring(picture)  # noqa: S314 - drawn by us
    names = {name for element in tree.iter() for name in element.attrib}
    assert names <= {"width", "height", "transform", "fill", "stroke", "d"}


def test_ten_paper_codes_are_drawn_and_only_their_digests_need_be_kept() -> None:
    codes = totp.new_codes()
    assert len(set(codes)) == 10
    digests = {totp.digest_of(code) for code in codes}
    assert None not in digests
    assert len(digests) == 10


def test_case_dashes_and_look_alikes_of_a_paper_code_are_forgiven() -> None:
    code = "0O1I-LABC-DEFG-H234"
    assert totp.digest_of(code) == totp.digest_of("oo1 l1abcdefgh234".replace(" ", ""))


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 16, "!" * 16, "A" * 17, "é" * 16])
def test_what_cannot_be_a_paper_code_has_no_digest(typed: str) -> None:
    assert totp.digest_of(typed) is None
