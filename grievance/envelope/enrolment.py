"""Taking an organisation's card into an intake: what must hold before its keys are offered.

    check(card, enrolled, today)   # raises, or: may be enrolled

An operator's command enrols the first card, once its fingerprint was compared; later ones may come
by courier, too: each must be signed by the same key.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from grievance.envelope.card import CardRefused, succeeds, test_seal
from grievance.envelope.period import Quarter

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from grievance.envelope.card import Card


class ExpiredCard(CardRefused):
    """No key on the card is valid today or later."""


class SecondPublisher(CardRefused):
    """Another organisation counts the same quarter; a testimony is counted by one."""


class KeyOfAnother(CardRefused):
    """Another organisation has a key on this card: what is sealed to one, the other receives."""


class NameOfAnother(CardRefused):
    """Another organisation is called the same: a worker could not tell who would read."""


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
    # 3. It copies no other organisation, and each quarter is counted by one of them.
    others = [one for one in enrolled if one is not before]
    _copies_nobody(card, others)
    _counts_alone(card, others, Quarter.of(today))
    # 4. Each key takes an envelope.
    for key in card.casework + card.statistics:
        test_seal(key.public)
    return True


def _copies_nobody(card: Card, others: Collection[Card]) -> None:
    """Return when `card` shares no key and no name with `others`, whatever purpose or language."""
    for other in others:
        who = f"{other.names['en']} ({other.organisation})"
        shared = sorted(_key_ids(card) & _key_ids(other))
        if shared:
            raise KeyOfAnother(
                f"The key {shared[0].hex()} on this card is a key of {who}.",
                "Do not enrol it. Every organisation makes its own keys: speak to both of them.",
            )
        if _folded_names(card) & _folded_names(other):
            raise NameOfAnother(
                f"A name on this card is a name of {who} already.",
                "Do not enrol it. Ask both organisations who they are and for names that differ.",
            )


def _key_ids(card: Card) -> set[bytes]:
    return {key.public.id for key in card.casework + card.statistics}


def _folded_names(card: Card) -> set[str]:
    """Return the names as they look alike: without case, width, ligatures and runs of spaces."""
    return {" ".join(_nfkc(_nfkc(name).casefold()).split()) for name in card.names.values()}


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


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
