"""What an operator decides, read once from the environment, refused when incomplete.

    settings = IntakeSettings.from_env(os.environ)

Every field names its variable and says what it is for; `docs/operator/settings.md` lists them
and a test keeps the two equal.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_AUTHORITY = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?", re.ASCII)


class BadSetting(GrievanceError):
    """A variable is missing or cannot mean anything. The app does not start."""

    exit_code = 2


def _text(value: str) -> str:
    if len(value) > 300:
        raise ValueError("is longer than 300 characters")
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("is not an address that begins with https:// or http://")
    return value


def _authorities(value: str) -> tuple[str, ...]:
    found = tuple(value.lower().split())
    if not all(_AUTHORITY.fullmatch(one) for one in found):
        raise ValueError("is not host or host:port; several are separated by spaces")
    # As clients write them (RFC 9421, section 2.2.3): without the port that a scheme implies.
    return tuple(one.removesuffix(":443").removesuffix(":80") for one in found)


def _yes(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError("must be 0 or 1")
    return value == "1"


def _day(value: str) -> date:
    return date.fromisoformat(value)


def _from(
    variable: str, read: Callable[[str], object], help_: str
) -> Mapping[str, str | Callable[[str], object]]:
    return {"variable": variable, "read": read, "help": help_}


class _FromEnvironment:
    """What both kinds of settings share: how they are read."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read every variable from `environ`; raise `BadSetting` at the first that is wrong."""
        values: dict[str, Any] = {
            one.name: _value(one, environ)
            for one in fields(cls)  # type: ignore[arg-type]  # each subclass is a dataclass
            if environ.get(one.metadata["variable"], "").strip() or one.default is MISSING
        }
        return cls(**values)


@dataclass(frozen=True, kw_only=True)
class IntakeSettings(_FromEnvironment):
    """Settings of the intake: the public app that seals and cannot open."""

    operator: str = field(
        metadata=_from(
            "GRIEVANCE_OPERATOR",
            _text,
            "Who runs this intake, as workers should read it. Shown on every page.",
        )
    )
    contact: str = field(
        metadata=_from(
            "GRIEVANCE_CONTACT",
            _text,
            "How to reach the operator about personal data (GDPR art. 13): address or e-mail.",
        )
    )
    data: Path = field(
        metadata=_from(
            "GRIEVANCE_DATA",
            Path,
            "Folder of the sealed store. Holds envelopes and cards, never a private key.",
        )
    )
    drafts: Path = field(
        default=Path("/run/grievance"),
        metadata=_from(
            "GRIEVANCE_DRAFTS",
            Path,
            "Folder on a memory file system (tmpfs) for unfinished answers and the cookie key.",
        ),
    )
    reference: Path | None = field(
        default=None,
        metadata=_from(
            "GRIEVANCE_REFERENCE",
            Path,
            "Folder with CSV files that add to or override shipped employers, wages, help lines.",
        ),
    )
    leave_to: str = field(
        default="https://www.wikipedia.org/",
        metadata=_from(
            "GRIEVANCE_LEAVE_TO",
            _web_address,
            "The neutral page that “Leave this site quickly” goes to.",
        ),
    )
    onion: str | None = field(
        default=None,
        metadata=_from(
            "GRIEVANCE_ONION",
            _web_address,
            "This intake's onion address, shown on the safety page.",
        ),
    )
    authority: tuple[str, ...] | None = field(
        default=None,
        metadata=_from(
            "GRIEVANCE_AUTHORITY",
            _authorities,
            "Host, or host:port, by which desks call this intake; several (https and onion) are "
            "separated by spaces. Without it no desk can collect or answer.",
        ),
    )
    behind_proxy: bool = field(
        default=False,
        metadata=_from(
            "GRIEVANCE_BEHIND_PROXY",
            _yes,
            "1 when exactly one proxy of yours stands in front and sets X-Forwarded-Proto.",
        ),
    )
    demo: bool = field(
        default=False,
        metadata=_from(
            "GRIEVANCE_DEMO",
            _yes,
            "1 puts “invented data” on every page. Never set it where real people tell.",
        ),
    )
    demo_date: date | None = field(
        default=None,
        metadata=_from(
            "GRIEVANCE_DEMO_DATE",
            _day,
            "The day (YYYY-MM-DD) the demo pretends it is. Refused unless GRIEVANCE_DEMO=1.",
        ),
    )

    def __post_init__(self) -> None:
        """Refuse combinations that would let a real intake pretend another day."""
        if self.demo_date and not self.demo:
            raise BadSetting(
                "GRIEVANCE_DEMO_DATE is set without GRIEVANCE_DEMO=1.",
                "Remove it: only the demo may pretend another day.",
            )


@dataclass(frozen=True, kw_only=True)
class DeskSettings(_FromEnvironment):
    """Settings of the desk: the union's own app, which opens, follows up and answers."""

    desk: Path = field(
        metadata=_from(
            "GRIEVANCE_DESK",
            Path,
            "Folder of the desk: its database, its spool, its card, the courier's key.",
        )
    )
    intake: str | None = field(
        default=None,
        metadata=_from(
            "GRIEVANCE_INTAKE",
            _web_address,
            "Address of the intake that the courier calls. Without it nothing is collected.",
        ),
    )
    runtime: Path = field(
        default=Path("/run/grievance-desk"),
        metadata=_from(
            "GRIEVANCE_RUNTIME",
            Path,
            "Folder on a memory file system (tmpfs) for the key of the cookies.",
        ),
    )
    reference: Path | None = field(
        default=None,
        metadata=_from(
            "GRIEVANCE_REFERENCE",
            Path,
            "Folder with CSV files that add to or override shipped employers, wages, help lines.",
        ),
    )
    behind_proxy: bool = field(
        default=False,
        metadata=_from(
            "GRIEVANCE_BEHIND_PROXY",
            _yes,
            "1 when exactly one proxy of yours stands in front and sets X-Forwarded-Proto.",
        ),
    )
    demo: bool = field(
        default=False,
        metadata=_from(
            "GRIEVANCE_DEMO",
            _yes,
            "1 puts “invented data” on every page. Never set it where real people work.",
        ),
    )


def _value(one: Field[Any], environ: Mapping[str, str]) -> object:
    name = one.metadata["variable"]
    typed = environ.get(name, "").strip()
    if not typed:
        raise BadSetting(f"{name} is not set.", one.metadata["help"])
    try:
        return one.metadata["read"](typed)
    except ValueError as problem:
        raise BadSetting(f"{name} {problem}.", one.metadata["help"]) from problem
