"""What waits in an intake's store, and how long its keys will do, as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.cli.card_words import days
from grievance.envelope.card import Card
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Quarter
from grievance.store.errors import StoreMissing
from grievance.store.main import Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path

    from grievance.store.rows import Waiting


def existing(folder: Path) -> Store:
    """Open the store in `folder`, but make none; raises `StoreMissing` and other `StoreError`."""
    path = folder / "intake.db"
    if not path.exists():
        raise StoreMissing(path)
    return Store.open(folder)


def enrolled(store: Store) -> tuple[Card, ...]:
    """Return the enrolled cards, verified again."""
    return tuple(Card.parse(stored.body) for stored in store.cards())


def status_lines(waiting: Collection[Waiting], cards: Collection[Card]) -> Iterator[str]:
    """Yield what waits week by week, then each organisation's keys and their days."""
    holders = {key.public.id: card for card in cards for key in card.casework + card.statistics}
    yield "Waiting:" if waiting else "Nothing waits."
    for one in waiting:
        holder = holders.get(one.key_id)
        name = holder.names["en"] if holder else "a card that was replaced"
        purpose = Purpose(one.purpose).word
        yield f"  {one.week}  {purpose:<10}  {one.envelopes:>7}  {one.key_id.hex()}  {name}"
    for card in cards:
        yield f"{card.names['en']} ({card.organisation}), card number {card.serial}:"
        for key in card.casework + card.statistics:
            purpose = "statistics" if key.period else "casework"
            yield f"  {purpose:<10}  {key.public.id.hex()}  {days(key)}"


def warnings(cards: Collection[Card], today: date) -> Iterator[str]:
    """Yield what is or will be missing: a key today, and a key when the next quarter begins."""
    coming = Quarter.of(today).next()
    for day, when in ((today, "today"), (coming.first, f"from {coming.first} on")):
        if not any(card.casework_key(day) for card in cards):
            yield f"Warning: no casework key is valid {when}: the form is closed then."
        if not any(card.statistics_key(Quarter.of(day)) for card in cards):
            yield f"Warning: no statistics key is valid {when}: the form is closed then."
