"""Make an organisation's first keys and its first card.

    card = new_keys(Path("keys"), names, descriptions, date(2026, 10, 5), facts)

What each period measures is fixed with its key, in `2026Q4.plan.json`. The other files are those of
`docs/envelope-format.md`, section "Key files".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.period import PeriodKind
from grievance.opening.cards import first_card, sign_card
from grievance.opening.desk_keys import new_desk_keys
from grievance.opening.keyfile import make_folder, write, write_new
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.release.plan import fixed_plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from grievance.envelope.card import Card
    from grievance.opening.keys import PrivateKey
    from grievance.reference.facts import Facts

__all__ = ["CARD_FILE", "new_keys", "sign_card"]

CARD_FILE = "card.json"


def new_keys(  # noqa: PLR0913 - each is decided by somebody else
    folder: Path,
    names: Mapping[str, str],
    descriptions: Mapping[str, str],
    today: date,
    facts: Facts,
    *,
    counts: bool = True,
    kind: PeriodKind = PeriodKind.QUARTER,
) -> Card:
    """Make keys in `folder`, which must be new or empty, and give the signed card.

    One casework key valid for a year from `today`, statistics keys for the period of `today` and
    the two after it with their plans out of `facts`, the keys that sign cards and releases, the
    courier's, and `card.json`. Without `counts` there is nothing for statistics and releases: of
    the organisations of an intake only one counts. `names` and `descriptions` have en, fr and sw.
    Raises `BadCard` before anything is written, and `KeyFileRefused`.
    """
    keys = new_desk_keys(today, kind=kind, counts=counts)
    plans = [fixed_plan(key.period or "", EDITION.id, facts) for key in keys.statistics]
    measured = {plan.period: plan.sha256 for plan in plans}
    card = first_card(keys, names, descriptions, today, measured)
    make_folder(folder)
    for signing in (keys.card, keys.courier, *([keys.release] if keys.release else [])):
        write(folder / f"{signing.purpose}.key", signing.held())
    for plan in plans:
        write_new(folder / f"{plan.period}.plan.json", plan.raw)
    for key in (keys.casework, *keys.statistics):
        write(folder / _file_name(key), key.held())
    # Last: a folder without a card is an unfinished run, and nothing was sealed to its keys.
    write_new(folder / CARD_FILE, card.raw)
    return card


def _file_name(key: PrivateKey) -> str:
    parts = (key.purpose.word, key.period, key.id.hex())
    return "-".join(part for part in parts if part) + ".key"
