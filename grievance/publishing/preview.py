"""What a close would do, before it does anything: no testimony is collected, opened or counted.

    seen = preview(database, actor, "2026Q4", expected=400)
    seen.plan, seen.before, seen.outlooks

It is made of the plan and of earlier blurred figures only. A trial run over true counts would be a
second look at them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.permissions import Right
from grievance.disclosure.figures import rows
from grievance.disclosure.simulate import Outlook, simulate
from grievance.envelope.period import QUARTERS, Period, PeriodKind
from grievance.publishing.here import PeriodHere

if TYPE_CHECKING:
    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor
    from grievance.disclosure.ledger import Ledger
    from grievance.release.plan import PublishedPlan
    from grievance.release.rows import Range


@dataclass(frozen=True)
class Before:
    """The newest measurement there is: of which period, and everyone in it, if that row opened."""

    period: str
    everyone: Range | None


@dataclass(frozen=True)
class Preview:
    """The pinned plan, the measurement before, and what so many testimonies would show.

    `expected` is the number a year that `outlooks` are for: as given, or from the measurement
    before; without either there are no outlooks.
    """

    plan: PublishedPlan
    before: Before | None
    expected: int | None
    outlooks: tuple[Outlook, ...]


def preview(database: Database, actor: Actor, period: str, expected: int | None = None) -> Preview:
    """Return it; raises `NotAllowed`, `NotOnCard`, `PlanNotHere`, `LedgerBroken`."""
    actor.require(Right.PUBLISH)
    here = PeriodHere(database, period)
    plan, before = here.plan(), _before(here.ledger)
    if expected is None and before and before.everyone:
        a_year = QUARTERS if Period.parse(before.period).kind is PeriodKind.QUARTER else 1
        expected = before.everyone.value * a_year
    outlooks = simulate(plan, expected, here.period.kind) if expected else ()
    return Preview(plan, before, expected, outlooks)


def _before(ledger: Ledger) -> Before | None:
    measured = ledger.periods()
    if not measured:
        return None
    everyone, *_ = rows(ledger.read(measured[-1]))
    return Before(measured[-1], everyone.testimonies)
