"""Whose keys a revision is sealed to: every organisation with a card, used or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.period import Quarter, accepted
from grievance.errors import GrievanceError
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from grievance.envelope.card import CardKey
    from grievance.envelope.keys import PublicKey
    from grievance.envelope.record import Record


class NobodyCouldOpen(GrievanceError):
    """No key is valid today for a reader this testimony needs; nothing was taken."""

    status = 503

    def __init__(self) -> None:
        """Say so, and what the operator can do."""
        super().__init__(
            "No key that could open this testimony is valid today.",
            "Enrol the organisation's newest card: grievance intake enrol CARD.",
        )


def names(language: str) -> dict[str, str]:
    """Return every organisation that reads or once read, by id."""
    return {card.organisation: card.names[language] for card in intake().cards() if card.casework}


def keys_of(organisations: Collection[str]) -> Mapping[str, Sequence[PublicKey]]:
    """Return the casework keys of these organisations, the one to seal to first.

    A withdrawal must reach who holds an old account: where no key is valid today, another will do,
    since an organisation keeps its old keys and already has those that are to come.
    """
    here = intake()

    def first(card_key: CardKey) -> tuple[bool, date]:
        return card_key.valid_on(here.today), card_key.valid_from

    return {
        card.organisation: [key.public for key in sorted(card.casework, key=first, reverse=True)]
        for card in here.cards()
        if card.casework and card.organisation in organisations
    }


def open_quarter_key(record: Record) -> PublicKey | None:
    """Return the key under which `record` was counted, while its quarter may still change."""
    now = intake().clock()
    known = record.key_ids(None)
    return next(
        (
            key.public
            for card in intake().cards()
            for key in card.statistics
            if key.public.id in known and accepted(Quarter.parse(key.period or ""), now)
        ),
        None,
    )


def counting_key() -> PublicKey | None:
    """Return the key that counts what is told today."""
    here = intake()
    publisher = here.publisher()
    key = publisher.statistics_key(Quarter.at(here.clock())) if publisher else None
    return key.public if key else None


def reading_keys(chosen: Collection[str]) -> Mapping[str, PublicKey]:
    """Return the key valid today of each chosen organisation; raises `NobodyCouldOpen`."""
    here = intake()
    cards = here.readers()
    valid = {id_: cards[id_].casework_key(here.today) for id_ in chosen if id_ in cards}
    keys = {id_: key.public for id_, key in valid.items() if key}
    if len(keys) < len(chosen):
        raise NobodyCouldOpen
    return keys
