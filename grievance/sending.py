"""From answers to sealed envelopes in the store: the steps that every way in shares.

    account = account_of(Testimony(EDITION.id, "sw", answers), facts, today)
    to = Recipients(counting_key(cards, today), reading_keys(cards, chosen, today))
    keep(store, today, seal_first(code, account, to))

A form in a browser and a row of a file go through the same lines here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.coding.coded import code as coded_from
from grievance.envelope.testimony import Account
from grievance.errors import GrievanceError
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.rows import Brought, NewEnvelope, NewReceipt
from grievance.store.week import week_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from grievance.envelope.card import Card
    from grievance.envelope.keys import PublicKey
    from grievance.envelope.testimony import SealedEnvelope, SealedTestimony
    from grievance.questionnaire.testimony import Testimony
    from grievance.reference.facts import Facts
    from grievance.store.main import Store


class NobodyCouldOpen(GrievanceError):
    """No key is valid today for a reader this testimony needs; nothing was taken."""

    status = 503

    def __init__(self) -> None:
        """Say so, and what the operator can do."""
        super().__init__(
            "No key that could open this testimony is valid today.",
            "Enrol the organisation's newest card: grievance intake enrol CARD.",
        )


def account_of(testimony: Testimony, facts: Facts, today: date) -> Account:
    """Return what is sealed of a testimony, coded as of `today` (UTC); its prose is masked."""
    coded = coded_from(testimony.answers, wages=facts.wages, employers=facts.employers, today=today)
    return Account(testimony, EDITION, coded)


def readers(cards: Collection[Card], today: date) -> dict[str, Card]:
    """Return the organisations with a casework key valid `today`, by id."""
    return {card.organisation: card for card in cards if card.casework_key(today)}


def publisher(cards: Collection[Card], today: date) -> Card | None:
    """Return the organisation that counts what is told `today`."""
    return next((card for card in cards if card.counting_key(today)), None)


def counting_key(cards: Collection[Card], today: date) -> PublicKey:
    """Return the key that counts what is told `today`; raises `NobodyCouldOpen`."""
    counting = publisher(cards, today)
    key = counting.counting_key(today) if counting else None
    if key is None:
        raise NobodyCouldOpen
    return key.public


def reading_keys(
    cards: Collection[Card], chosen: Collection[str], today: date
) -> Mapping[str, PublicKey]:
    """Return the key valid `today` of each chosen organisation; raises `NobodyCouldOpen`."""
    offering = readers(cards, today)
    valid = {id_: offering[id_].casework_key(today) for id_ in chosen if id_ in offering}
    keys = {id_: key.public for id_, key in valid.items() if key}
    if len(keys) < len(chosen):
        raise NobodyCouldOpen
    return keys


def new_envelope(one: SealedEnvelope) -> NewEnvelope:
    """Return the row of an envelope; whose key it is, is not stored."""
    return NewEnvelope(one.key_id, one.purpose, one.erase_tag_hash, one.body)


def brought(sealed: SealedTestimony) -> Brought:
    """Return a first revision as the store takes many at once."""
    return Brought(new_envelopes(sealed), NewReceipt(sealed.record_id, sealed.record))


def new_envelopes(sealed: SealedTestimony) -> list[NewEnvelope]:
    """Return the rows of all envelopes of one testimony."""
    return [new_envelope(one) for one in sealed.envelopes]


def keep(store: Store, today: date, sealed: SealedTestimony, slip: bytes | None = None) -> bool:
    """Store a first revision, redeeming `slip`; return whether it is new.

    Nothing is acknowledged before the disk has it. Raises `SlipSpent`, then nothing is stored, and
    other errors of `StoreError`.
    """
    record = NewReceipt(sealed.record_id, sealed.record)
    return store.keep(week_of(today), new_envelopes(sealed), record, slip)
