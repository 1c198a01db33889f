"""Of an address only its network counts, and some addresses are nobody's own."""

from __future__ import annotations

import pytest

from grievance.web.intake.floods.networks import NOWHERE, network_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("203.0.113.1", "203.0.113.254"),
        ("203.0.113.1", "::ffff:203.0.113.9"),
        ("2001:db8:1:2::3", "2001:db8:1:ffff::9"),
    ],
)
def test_neighbours_share_a_network(one: str, other: str) -> None:
    assert network_of(one) == network_of(other) != NOWHERE


@pytest.mark.parametrize(
    ("one", "other"),
    [("203.0.113.1", "203.0.114.1"), ("2001:db8:1::1", "2001:db8:2::1")],
)
def test_networks_side_by_side_share_what_surrounds_them(one: str, other: str) -> None:
    assert network_of(one).near != network_of(other).near
    assert network_of(one).wide == network_of(other).wide


@pytest.mark.parametrize(
    ("one", "other"), [("203.0.113.1", "203.1.113.1"), ("2001:db8::1", "2001:db9::1")]
)
def test_others_share_nothing(one: str, other: str) -> None:
    assert network_of(one).wide != network_of(other).wide


def test_no_address_is_kept_whole() -> None:
    assert b"\x4d" not in network_of("203.0.113.77").near
    assert len(network_of("2001:db8:1:2:3:4:5:6").near) == 7


@pytest.mark.parametrize(
    "nobody_s", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "", "unix:", "a, b", "1.2.3"]
)
def test_loopback_and_what_is_no_address_is_nowhere(nobody_s: str) -> None:
    assert network_of(nobody_s) == NOWHERE
