"""Make an organisation's first keys and its first card.

    card = new_keys(Path("keys"), names, descriptions, date(2026, 10, 5))

The files are those of `docs/envelope-format.md`, section "Key files".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.opening.cards import first_card, sign_card
from grievance.opening.desk_keys import new_desk_keys
from grievance.opening.keyfile import make_folder, write, write_new

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from grievance.envelope.card import Card
    from grievance.opening.keys import PrivateKey

__all__ = ["CARD_FILE", "new_keys", "sign_card"]

CARD_FILE = "card.json"


def new_keys(
    folder: Path,
    names: Mapping[str, str],
    descriptions: Mapping[str, str],
    today: date,
    *,
    counts: bool = True,
) -> Card:
    """Make keys in `folder`, which must be new or empty, and give the signed card.

    One casework key valid for a year from `today`, statistics keys for the quarter of `today` and
    the two after it, the key that signs cards, the courier's, and `card.json`. Without `counts`
    there are no statistics keys: of the organisations of an intake only one counts. `names` and
    `descriptions` have en, fr and sw. Raises `BadCard` before anything is written, and
    `KeyFileRefused`.
    """
    keys = new_desk_keys(today, counts=counts)
    card = first_card(keys, names, descriptions, today)
    make_folder(folder)
    for signing in (keys.card, keys.courier):
        write(folder / f"{signing.purpose}.key", signing.held())
    for key in (keys.casework, *keys.statistics):
        write(folder / _file_name(key), key.held())
    # Last: a folder without a card is an unfinished run, and nothing was sealed to its keys.
    write_new(folder / CARD_FILE, card.raw)
    return card


def _file_name(key: PrivateKey) -> str:
    parts = (key.purpose.word, key.period, key.id.hex())
    return "-".join(part for part in parts if part) + ".key"
