"""The listener that tor calls: nobody there is who they claim to be, and all share one limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attacks.visitor import Visitor
from tests.kit.ports import free_port
from tests.kit.stories import SHORT
from tests.machine import machine_in, organisation, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

TOLD = {name: (one,) if isinstance(one, str) else tuple(one) for name, one in SHORT.items()}
HOMES = ("203.0.113.5", "198.51.100.7", "192.0.2.9")


@pytest.fixture(scope="module")
def listeners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Serve one intake at two addresses: for the proxy, and for tor."""
    onion = f"127.0.0.1:{free_port()}"
    with (
        machine_in(tmp_path_factory.mktemp("onion")) as machine,
        serving(
            machine,
            [organisation("Union of Data Workers", counts=True)],
            GRIEVANCE_BEHIND_PROXY="1",
            GRIEVANCE_ONION_BIND=onion,
            GRIEVANCE_ONION_SENDS="2",
            GRIEVANCE_PREFIX_SENDS="2",
        ) as served,
    ):
        yield served.base, f"http://{onion}"


def _tell(base: str, claimed: str) -> int:
    visitor = Visitor(base, headers={"X-Forwarded-For": claimed, "X-Forwarded-Proto": "https"})
    visitor.get("/en/tell/short")
    visitor.press(TOLD)
    return visitor.status


def test_a_claimed_address_helps_behind_the_proxy_only(listeners: tuple[str, str]) -> None:
    proxied, onion = listeners
    assert [_tell(onion, home) for home in HOMES] == [200, 200, 429]
    assert [_tell(proxied, home) for home in HOMES] == [200, 200, 200]
    assert [_tell(proxied, HOMES[0]) for _ in range(2)] == [200, 429]
