"""What one intake process works with: store, drafts, reference data, enrolled cards, a clock."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Self, cast

from flask import current_app

from grievance import sending
from grievance.envelope.card import Card
from grievance.envelope.period import Period, PeriodKind
from grievance.forms.choices import Catalogue
from grievance.forms.offered import offered
from grievance.questionnaire.text import say
from grievance.reference.facts import Facts
from grievance.store.drafts import DraftStore
from grievance.store.errors import StoreError
from grievance.store.main import Store
from grievance.web.common.kept_secret import kept_secret
from grievance.web.intake.floods.ceiling import Ceiling
from grievance.web.intake.floods.counts import Counts
from grievance.web.intake.floods.floods import Floods
from grievance.web.intake.floods.limits import Limits
from grievance.wording.fallback import name_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from grievance.envelope.card import CardKey
    from grievance.questionnaire.lists import Lists
    from grievance.settings import IntakeSettings
    from grievance.store.rows import StoredCard
    from grievance.wording.speaker import Speaker


_CAN_READ = say("readers", "Who can read answers if you say yes: %(names)s.")
_COUNTS = say("readers", "%(counter)s counts country, employer and broad groups for statistics.")
COUNTED = say(
    "readers",
    "For the statistics, %(counter)s gets the country, the employer and broad groups from your "
    "answers: no text and no exact figure.",
)

CEILING_DRAWN_BY = "ceiling-secret"
"""The file in the folder of the store whose secret draws the ceiling of each week."""
NOT_FIRST = "ceiling-others"
"""The file beside it that says how many rows of the week are no first testimonies."""
LOOK_EVERY = 1.0
"""Seconds between two looks for a new card."""


@dataclass
class Intake:
    """Everything the views need. `clock` returns the moment in UTC."""

    settings: IntakeSettings
    clock: Callable[[], datetime]
    store: Store
    drafts: DraftStore
    facts: Facts
    floods: Floods
    _cards: tuple[Card, ...] = ()
    _stamp: object = None
    _looked: float = -LOOK_EVERY
    _readers: dict[str, Card] = field(default_factory=dict)
    _readers_of: tuple[tuple[Card, ...], date] | None = None

    @classmethod
    def open(cls, settings: IntakeSettings, clock: Callable[[], datetime]) -> Self:
        """Open store and drafts and load the reference data.

        Processes that are forked from this one count floods together.
        """
        return cls(
            settings,
            clock,
            Store.open(settings.data, database=settings.database),
            DraftStore.open(settings.drafts / "drafts.db"),
            Facts.load(settings.reference),
            _floods(settings, clock),
        )

    @property
    def today(self) -> date:
        """The day in UTC."""
        return self.clock().date()

    def tidy(self) -> None:
        """Forget idle drafts, and counts of an hour that is over, whether or not anybody visits."""
        self.floods.tidy()
        with suppress(StoreError):  # tried again with the next ten minutes
            self.drafts.purge_idle(self.clock().timestamp())

    @property
    def newest_year(self) -> int:
        """The newest year a form offers: where the sun rises first it is tomorrow already."""
        return (self.today + timedelta(days=1)).year

    def cards(self) -> tuple[Card, ...]:
        """Return the enrolled cards, without keys of periods that are being closed.

        An enrolment, and a close, is noticed within a second. While the store cannot be asked,
        what it said last holds: pages can be filled in, and what is sent is checked there again.
        """
        if time.monotonic() - self._looked < LOOK_EVERY:
            return self._cards
        try:
            self._look()
        except StoreError:
            if self._stamp is None:
                raise
        self._looked = time.monotonic()
        return self._cards

    def _look(self) -> None:
        stamp = self.store.cards_stamp()
        if stamp != self._stamp:
            self._cards = tuple(self._open(stored) for stored in self.store.cards())
            self._stamp = stamp

    def look_again(self) -> None:
        """Let the next look at the cards not wait: something about them was just noticed."""
        self._looked = -LOOK_EVERY

    def _open(self, stored: StoredCard) -> Card:
        card = Card.parse(stored.body)
        frozen = {key.key_id for key in self.store.frozen(card.organisation)}
        still_open = (key for key in card.statistics if key.public.id not in frozen)
        return replace(card, statistics=tuple(still_open))

    def readers(self) -> dict[str, Card]:
        """Return the organisations with a casework key valid today, by id."""
        of = (self.cards(), self.today)
        if self._readers_of != of:  # the same cards on the same day, at nearly every page
            self._readers_of, self._readers = of, sending.readers(*of)
        return self._readers

    def publisher(self) -> Card | None:
        """Return the organisation with a statistics key for today."""
        return sending.publisher(self.cards(), self.today)

    def counting_key(self) -> CardKey | None:
        """Return the statistics key that is sealed to today; None while nobody counts."""
        publisher = self.publisher()
        return publisher.counting_key(self.today) if publisher else None

    @property
    def period(self) -> Period:
        """The period in which today is counted; the quarter while nobody counts."""
        key = self.counting_key()
        return Period.parse(key.period or "") if key else Period.of(self.today, PeriodKind.QUARTER)

    def counter(self, language: str) -> str:
        """Return the name of the organisation that counts; "" while there is none."""
        publisher = self.publisher()
        return name_in(publisher.names, language) if publisher else ""

    def openers(self) -> str:
        """Return who counts and who can read, by id: what a form carries of `who_opens`."""
        publisher = self.publisher()
        return ",".join((publisher.organisation if publisher else "", *self.readers()))

    def who_opens(self, tongue: Speaker) -> list[str]:
        """Say who can read answers here, and who counts them."""
        names = [name_in(card.names, tongue.language) for card in self.readers().values()]
        return [
            tongue.text(_CAN_READ, names=", ".join(names)),
            tongue.text(_COUNTS, counter=self.counter(tongue.language)),
        ]

    def is_open(self) -> bool:
        """Tell whether somebody could open what is told today."""
        return bool(self.readers()) and self.publisher() is not None

    def catalogue(self) -> Catalogue:
        """Return the words of the open choices."""
        return Catalogue(
            employers=self.facts.employers,
            grievances=self.facts.grievances,
            organisations={id_: card.names for id_, card in self.readers().items()},
        )

    def lists(self) -> Lists:
        """Return the codes of the open choices."""
        return offered(self.facts, self.readers())


def _floods(settings: IntakeSettings, clock: Callable[[], datetime]) -> Floods:
    counts, secret = Counts(), kept_secret(settings.data / CEILING_DRAWN_BY)
    ceiling = Ceiling(settings.weekly_sends, secret, counts, settings.data / NOT_FIRST)
    return Floods(Limits.of(settings), counts, ceiling, clock)


def intake() -> Intake:
    """Return the intake of the app that answers now."""
    return cast("Intake", current_app.extensions["grievance"])
