"""Slowing down who guesses, without shutting out who does not (OWASP: device cookies).

    require_calm(connection, now)                                 # raises MustWait
    number = begin_try(connection, "asha mwangi", device, now)    # raises MustWait
    forgive(connection, "asha mwangi", device)                    # after a sign-in

Tries from browsers that nobody signed in with share one counter for each name; a browser in which
that person signed in before has its own. Whoever guesses from elsewhere makes elsewhere wait.
Whatever names they give, browsers nobody signed in with bring so many tries a minute: each costs a
tenth of a second of work, and the desk's two processes are there for those who are known.
Source: https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from grievance.casebook.people.people_errors import MustWait
from grievance.casebook.schema.people import device, failure

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

FREE_TRIES = 5
REMEMBERED = 24 * 60 * 60  # seconds
FIRST_WAIT, LONGEST_WAIT = 30, 15 * 60  # seconds
MINUTE = 60  # seconds
STRANGERS_A_MINUTE = 30
"""More than people with new browsers need, and far less work than would keep others waiting."""
DEVICE_LIFE = 90 * 24 * 60 * 60  # seconds


def require_calm(connection: Connection, now: int) -> None:
    """Return when a browser that is not known may try at all, whatever the name; `MustWait`.

    A try that was right is forgotten, and counts no more.
    """
    recent = (failure.c.device.is_(None), failure.c.moment > now - MINUTE)
    counted = select(func.count(), func.min(failure.c.moment)).where(*recent)
    tries, oldest = connection.execute(counted).one()
    if tries >= STRANGERS_A_MINUTE:
        raise MustWait(oldest + MINUTE - now)


def begin_try(connection: Connection, name: str, known: bytes | None, now: int) -> None:
    """Count a try before it is looked at, so that many at once count as many.

    `name` is folded, `known` what `known_device` gave; raises `MustWait`, and then counts nothing:
    nobody lengthens a wait for somebody else.
    """
    connection.execute(delete(failure).where(failure.c.moment <= now - REMEMBERED))
    counted = select(func.count(), func.max(failure.c.moment)).where(*_counter(name, known))
    tries, newest = connection.execute(counted).one()
    left = newest + _wait(tries) - now if tries >= FREE_TRIES else 0
    if left > 0:
        raise MustWait(left)
    values = {"sign_in_name": _hashed(name), "device": known, "moment": now}
    connection.execute(insert(failure), values)


def forgive(connection: Connection, name: str, known: bytes | None) -> None:
    """Forget the tries of this counter: one of them was right."""
    connection.execute(delete(failure).where(*_counter(name, known)))


def known_device(
    connection: Connection, secret: bytes | None, person_id: int | None, now: int
) -> bytes | None:
    """Return the digest of a device cookie, if this person signed in with it within 90 days."""
    found = select(device.c.digest).where(
        device.c.digest == digest(secret or b""),
        device.c.person_id == person_id,
        device.c.expires > now,
    )
    return connection.execute(found).scalar_one_or_none()


def remember_device(
    connection: Connection, secret: bytes, person_id: int, now: int, instead: bytes | None
) -> None:
    """Keep a new device cookie for this person, in place of the one that came."""
    over = (device.c.digest == instead) | (device.c.expires <= now)
    connection.execute(delete(device).where(over))
    values = {"digest": digest(secret), "person_id": person_id, "expires": now + DEVICE_LIFE}
    connection.execute(insert(device), values)


def digest(secret: bytes) -> bytes:
    """Return what is kept of a random secret."""
    return hashlib.sha256(secret).digest()


def _wait(tries: int) -> int:
    return int(min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries - FREE_TRIES, 10)))


def _counter(name: str, known: bytes | None) -> tuple[ColumnElement[bool], ...]:
    of_device = failure.c.device.is_(None) if known is None else failure.c.device == known
    return failure.c.sign_in_name == _hashed(name), of_device


def _hashed(name: str) -> str:
    # Some type their password where the name belongs: it is never kept.
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
