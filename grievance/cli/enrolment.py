"""Taking an organisation's card from a file, and comparing its fingerprint."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from grievance.envelope.card import Card, CardRefused, fingerprint
from grievance.envelope.card_fields import BadCard

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_CARD = 256 * 1024  # bytes: some hundred keys


class NotCompared(CardRefused):
    """Nobody said that the fingerprint is the organisation's."""


class OtherFingerprint(CardRefused):
    """The card is signed by another key than the one that was expected."""


def read_card(path: Path) -> Card:
    """Read a card from a file; raises `CardRefused` and its kinds."""
    try:
        with path.open("rb") as file:
            return Card.parse(file.read(LARGEST_CARD))
    except OSError as problem:
        raise BadCard(
            f"The card {path} cannot be read: {problem.strerror}.", "Check its name and owner."
        ) from problem


def compare(card: Card, words: str) -> None:
    """Return when `words` are the card's fingerprint; raises `OtherFingerprint`."""
    expected = " ".join(words.lower().split())
    if not secrets.compare_digest(fingerprint(card).encode(), expected.encode()):
        raise OtherFingerprint(
            "The fingerprint of this card is not the one you gave.",
            "Do not enrol it. Speak to the organisation, in person if you can.",
        )
