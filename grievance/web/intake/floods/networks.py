r"""Where a request comes from, no closer than a network: a part of an address, never the whole.

    network_of("203.0.113.77")     # Network(b"4\xcb\x00\x71", b"4\xcb\x00")
    network_of("127.0.0.1")        # NOWHERE

An IPv4 /24 and an IPv6 /48 are what one home, office or small provider has; /16 and /32 what stands
around it. Behind the shared addresses of a mobile provider each of them is a part of a city.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address


@dataclass(frozen=True)
class Network:
    """A network and what surrounds it, as bytes; both empty for whom no address tells apart."""

    near: bytes
    wide: bytes


NOWHERE = Network(b"", b"")
"""Whoever has no address of their own: visitors of the onion address, who come from tor on this
machine; and all of them, where a proxy does not say who they are."""


def network_of(address: str) -> Network:
    """Return the network of `address`; `NOWHERE` for loopback and for what is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return NOWHERE
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback:
        return NOWHERE
    if found.version == 4:
        return Network(b"4" + found.packed[:3], b"4" + found.packed[:2])
    return Network(b"6" + found.packed[:6], b"6" + found.packed[:4])
