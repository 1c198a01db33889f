"""What a union decides about its desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from grievance.settings.reading import FromEnvironment, described, web_address, yes


@dataclass(frozen=True, kw_only=True)
class DeskSettings(FromEnvironment):
    """Settings of the desk: the union's own app, which opens, follows up and answers."""

    desk: Path = field(
        metadata=described(
            "GRIEVANCE_DESK",
            Path,
            "Folder of the desk: its database, its spool, its card, the courier's key.",
        )
    )
    intake: str | None = field(
        default=None,
        metadata=described(
            "GRIEVANCE_INTAKE",
            web_address,
            "Address of the intake that the courier calls. Without it nothing is collected.",
        ),
    )
    runtime: Path = field(
        default=Path("/run/grievance-desk"),
        metadata=described(
            "GRIEVANCE_RUNTIME",
            Path,
            "Folder on a memory file system (tmpfs) for the key of the cookies.",
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
    behind_proxy: bool = field(
        default=False,
        metadata=described(
            "GRIEVANCE_BEHIND_PROXY",
            yes,
            "1 when exactly one proxy of yours stands in front and sets X-Forwarded-Proto.",
        ),
    )
    demo: bool = field(
        default=False,
        metadata=described(
            "GRIEVANCE_DEMO",
            yes,
            "1 puts “invented data” on every page. Never set it where real people work.",
        ),
    )
