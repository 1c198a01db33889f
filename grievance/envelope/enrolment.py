"""Taking an organisation's card into an intake: what must hold before its keys are offered.

    check(card, enrolled, today)   # raises, or: may be enrolled

An operator's command enrols the first card, once its fingerprint was compared; later ones may come
by courier, too: each must be signed by the same key.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from grievance.envelope.card import CardRefused, succeeds, test_seal

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from grievance.envelope.card import Card, CardKey


class ExpiredCard(CardRefused):
    """No key on the card is valid today or later."""


class SecondPublisher(CardRefused):
    """Another organisation counts the same days; a testimony is counted by one."""


class PlanChanged(CardRefused):
    """What a key measures was changed: somebody may have sealed to it already."""


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
        _measures_the_same(before, card)
    # 2. Somebody could open what is sealed to it.
    if all(key.valid_until < today for key in card.casework + card.statistics):
        raise ExpiredCard(
            "No key on this card is valid today or later.",
            "Ask the organisation for its newest card.",
        )
    # 3. It copies no other organisation, and each day is counted by one of them.
    others = [one for one in enrolled if one is not before]
    _copies_nobody(card, others)
    _counts_alone(card, others, today)
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


def _measures_the_same(before: Card, card: Card) -> None:
    """Return when each key of `before` still measures what it did: another plan has another key."""
    measured = {key.public.id: key.plan for key in before.statistics}
    for key in card.statistics:
        if measured.get(key.public.id, key.plan) != key.plan:
            raise PlanChanged(
                f"This card changes what the key for {key.period} measures.",
                "Do not enrol it. What was sealed to a key is measured as it was announced then.",
            )


def _counts_alone(card: Card, others: Collection[Card], today: date) -> None:
    for other in others:
        both = [key for key in _counting(other, today) if _shares_a_day(key, card, today)]
        if both:
            periods = ", ".join(sorted(key.period or "" for key in both))
            raise SecondPublisher(
                f"{other.names['en']} ({other.organisation}) counts {periods} already, "
                "and each period is counted by one organisation.",
                "Enrol a card without statistics keys for these periods.",
            )


def _counting(card: Card, today: date) -> list[CardKey]:
    return [key for key in card.statistics if key.valid_until >= today]


def _shares_a_day(key: CardKey, card: Card, today: date) -> bool:
    # A quarter of one organisation lies within a year of another: it is the days that count.
    return any(
        own.valid_from <= key.valid_until and key.valid_from <= own.valid_until
        for own in _counting(card, today)
    )
