"""Where a desk may call: over TLS, to an onion service, or this very machine."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from grievance.courier.errors import BadAddress, PlainHTTP

_PLACE = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?", re.ASCII)


def checked(address: str) -> str:
    """Return `address` without a path; raises `BadAddress`, and `PlainHTTP` where others hear.

    An onion address is encrypted and names the key it must be answered with, so it needs no TLS.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    place = parts.netloc.rpartition("@")[2]
    if parts.scheme not in {"http", "https"} or not _PLACE.fullmatch(place):
        raise BadAddress(address)
    if parts.scheme == "http" and not (host.endswith(".onion") or _is_loopback(host)):
        raise PlainHTTP(address)
    return f"{parts.scheme}://{place}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
