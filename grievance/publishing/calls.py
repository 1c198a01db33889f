"""What the close of a period asks of a courier: `grievance.courier.client.Courier` answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from grievance.casebook.counting.period_collecting import Calls as Carries

if TYPE_CHECKING:
    from grievance.courier.frames import Frozen, Published


class Publishes(Protocol):
    """What a revision asks."""

    @property
    def organisation(self) -> str:
        """The id of the organisation for which it calls."""

    def releases(self) -> tuple[Published, ...]:
        """Say what is published there, by period and revision."""

    def publish(self, archive: bytes) -> bool:
        """Publish a release."""


class Calls(Carries, Publishes, Protocol):
    """What the close asks."""

    def freeze(self, period: str) -> Frozen:
        """Let the key of a period take nothing more; say which."""
