"""A desk calls only where nobody listens on the way."""

from __future__ import annotations

import pytest

from grievance.courier.address import checked
from grievance.courier.client import Courier
from grievance.courier.errors import BadAddress, PlainHTTP


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://intake.example.org", "https://intake.example.org"),
        ("https://intake.example.org/en/?x", "https://intake.example.org"),
        ("HTTPS://intake.example.org:8443", "https://intake.example.org:8443"),
        ("https://who:secret@intake.example.org", "https://intake.example.org"),
        ("http://abcdefghijklmnop.onion", "http://abcdefghijklmnop.onion"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
    ],
)
def test_safe_addresses_are_taken(address: str, base: str) -> None:
    assert checked(address) == base


@pytest.mark.parametrize(
    "address",
    [
        "http://intake.example.org",
        "http://192.168.1.5",
        "http://onion.example.org",
        "http://onion",
        "http://localhost.example.org",
        "http://127.0.0.1.example.org",
        "http://localhost@intake.example.org",
    ],
)
def test_plain_http_to_others_is_refused(address: str) -> None:
    with pytest.raises(PlainHTTP, match="not protected") as refused:
        Courier(address, "a1b2c3d4", bytes(32), bytes)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    "address",
    [
        "",
        "intake.example.org",
        "ftp://intake.example.org",
        "https://",
        "https://a b",
        "https://é.fr",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        Courier(address, "a1b2c3d4", bytes(32), bytes)
