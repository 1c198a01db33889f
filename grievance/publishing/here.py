"""One period as it lies at a desk: its key, its plan, its envelopes, its measurement.

    here = PeriodHere(database, "2026Q4")
    here.is_measured, here.has_key
    here.plan()                              # the one that the card promised, and no other

From the desk's own files alone. Nothing is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.counting import noted, row_notes
from grievance.casebook.counting.period_collecting import spool_of
from grievance.casebook.counting.places import LEDGER
from grievance.casebook.office import keyring, plans
from grievance.casebook.office.periods import PeriodKeys
from grievance.courier.frames import Frozen
from grievance.disclosure.figures import rows_of
from grievance.disclosure.ledger import Ledger
from grievance.envelope.period import Period
from grievance.publishing.errors import NotOnCard, PlanNotHere

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grievance.casebook.counting.period_spool import PeriodSpool
    from grievance.casebook.database import Database
    from grievance.envelope.card import Card, CardKey
    from grievance.release.plan import PublishedPlan


@dataclass(frozen=True)
class PeriodHere:
    """The period `name` ("2026Q4" or "2026") of the desk whose database this is."""

    database: Database
    name: str

    @property
    def period(self) -> Period:
        """Raises `BadPeriod`."""
        return Period.parse(self.name)

    @property
    def desk(self) -> Path:
        """The desk's folder."""
        return self.database.path.parent

    @property
    def keys(self) -> PeriodKeys:
        """The keys of all periods."""
        return PeriodKeys.of(self.database)

    @property
    def ledger(self) -> Ledger:
        """The measurements of all periods."""
        return Ledger(self.desk / LEDGER)

    def checked_ledger(self) -> Ledger:
        """Return the ledger, once it is whole and in step with the journal.

        Whoever can write the desk's folder can write a measurement anew that is whole in itself;
        its hash is in the journal, which they cannot write. Raises `LedgerBroken`, `ForeignLedger`.
        """
        with self.database.reading() as connection:
            organisation = keyring.newest_card(connection).organisation
            known = noted.ledger_heads(connection)
        self.ledger.verify(organisation, known)
        return self.ledger

    @property
    def has_key(self) -> bool:
        """Whether anybody here could open what was sealed for it."""
        return self.name in self.keys.periods()

    @property
    def is_measured(self) -> bool:
        """Whether the ledger holds it; raises `LedgerBroken`."""
        return self.name in self.ledger.periods()

    def noted(self) -> frozenset[str]:
        """Return what the journal says was done, as in `noted`."""
        with self.database.reading() as connection:
            return noted.done(connection, self.name)

    def card(self) -> Card:
        """Return the card that this desk signed last."""
        with self.database.reading() as connection:
            return keyring.newest_card(connection)

    def promised(self) -> Frozen:
        """Return the key and the plan that the card names; raises `NotOnCard`."""
        key = self._on(self.card())
        return Frozen(key.public.id, key.plan or "")

    def plan(self) -> PublishedPlan:
        """Return what it measures, by the hash on the card; raises `NotOnCard`, `PlanNotHere`."""
        card = self.card()
        self._on(card)
        try:
            return plans.on_card(self.desk, self.name, card)
        except plans.NoPlan:
            raise PlanNotHere(self.name) from None

    def notes(self, plan: PublishedPlan) -> Mapping[str, Mapping[str, str]]:
        """Return what the organisation wrote to rows that `plan` has, by row and language."""
        with self.database.reading() as connection:
            kept = row_notes.kept(connection, self.name)
        # A plan may have been taken anew after they were written.
        return {row.key: kept[row.key] for row in rows_of(plan) if row.key in kept}

    def spool(self) -> PeriodSpool:
        """Return where its envelopes lie, once they are collected; raises `NotOnCard`."""
        return spool_of(self.desk, self.period, self._on(self.card()).public.id)

    def _on(self, card: Card) -> CardKey:
        key = card.statistics_key(self.period)
        if key is None:
            raise NotOnCard(self.name)
        return key
