"""Reading settings: what a variable of the environment may hold, and what it is for."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, fields
from datetime import date
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_AUTHORITY = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?", re.ASCII)

MOST_DIGITS = 9


class BadSetting(GrievanceError):
    """A variable is missing or cannot mean anything. The app does not start."""

    exit_code = 2


def text(value: str) -> str:
    """Return a text of at most 300 characters; every reader raises `ValueError`."""
    if len(value) > 300:
        raise ValueError("is longer than 300 characters")
    return value


def web_address(value: str) -> str:
    """Return an http or https address."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("is not an address that begins with https:// or http://")
    return value


def authorities(value: str) -> tuple[str, ...]:
    """Return hosts, each perhaps with a port, that were separated by spaces."""
    found = tuple(value.lower().split())
    if not all(_AUTHORITY.fullmatch(one) for one in found):
        raise ValueError("is not host or host:port; several are separated by spaces")
    # As clients write them (RFC 9421, section 2.2.3): without the port that a scheme implies.
    return tuple(one.removesuffix(":443").removesuffix(":80") for one in found)


def yes(value: str) -> bool:
    """Return whether it is 1 and not 0."""
    if value not in {"0", "1"}:
        raise ValueError("must be 0 or 1")
    return value == "1"


def day(value: str) -> date:
    """Return an ISO date."""
    return date.fromisoformat(value)


def whole(value: str) -> int:
    """Return a whole number, 0 or more."""
    if not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
        raise ValueError(f"is not a whole number of at most {MOST_DIGITS} digits")
    return int(value)


def listener(value: str) -> tuple[str, int]:
    """Return an address of loopback and a port, written like 127.0.0.1:8082."""
    host, _, port = value.rpartition(":")
    if not port.isdecimal() or not ip_address(host.strip("[]")).is_loopback:
        raise ValueError("is not an address of loopback with a port, such as 127.0.0.1:8082")
    return host.strip("[]"), whole(port)


def described(
    variable: str, read: Callable[[str], object], help_: str
) -> Mapping[str, str | Callable[[str], object]]:
    """Return the metadata of a field: the variable it is read from, how, and what it is for."""
    return {"variable": variable, "read": read, "help": help_}


class FromEnvironment:
    """What both kinds of settings share: how they are read."""

    @classmethod
    def one_from_env(cls, name: str, environ: Mapping[str, str]) -> Any:  # noqa: ANN401 - of any
        """Read the one setting of this name, or return its default; raise `BadSetting`."""
        one = next(one for one in fields(cls) if one.name == name)  # type: ignore[arg-type]
        typed = environ.get(one.metadata["variable"], "").strip()
        return _value(one, environ) if typed or one.default is MISSING else one.default

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read every variable from `environ`; raise `BadSetting` at the first that is wrong."""
        values: dict[str, Any] = {
            one.name: _value(one, environ)
            for one in fields(cls)  # type: ignore[arg-type]  # each subclass is a dataclass
            if environ.get(one.metadata["variable"], "").strip() or one.default is MISSING
        }
        return cls(**values)


def _value(one: Field[Any], environ: Mapping[str, str]) -> object:
    name = one.metadata["variable"]
    typed = environ.get(name, "").strip()
    if not typed:
        raise BadSetting(f"{name} is not set.", one.metadata["help"])
    try:
        return one.metadata["read"](typed)
    except ValueError as problem:
        raise BadSetting(f"{name} {problem}.", one.metadata["help"]) from problem
