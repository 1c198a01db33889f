"""What the shipped nginx limits for each address holds in every location."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

OPERATOR = Path(__file__).parents[3] / "docs" / "operator"


def test_a_location_with_a_limit_of_its_own_keeps_the_one_for_an_address() -> None:
    places = (OPERATOR / "nginx" / "places.conf").read_text("utf-8")
    locations = re.findall(r"^location [^{]+{(.*?)^}", places, re.MULTILINE | re.DOTALL)
    limited = [one for one in locations if "limit_conn" in one]
    assert len(limited) == 3
    assert all("limit_conn address " in one for one in limited)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:1:2:3", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db9::1", False),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_addresses_of_ipv6_count_by_their_64_bits(one: str, other: str, *, same: bool) -> None:
    assert (_counted_as(one) == _counted_as(other)) is same


def _counted_as(address: str) -> str:
    """Return what the `map` of nginx.conf says, as nginx reads it: regular expressions in order."""
    conf = (OPERATOR / "nginx.conf").read_text("utf-8")
    block = re.search(
        r"map \$remote_addr \$counted_as {(.*?)^    }", conf, re.MULTILINE | re.DOTALL
    )
    assert block
    for pattern in re.findall(r'"~([^"]+)" \$part;', block[1]):
        if found := re.search(pattern, address):
            return found["part"]
    return address
