"""Whose keys a revision is sealed to: every organisation with a card, used or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance import sending
from grievance.envelope.period import Period, accepted
from grievance.web.intake.intake import intake
from grievance.wording.fallback import name_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from grievance.envelope.card import CardKey
    from grievance.envelope.keys import PublicKey
    from grievance.envelope.record import Record


def names(language: str) -> dict[str, str]:
    """Return every organisation that reads or once read, by id."""
    return {
        card.organisation: name_in(card.names, language)
        for card in intake().cards()
        if card.casework
    }


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


def open_period_key(record: Record) -> PublicKey | None:
    """Return the key under which `record` was counted, while its period may still change."""
    now = intake().clock()
    known = record.key_ids(None)
    return next(
        (
            key.public
            for card in intake().cards()
            for key in card.statistics
            if key.public.id in known and accepted(Period.parse(key.period or ""), now)
        ),
        None,
    )


def counting_key() -> PublicKey | None:
    """Return the key that counts what is told today."""
    key = intake().counting_key()
    return key.public if key else None


def reading_keys(chosen: Collection[str]) -> Mapping[str, PublicKey]:
    """Return the key valid today of each chosen organisation; raises `NobodyCouldOpen`."""
    here = intake()
    return sending.reading_keys(here.cards(), chosen, here.today)
