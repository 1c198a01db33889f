"""Taking an organisation's card into an intake: what must hold before its keys are offered.

check(card, enrolled, today)   # raises, or: may be enrolled
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from grievance.envelope.card import Card, CardRefused, fingerprint, succeeds, test_seal
from grievance.envelope.card_fields import BadCard
from grievance.envelope.period import Quarter

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

LARGEST_CARD = 256 * 1024  # bytes: some hundred keys


class ExpiredCard(CardRefused):
    """No key on the card is valid today or later."""


class SecondPublisher(CardRefused):
    """Another organisation counts the same quarter; a testimony is counted by one."""


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


def check(card: Card, enrolled: Collection[Card], today: date) -> bool:
    """Tell whether `card` is news to an intake with `enrolled`; raises `CardRefused`, or its kinds.

    False: this very card is enrolled already.
    """
    # 1. It takes the place of the organisation's card before it.
    before = next((one for one in enrolled if one.organisation == card.organisation), None)
    if before and before.sha256 == card.sha256:
        return False
    if before:
        succeeds(before, card)
    # 2. Somebody could open what is sealed to it.
    if all(key.valid_until < today for key in card.casework + card.statistics):
        raise ExpiredCard(
            "No key on this card is valid today or later.",
            "Ask the organisation for its newest card.",
        )
    # 3. Each quarter is counted by one organisation.
    _counts_alone(card, [one for one in enrolled if one is not before], Quarter.of(today))
    # 4. Each key takes an envelope.
    for key in card.casework + card.statistics:
        test_seal(key.public)
    return True


def compare(card: Card, words: str) -> None:
    """Return when `words` are the card's fingerprint; raises `OtherFingerprint`."""
    expected = " ".join(words.lower().split())
    if not secrets.compare_digest(fingerprint(card).encode(), expected.encode()):
        raise OtherFingerprint(
            "The fingerprint of this card is not the one you gave.",
            "Do not enrol it. Speak to the organisation, in person if you can.",
        )


def _counts_alone(card: Card, others: Collection[Card], quarter: Quarter) -> None:
    mine = _periods(card, quarter)
    for other in others:
        both = sorted(mine & _periods(other, quarter))
        if both:
            raise SecondPublisher(
                f"{other.names['en']} ({other.organisation}) counts {', '.join(both)} already, "
                "and each quarter is counted by one organisation.",
                "Enrol a card without statistics keys for these quarters.",
            )


def _periods(card: Card, first: Quarter) -> set[str]:
    return {key.period for key in card.statistics if key.period and key.period >= str(first)}
