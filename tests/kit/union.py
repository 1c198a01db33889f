"""An organisation with real keys: its card is enrolled, its files open what was sealed to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from grievance.envelope.period import PeriodKind
from grievance.opening.keyfile import read
from grievance.opening.keys import PrivateKey
from grievance.opening.new import new_keys
from grievance.opening.open import open_envelope
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from grievance.envelope.card import Card
    from grievance.envelope.keys import Purpose
    from grievance.store.rows import StoredEnvelope

FACTS = Facts.load(None)
FEW_CELLS = replace(
    FACTS,
    employers=replace(
        FACTS.employers,
        all=tuple(one for one in FACTS.employers.all if one.id == "sama"),
        presences=tuple(one for one in FACTS.employers.presences if one.employer == "sama"),
    ),
)
"""The shipped facts with one employer alone."""
DATA_WORKERS = {
    "en": "Data Workers Union",
    "fr": "Syndicat des données",
    "sw": "Chama cha Data",
}
MODERATORS = {
    "en": "Moderators Together",
    "fr": "Modération unie",
    "sw": "Wasimamizi Pamoja",
}


@dataclass(frozen=True)
class Union:
    """A card and the private keys that belong to it, by key id."""

    card: Card
    privates: dict[bytes, PrivateKey]

    @classmethod
    def founded(
        cls,
        folder: Path,
        names: dict[str, str],
        day: date,
        *,
        counts: bool = True,
        kind: PeriodKind = PeriodKind.QUARTER,
    ) -> Self:
        """Make keys and card in `folder`: to read for a year from `day`; to count, if it does."""
        card = new_keys(folder, names, names, day, FACTS, counts=counts, kind=kind)
        files = (PrivateKey.from_held(read(path)) for path in folder.glob("*-*.key"))
        return cls(card, {private.id: private for private in files})

    @property
    def id(self) -> str:
        return self.card.organisation

    def opened(self, envelopes: Iterable[StoredEnvelope], purpose: Purpose) -> list[dict[str, Any]]:
        """Return the payloads of those `envelopes` that are for this union and `purpose`."""
        return [
            open_envelope(one.body, self.privates[one.key_id], {EDITION.id})
            for one in envelopes
            if one.purpose == purpose and one.key_id in self.privates
        ]
