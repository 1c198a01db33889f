"""A card on a terminal: its fingerprint, its names, its keys and their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.card import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.envelope.card import Card, CardKey


def card_lines(card: Card) -> Iterator[str]:
    """Yield what a person compares and checks, line by line."""
    yield f"Organisation {card.organisation}, card number {card.serial}"
    for language, name in card.names.items():
        yield f"  {language}  {name}: {card.descriptions[language]}"
    yield "Fingerprint:"
    yield from fingerprint_lines(card)
    yield "Keys:"
    yield from key_lines(card)


def fingerprint_lines(card: Card) -> Iterator[str]:
    """Yield the twelve words, four a line, so that they are easy to read out."""
    words = fingerprint(card).split()
    for first in range(0, len(words), 4):
        yield "  " + " ".join(words[first : first + 4])


def key_lines(card: Card) -> Iterator[str]:
    """Yield one line a key: what it is for, its id, the days on which forms seal to it."""
    for purpose, keys in (("casework", card.casework), ("statistics", card.statistics)):
        for key in keys:
            yield f"  {purpose:<10}  {key.public.id.hex()}  {days(key)}"


def days(key: CardKey) -> str:
    """Return from when to when forms seal to `key`."""
    period = f" ({key.period})" if key.period else ""
    return f"{key.valid_from} to {key.valid_until}{period}"
