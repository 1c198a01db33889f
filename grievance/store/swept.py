"""What a sweep did, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["rewritten", "unchanged", "busy"]


@dataclass(frozen=True, slots=True)
class Swept:
    """What the sweep did with one part: `busy` means it was in use, and waits for the next.

    `name` is a file on SQLite; on PostgreSQL an ISO week, or "intake" for the intake's own rows.
    """

    name: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What the sweep did with each part of the store."""

    parts: tuple[Swept, ...]

    def names(self, outcome: Outcome) -> tuple[str, ...]:
        """Return the parts with this outcome."""
        return tuple(one.name for one in self.parts if one.outcome == outcome)
