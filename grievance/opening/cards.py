"""Cards that an organisation signs: its first one, and each that takes the place of one before.

    card = first_card(keys, names, descriptions, date(2026, 10, 5), plans)
    card = next_card(card, keys.card, due_keys(card, today, kind), today, plans=plans)

`plans` are the hashes (hex) of what each period measures, by period. Layout:
`docs/envelope-format.md`, section "An organisation's card".
"""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import TYPE_CHECKING

from grievance.envelope.card import (
    FORMAT,
    Card,
    CardKey,
    organisation_id,
    signed_part,
    succeeds,
    test_seal,
)
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period
from grievance.envelope.plain import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grievance.opening.desk_keys import DeskKeys
    from grievance.opening.keys import PrivateKey, SigningKey

# An intake gives away what waits for the keys of the newest card. So long after the last day of a
# key something may still wait for it: a desk that was closed, a period that was counted late.
COLLECTABLE = timedelta(days=365)


def first_card(
    keys: DeskKeys,
    names: Mapping[str, str],
    descriptions: Mapping[str, str],
    today: date,
    plans: Mapping[str, str],
) -> Card:
    """Sign a card with serial 1; its casework key is valid for a year from `today`.

    `names` and `descriptions` have en, fr and sw. Raises `BadCard`.
    """
    offered = [_offered(key, today, plans) for key in (keys.casework, *keys.statistics)]
    fields = {
        "names": dict(names),
        "descriptions": dict(descriptions),
        "serial": 1,
        "previous": None,
        "courier": _base64(keys.courier.public),
        "release": _base64_or_none(keys.release.public if keys.release else None),
    }
    return sign_card(keys.card, {**fields, **_keys(offered)})


def next_card(  # noqa: PLR0913 - each is one line of the new card
    previous: Card,
    signer: SigningKey,
    keys: Iterable[PrivateKey],
    today: date,
    *,
    plans: Mapping[str, str] | None = None,
    courier: bytes | None = None,
    names: Mapping[str, str] | None = None,
    descriptions: Mapping[str, str] | None = None,
) -> Card:
    """Sign the card that takes the place of `previous` and offers `keys` from `today`.

    Keys of `previous` stay for a year after their last day. What is None stays as it is; another
    `courier` (32 bytes) shuts out the one before it. Raises `BadCard`, also for a second key of one
    day and a new statistics key that has none of `plans`, and `NotASuccessor` when `signer` is not
    the key that signed `previous`.
    """
    plans = plans or {}
    # The newest first: of keys that begin on the same day forms take the first one.
    offered = [
        *(_offered(key, today, plans) for key in keys),
        *(
            key
            for key in previous.casework + previous.statistics
            if key.valid_until + COLLECTABLE >= today
        ),
    ]
    fields = {
        "names": dict(previous.names if names is None else names),
        "descriptions": dict(previous.descriptions if descriptions is None else descriptions),
        "serial": previous.serial + 1,
        "previous": previous.sha256,
        "courier": _base64_or_none(courier or previous.courier),
        "release": _base64_or_none(previous.release),
    }
    card = sign_card(signer, {**fields, **_keys(offered)})
    succeeds(previous, card)
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


def _offered(key: PrivateKey, today: date, plans: Mapping[str, str]) -> CardKey:
    if key.purpose is Purpose.CASEWORK:
        return CardKey(key.public, today, _year_later(today))
    period = Period.parse(key.period or "")
    return CardKey(key.public, period.first, period.last, str(period), plans.get(str(period)))


def _keys(offered: Iterable[CardKey]) -> dict[str, object]:
    """Write the keys as a card lists them."""
    keys = list(offered)
    counting = sorted((key for key in keys if key.period), key=lambda key: key.valid_from)
    return {
        "casework": [_entry(key) for key in keys if key.period is None],
        "statistics": [{**_entry(key), "period": key.period, "plan": key.plan} for key in counting],
    }


def _entry(key: CardKey) -> dict[str, str]:
    return {
        "from": key.valid_from.isoformat(),
        "key": _base64(key.public.raw),
        "until": key.valid_until.isoformat(),
    }


def _year_later(today: date) -> date:
    # The day before the same date next year; 29 February counts as 1 March.
    leap_day = (today.month, today.day) == (2, 29)
    again = date(today.year + 1, 3, 1) if leap_day else today.replace(year=today.year + 1)
    return again - timedelta(days=1)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _base64_or_none(raw: bytes | None) -> str | None:
    return None if raw is None else _base64(raw)
