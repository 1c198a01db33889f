"""The one step that draws noise. It happens once a period, whoever tries again and however.

    terms = Terms(organisation, today, journal_head, seal, published)
    measured = protect(table, ledger, terms)

A second measurement of the same testimonies, averaged with the first, would halve what the noise
hides. So whatever comes back, the same table, a new plan, a restored folder, another process, is
refused, and who was interrupted goes on from `Ledger.read`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from grievance.disclosure.drawing import drawn
from grievance.disclosure.entries import Entry, vouched_text
from grievance.disclosure.errors import AlreadyMeasured, ClockSetBack, TooEarly
from grievance.disclosure.ledger import HERE, overlaps
from grievance.envelope.period import GRACE, Period
from grievance.release.plan import View

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from grievance.disclosure.ledger import Ledger
    from grievance.disclosure.protected import ProtectedTable
    from grievance.tables.table import Table

PUBLISHED = "its measurement is published"


@dataclass(frozen=True)
class Terms:
    """What one measurement stands under. All are facts that the caller looked up a moment ago.

    `today` is the date in UTC. `seal` seals the vouched measurement to a key that is opened only
    if it must be published. `published` are the periods that the intake shows ("2026Q4"), which a
    restored backup of the desk may know nothing of. `known` are heads of the ledger that were
    noted elsewhere, as in the journal.
    """

    organisation: str
    today: date
    journal_head: str
    seal: Callable[[bytes], bytes] = field(repr=False)
    published: Collection[str] = ()
    known: Collection[str] = ()


def protect(table: Table, ledger: Ledger, terms: Terms) -> ProtectedTable:
    """Measure a period: draw all noise of both views once, write it down, return what was written.

    Raises `AlreadyMeasured`, `TooEarly`, `ClockSetBack`, `LedgerBroken`, `ForeignLedger`,
    `CasebookFull`; then nothing was written that anybody could see. After it returned, and after a
    crash that left the period in the ledger, `Ledger.read` gives the same again.
    """
    period = table.plan.period
    # 1. Nobody else measures meanwhile.
    with ledger.exclusive():
        # 2. The ledger is ours, whole, and in step with what was noted elsewhere.
        head = ledger.verify(terms.organisation, terms.known)
        entries = ledger.entries()
        # 3. Nobody measured it: not here, not in a life of this desk that a backup undid.
        _refuse_second(period, [entry.plan.period for entry in entries], HERE)
        _refuse_second(period, terms.published, PUBLISHED)
        _refuse_wrong_day(period, terms.today, [entry.drawn for entry in entries])
        # 4. All noise of both views, once. Until step 6 it is only in memory.
        counts = drawn(table, View.ALL)
        vouched = drawn(table, View.VOUCHED)
        sealed = terms.seal(vouched_text(terms.organisation, period, vouched))
        # 5. One file for both, on the disk before anybody sees a number.
        ledger.append(
            Entry(
                number=len(entries) + 1,
                previous=head,
                organisation=terms.organisation,
                plan=table.plan,
                drawn=terms.today,
                journal_head=terms.journal_head,
                counts=counts,
                sealed=sealed,
            )
        )
    # 6. What is published is what lies in the ledger.
    return ledger.read(period)


def _refuse_second(period: str, measured: Collection[str], where: str) -> None:
    # By days, not by name: the year 2026 and its quarters must not both be measured.
    if overlaps(period, measured):
        raise AlreadyMeasured(period, where)


def _refuse_wrong_day(period: str, today: date, drawn_on: Collection[date]) -> None:
    # The intake takes testimonies until the end of the second day after the period.
    first = Period.parse(period).last + timedelta(days=1) + GRACE
    if today < first:
        raise TooEarly(period, str(first))
    if drawn_on and today < max(drawn_on):
        raise ClockSetBack(str(max(drawn_on)))
