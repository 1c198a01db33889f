"""What the operator of an intake decides: the public app that seals and cannot open."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grievance.settings.database_address import database
from grievance.settings.reading import (
    BadSetting,
    FromEnvironment,
    authorities,
    day,
    described,
    listener,
    text,
    web_address,
    whole,
    yes,
)

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class IntakeSettings(FromEnvironment):
    """Settings of the intake: the public app that seals and cannot open."""

    operator: str = field(
        metadata=described(
            "GRIEVANCE_OPERATOR",
            text,
            "Who runs this intake, as workers should read it. Shown on every page.",
        )
    )
    contact: str = field(
        metadata=described(
            "GRIEVANCE_CONTACT",
            text,
            "How to reach the operator about personal data (GDPR art. 13): address or e-mail.",
        )
    )
    data: Path = field(
        metadata=described(
            "GRIEVANCE_DATA",
            Path,
            "Folder of the sealed store. Holds envelopes and cards, never a private key.",
        )
    )
    database: str | None = field(
        default=None,
        repr=False,  # it may hold a password
        metadata=described(
            "GRIEVANCE_DATABASE",
            database,
            "PostgreSQL database of the sealed store, such as "
            "postgresql:///grievance?host=/run/postgresql; then GRIEVANCE_DATA holds published "
            "releases only. Without it the store is files.",
        ),
    )
    drafts: Path = field(
        default=Path("/run/grievance"),
        metadata=described(
            "GRIEVANCE_DRAFTS",
            Path,
            "Folder on a memory file system (tmpfs) for unfinished answers and the cookie key.",
        ),
    )
    reference: Path | None = field(
        default=None,
        metadata=described(
            "GRIEVANCE_REFERENCE",
            Path,
            "Folder with CSV files that add to or override shipped employers, wages, help lines.",
        ),
    )
    leave_to: str = field(
        default="https://www.wikipedia.org/",
        metadata=described(
            "GRIEVANCE_LEAVE_TO",
            web_address,
            "The neutral page that “Leave this site quickly” goes to.",
        ),
    )
    onion: str | None = field(
        default=None,
        metadata=described(
            "GRIEVANCE_ONION",
            web_address,
            "This intake's onion address, shown on the safety page.",
        ),
    )
    authority: tuple[str, ...] | None = field(
        default=None,
        metadata=described(
            "GRIEVANCE_AUTHORITY",
            authorities,
            "Host, or host:port, by which desks call this intake; several (https and onion) are "
            "separated by spaces. Without it no desk can collect or answer.",
        ),
    )
    behind_proxy: bool = field(
        default=False,
        metadata=described(
            "GRIEVANCE_BEHIND_PROXY",
            yes,
            "1 when exactly one proxy of yours stands in front and sets X-Forwarded-Proto and "
            "X-Forwarded-For. The address is used in memory only, to slow down floods.",
        ),
    )
    onion_bind: tuple[str, int] | None = field(
        default=None,
        metadata=described(
            "GRIEVANCE_ONION_BIND",
            listener,
            "Where to listen for tor as well, such as 127.0.0.1:8082: no header of a proxy is "
            "believed there, and all who come there share what GRIEVANCE_ONION_SENDS allows.",
        ),
    )
    thinking: int = field(
        default=5,
        metadata=described(
            "GRIEVANCE_THINKING",
            whole,
            "Seconds from the first page to sending that answers must take at least. 0: none.",
        ),
    )
    prefix_sends: int = field(
        default=120,
        metadata=described(
            "GRIEVANCE_PREFIX_SENDS",
            whole,
            "Testimonies without a slip that one network (IPv4 /24, IPv6 /48) may send within an "
            "hour; what surrounds it (/16, /32) twenty times as many. Other limits follow from it "
            "(floods.md). 0: no limit.",
        ),
    )
    onion_sends: int = field(
        default=600,
        metadata=described(
            "GRIEVANCE_ONION_SENDS",
            whole,
            "The same for all visitors of the onion address together, and for whoever else has no "
            "address of their own. 0: no limit.",
        ),
    )
    busy_sends: int = field(
        default=1000,
        metadata=described(
            "GRIEVANCE_BUSY_SENDS",
            whole,
            "Testimonies without a slip within an hour, from everywhere, from which on each "
            "network may send two to six only. 0: never.",
        ),
    )
    weekly_sends: int = field(
        default=12_000,
        metadata=described(
            "GRIEVANCE_WEEKLY_SENDS",
            whole,
            "Testimonies that no slip vouches for which are kept within one ISO week, imported "
            "ones counted. By up to a tenth more or less, so that nobody can count the others. "
            "0: no limit.",
        ),
    )
    slip_required: bool = field(
        default=False,
        metadata=described(
            "GRIEVANCE_SLIP_REQUIRED",
            yes,
            "1 when nobody may send for the first time without an invitation slip of a union.",
        ),
    )
    demo: bool = field(
        default=False,
        metadata=described(
            "GRIEVANCE_DEMO",
            yes,
            "1 puts “invented data” on every page. Never set it where real people tell.",
        ),
    )
    demo_date: date | None = field(
        default=None,
        metadata=described(
            "GRIEVANCE_DEMO_DATE",
            day,
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
