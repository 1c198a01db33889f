"""`grievance statistics withdraw` and `publish-vouched`: more about a period that was closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from grievance.casebook.arrivals.courier_here import courier_for
from grievance.cli.sheets_typed import ask_sheets
from grievance.clock import now
from grievance.publishing.revising import Revising

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor


@dataclass(frozen=True)
class Place:
    """Who revises which period, at which intake, on which way there."""

    database: Database
    actor: Actor
    period: str
    intake: str
    proxy: str | None = None
    clock: Callable[[], datetime] = now

    @property
    def revising(self) -> Revising:
        """What does it; raises `NoCourier`, `CardRefused`, `PlainHTTP`."""
        courier = courier_for(self.database.path.parent, self.intake, self.proxy)
        return Revising(self.database, self.actor, courier, self.period, self.clock())


def withdraw(place: Place, reason: Mapping[str, str]) -> None:
    """Withdraw the figures of a period; raises whatever stops it."""
    release = place.revising.withdraw(reason)
    click.echo(f"{place.period} is withdrawn: revision {release.revision}, {release.sha256}")


def publish_vouched(place: Place, reason: Mapping[str, str]) -> None:
    """Ask for the recovery sheets, then publish the vouched figures; raises whatever stops it."""
    release = place.revising.publish_vouched(reason, ask_sheets())
    click.echo(f"{place.period} is published again: revision {release.revision}, {release.sha256}")
