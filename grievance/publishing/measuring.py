"""The one measurement of a period: its spool is counted, blurred and written into the ledger.

    unreadable = Measuring(here, actor, courier, now, processes=2).run(spool, progress)
    here.ledger.read("2026Q4")

The true counts exist in this function's memory and are given to `protect` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook import journal
from grievance.casebook.counting import noted
from grievance.casebook.office import keyring
from grievance.disclosure.protect import Terms, protect
from grievance.opening.sealed_text import open_note, seal_note
from grievance.tables.counting import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from grievance.casebook.counting.period_spool import PeriodSpool
    from grievance.casebook.permissions import Actor
    from grievance.opening.recovery import RecoveryKey
    from grievance.publishing.calls import Calls
    from grievance.publishing.here import PeriodHere


@dataclass(frozen=True)
class Measuring:
    """Who measures which period, and when (UTC); the courier says what is published."""

    here: PeriodHere
    actor: Actor
    courier: Calls
    now: datetime
    processes: int

    def run(self, spool: PeriodSpool, progress: Callable[[float], None]) -> int:
        """Measure; return how many envelopes nobody could read, for the screen.

        `progress` is told the share that was opened. Raises what `count` and `protect` raise, and
        `CourierError`; then nothing was written that anybody could see.
        """
        held = self.here.keys.held(self.actor)[self.here.name]
        plan = self.here.plan()
        counted = count(spool, held, plan, self.processes, progress)
        protect(counted.table, self.here.ledger, self._terms())
        return counted.unreadable

    def _terms(self) -> Terms:
        # Whatever is published there was measured, also by a life of this desk that is lost.
        published = {one.period for one in self.courier.releases()}
        with self.here.database.reading() as connection:
            organisation = keyring.newest_card(connection).organisation
            recovery = keyring.recovery_public(connection)
            head = journal.head(connection).hex()
            known = noted.ledger_heads(connection)
        context = vouched_context(organisation, self.here.name)
        return Terms(
            organisation=organisation,
            today=self.now.date(),
            journal_head=head,
            # To the recovery sheets: nobody at the desk can look, and three sheets can.
            seal=lambda text: seal_note(text.decode(), recovery, context),
            published=published,
            known=known,
        )


def vouched_opener(
    recovery: RecoveryKey, organisation: str, period: str
) -> Callable[[bytes], bytes]:
    """Return what opens the sealed measurement of a period: `unseal` of `Ledger.read`.

    It raises an `EnvelopeRefused`; `UnknownKey` where the sheets are of another desk.
    """
    context = vouched_context(organisation, period)
    return lambda sealed: open_note(sealed, recovery, context).encode()


def vouched_context(organisation: str, period: str) -> bytes:
    """Return what the sealed measurement is bound to, beside its key."""
    return f"vouched/{organisation}/{period}".encode()
