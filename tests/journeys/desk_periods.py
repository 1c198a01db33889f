"""Two periods that are over: one that was closed and published, one that waits to be closed."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from grievance.casebook.counting import noted, row_notes
from grievance.clock import now
from grievance.courier.frames import Frozen, Page, Published
from grievance.envelope.period import Period, PeriodKind, closes_from
from grievance.publishing.closing import Closing
from grievance.publishing.here import PeriodHere
from grievance.publishing.steps import Step

if TYPE_CHECKING:
    from collections.abc import Collection

    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor
    from grievance.envelope.keys import Purpose
    from grievance.publishing.steps import Progress


def _over(at_least: timedelta) -> Period:
    """Return the newest quarter that could be closed so long ago."""
    moment = now() - at_least
    period = Period.of(moment.date(), PeriodKind.QUARTER)
    while closes_from(period) > moment:
        period = Period.of(period.first - timedelta(days=1), PeriodKind.QUARTER)
    return period


TO_CLOSE = _over(timedelta())
CLOSED = Period.of(TO_CLOSE.first - timedelta(days=1), PeriodKind.QUARTER)
FOUNDED = datetime.combine(CLOSED.first, time(9), UTC)
"""When a desk was set up that has the keys of both."""
ROW = "employer.sama"


class Nowhere:
    """An intake at which nobody told anything: what the close of a period asks of a courier."""

    def __init__(self, organisation: str, promised: Frozen) -> None:
        self.organisation = organisation
        self.promised = promised

    def freeze(self, _period: str) -> Frozen:
        return self.promised

    def collect(self, _purpose: Purpose, _after: int) -> Page:
        return Page((), more=False)

    def acknowledge(self, _received: Collection[tuple[int, bytes]], *, last: bool) -> int:
        del last
        return 0

    def releases(self) -> tuple[Published, ...]:
        return ()

    def publish(self, _archive: bytes) -> bool:
        return True


def close_one(database: Database, actor: Actor, organisation: str) -> None:
    """Close the older one, with words of the union's own beside its figures."""
    period, moment = str(CLOSED), now()
    words = dict.fromkeys(("en", "fr", "sw"), "We know of two firms there.")
    with database.writing() as connection:
        row_notes.write(connection, noted.By(actor, period, moment), ROW, words)
    nowhere = Nowhere(organisation, PeriodHere(database, period).promised())
    closing = Closing(database, actor, nowhere, period, moment)
    assert closing.run(_unseen) is Step.DONE


def _unseen(_progress: Progress) -> None:
    """Show no progress."""
