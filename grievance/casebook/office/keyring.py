"""The desk's own keys as everybody may know them: public halves, their days, the card.

    public = casework_public(connection, today)      # what notes and messages are sealed to
    card = newest_card(connection)

Private halves are nowhere here: they lie in grants, and sealed to recovery.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from grievance.casebook.errors import CasebookError
from grievance.casebook.office import desk_settings
from grievance.casebook.schema.people import desk_key
from grievance.envelope.card import Card
from grievance.envelope.keys import PublicKey
from grievance.opening.held import CASEWORK
from grievance.opening.recovery import seal_to_recovery

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from grievance.opening.held import HeldKey

_CARD, _RECOVERY = "card", "recovery"


class NoCaseworkKey(CasebookError):
    """The desk has no casework key that is valid, so nothing can be sealed to one."""

    status = 503
    exit_code = 2

    def __init__(self) -> None:
        """Say how to get one."""
        super().__init__("No casework key of this desk is valid today.", "Run grievance desk card.")


def casework_public(connection: Connection, day: date) -> PublicKey:
    """Return the newest casework key valid on `day`; raises `NoCaseworkKey`."""
    newest = (
        select(desk_key.c.public)
        .where(
            desk_key.c.purpose == CASEWORK,
            desk_key.c.valid_from <= day.isoformat(),
            desk_key.c.valid_until >= day.isoformat(),
        )
        .order_by(desk_key.c.valid_from.desc())
        .limit(1)
    )
    raw = connection.execute(newest).scalar_one_or_none()
    if raw is None:
        raise NoCaseworkKey
    return PublicKey.from_bytes(raw)


def newest_casework_id(connection: Connection) -> bytes:
    """Return the id of the casework key that was made last."""
    newest = (
        select(desk_key.c.key_id)
        .where(desk_key.c.purpose == CASEWORK)
        .order_by(desk_key.c.valid_from.desc())
        .limit(1)
    )
    return bytes(connection.execute(newest).scalar_one())


def for_recovery(connection: Connection) -> list[bytes]:
    """Return every key sealed to recovery, as `opening.recovery` opens them."""
    return list(connection.execute(select(desk_key.c.for_recovery)).scalars())


def keep_key(connection: Connection, key: HeldKey, public: bytes, days: tuple[date, date]) -> None:
    """Keep the public half of a key that lasts, and the private one sealed to recovery."""
    values = {
        "key_id": key.key_id,
        "purpose": key.purpose,
        "public": public,
        "valid_from": days[0].isoformat(),
        "valid_until": days[1].isoformat(),
        "for_recovery": seal_to_recovery(key, recovery_public(connection)),
    }
    connection.execute(insert(desk_key), values)


def newest_card(connection: Connection) -> Card:
    """Return the card that this desk signed last, verified again."""
    return Card.parse(desk_settings.get(connection, _CARD).encode())


def keep_card(connection: Connection, card: Card) -> None:
    """Keep `card` as the newest."""
    desk_settings.put(connection, _CARD, card.raw.decode())


def keep_recovery(
    connection: Connection, public: PublicKey, needed: int, sheets: int, day: date
) -> None:
    """Keep what keys are sealed to for recovery, and how many sheets there are."""
    value = {"public": base64.b64encode(public.raw).decode(), "needed": needed, "sheets": sheets}
    desk_settings.put(connection, _RECOVERY, {**value, "day": day.isoformat()})


def recovery_public(connection: Connection) -> PublicKey:
    """Return what keys and backups are sealed to."""
    return PublicKey.from_bytes(base64.b64decode(recovery(connection)["public"]))


def recovery(connection: Connection) -> dict[str, str]:
    """Return `public` (base64), `needed`, `sheets` and `day` of the recovery sheets."""
    found: dict[str, str] = desk_settings.get(connection, _RECOVERY)
    return found
