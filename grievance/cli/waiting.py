"""What waits in an intake's store, and how long its keys will do, as lines for a terminal."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from grievance.cli.card_words import key_lines
from grievance.envelope.card import Card
from grievance.envelope.keys import Purpose
from grievance.settings import IntakeSettings
from grievance.store.main import Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path


def opened(folder: Path) -> Store:
    """Open the store in `folder`, or in the database that the environment names beside it.

    Raises `BadSetting` and `StoreError`. There is no option for the database: its address may hold
    a password, and every user of a machine can read its command lines. The store is closed when
    the command ends.
    """
    store = Store.open(folder, database=_database())
    if context := click.get_current_context(silent=True):
        context.call_on_close(store.close)
    return store


def existing(folder: Path) -> Store:
    """Do the same, but make no store; raises `StoreMissing` too."""
    Store.require(folder, _database())
    return opened(folder)


def _database() -> str | None:
    found: str | None = IntakeSettings.one_from_env("database", os.environ)
    return found


def enrolled(store: Store) -> tuple[Card, ...]:
    """Return the enrolled cards, verified again."""
    return tuple(Card.parse(stored.body) for stored in store.cards())


def status_lines(store: Store, cards: Collection[Card]) -> Iterator[str]:
    """Yield what waits week by week, then each organisation's keys, slips, closes and releases."""
    waiting = store.counts()
    holders = {key.public.id: card for card in cards for key in card.casework + card.statistics}
    yield "Waiting:" if waiting else "Nothing waits."
    for one in waiting:
        holder = holders.get(one.key_id)
        name = holder.names["en"] if holder else "a card that was replaced"
        purpose = Purpose(one.purpose).word
        yield f"  {one.week}  {purpose:<10}  {one.envelopes:>7}  {one.key_id.hex()}  {name}"
    for card in cards:
        yield f"{card.names['en']} ({card.organisation}), card number {card.serial}:"
        yield from key_lines(card)
        yield from _held_lines(store, card.organisation)


def _held_lines(store: Store, organisation: str) -> Iterator[str]:
    if slips := store.slips_waiting(organisation):
        yield f"  invitation slips that can still be redeemed: {slips}"
    for key in store.frozen(organisation):
        yield f"  {key.period} is closed: {key.key_id.hex()} takes nothing more"
    for one in store.releases():
        if one.organisation == organisation:
            which = f"revision {one.revision}, {one.view} testimonies"
            yield f"  {one.period} is published: {which}, {one.sha256}"


def warnings(cards: Collection[Card], today: date) -> Iterator[str]:
    """Yield what is or will be missing: a key today, and a key when the next period begins."""
    for day, when in _days(cards, today):
        if not any(card.casework_key(day) for card in cards):
            yield f"Warning: no casework key is valid {when}: the form is closed then."
        if not any(card.counting_key(day) for card in cards):
            yield f"Warning: no statistics key is valid {when}: the form is closed then."


def _days(cards: Collection[Card], today: date) -> Iterator[tuple[date, str]]:
    yield today, "today"
    counting = [key for card in cards if (key := card.counting_key(today))]
    for key in counting:
        coming = key.valid_until + timedelta(days=1)
        yield coming, f"from {coming} on"
