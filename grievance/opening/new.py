"""Make an organisation's first keys and its first card.

    card = new_keys(Path("keys"), names, descriptions, date(2026, 10, 5))

The files are those of `docs/envelope-format.md`, section "Key files".
"""

from __future__ import annotations

import base64
import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING

from grievance.envelope.card import FORMAT, Card, organisation_id, signed_part, test_seal
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Quarter
from grievance.envelope.plain import canonical
from grievance.envelope.xwing import SEED_SIZE
from grievance.opening.keyfile import make_folder, write, write_new
from grievance.opening.keys import PrivateKey, SigningKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

CARD_FILE = "card.json"
QUARTERS_AHEAD = 2


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
    the two after it, the key that signs cards, and `card.json`. Without `counts` there are no
    statistics keys: of the organisations of an intake only one counts. `names` and `descriptions`
    have en, fr and sw. Raises `BadCard` before anything is written, and `KeyFileRefused`.
    """
    signing = SigningKey.from_seed(secrets.token_bytes(SEED_SIZE))
    casework = _fresh(Purpose.CASEWORK)
    quarters = _quarters(today) if counts else ()
    statistics = [_fresh(Purpose.STATISTICS, quarter) for quarter in quarters]
    fields = {
        "names": dict(names),
        "descriptions": dict(descriptions),
        "serial": 1,
        "previous": None,
        "casework": [_entry(casework, today, _year_later(today))],
        "statistics": [_statistics_entry(key) for key in statistics],
    }
    card = sign_card(signing, fields)
    make_folder(folder)
    write(folder / "card.key", signing.file())
    for key in (casework, *statistics):
        write(folder / _file_name(key), key.file())
    # Last: a folder without a card is an unfinished run, and nothing was sealed to its keys.
    write_new(folder / CARD_FILE, card.raw)
    return card


def sign_card(signing: SigningKey, fields: Mapping[str, object]) -> Card:
    """Sign a card's `fields` and read it back as an intake will.

    `fields` are those of the specification without format, organisation, signer and signature.
    Raises `BadCard` and `BadPublicKey`.
    """
    value = {
        **fields,
        "format": FORMAT,
        "organisation": organisation_id(signing.public),
        "signer": _base64(signing.public),
    }
    signature = signing.sign(signed_part(value))
    card = Card.parse(canonical({**value, "signature": _base64(signature)}) + b"\n")
    for key in card.casework + card.statistics:
        test_seal(key.public)
    return card


def _fresh(purpose: Purpose, quarter: Quarter | None = None) -> PrivateKey:
    period = None if quarter is None else str(quarter)
    return PrivateKey.from_seed(secrets.token_bytes(SEED_SIZE), purpose, period)


def _quarters(today: date) -> Iterable[Quarter]:
    quarter = Quarter.of(today)
    for _ in range(1 + QUARTERS_AHEAD):
        yield quarter
        quarter = quarter.next()


def _year_later(today: date) -> date:
    # The day before the same date next year; 29 February counts as 1 March.
    leap_day = (today.month, today.day) == (2, 29)
    again = date(today.year + 1, 3, 1) if leap_day else today.replace(year=today.year + 1)
    return again - timedelta(days=1)


def _entry(key: PrivateKey, first: date, last: date) -> dict[str, object]:
    return {
        "from": first.isoformat(),
        "key": _base64(key.public.raw),
        "until": last.isoformat(),
    }


def _statistics_entry(key: PrivateKey) -> dict[str, object]:
    quarter = Quarter.parse(key.period or "")
    return {**_entry(key, quarter.first, quarter.last), "period": str(quarter)}


def _file_name(key: PrivateKey) -> str:
    parts = (key.purpose.word, key.period, key.id.hex())
    return "-".join(part for part in parts if part) + ".key"


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
