"""The address of a PostgreSQL database: it leads where it says, and to one place only.

    GRIEVANCE_DATABASE=postgresql:///grievance?host=/run/postgresql

The driver takes much more: several hosts, an address beside the name, a file of services, whatever
the environment names where the address does not. Each could lead testimonies elsewhere unseen, so
what is not known here is refused. No refusal repeats any of the address, which may hold a password.
Grammar: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import unquote

_ADDRESS = re.compile(
    r"""
    postgres(?:ql)?://
    (?:[^:@/?#\[\]\s]*(?::[^@/?#\s]*)?@)?                # role and password
    (?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]*)
    (?::[0-9]{1,5})?
    /[\w.-]+                                            # the database
    (?:\?(?P<options>[^?\#\s]*))?
    """,
    re.VERBOSE,
)
_KNOWN = frozenset({"host", "port", "user", "sslmode", "sslrootcert", "sslcert", "sslkey"})
_VALUE = re.compile(r"[\w@/.:-]+")


def database(value: str) -> str:
    """Return the address of a PostgreSQL database, on this machine or behind verified TLS."""
    parts = _ADDRESS.fullmatch(value)
    if parts is None:
        raise ValueError("is not an address such as postgresql:///grievance?host=/run/postgresql")
    options = _options(parts["options"] or "")
    hosts = [host for host in (parts["host"].strip("[]"), options.get("host")) if host]
    if len(hosts) != 1:
        raise ValueError("must name one host: a machine, or the folder of the server's socket")
    if not _is_here(hosts[0]) and options.get("sslmode") != "verify-full":
        raise ValueError("leads to another machine without sslmode=verify-full")
    return value


def _options(query: str) -> dict[str, str]:
    """Read what stands behind the question mark, as the driver does: `+` is no space."""
    options: dict[str, str] = {}
    for one in filter(None, query.split("&")):
        name, _, escaped = one.partition("=")
        text = unquote(escaped)
        if name not in _KNOWN or name in options or not _VALUE.fullmatch(text):
            raise ValueError(f"may have each of {', '.join(sorted(_KNOWN))} once, and no more")
        options[name] = text
    return options


def _is_here(host: str) -> bool:
    if host.startswith(("/", "@")):  # the folder of a socket
        return True
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
