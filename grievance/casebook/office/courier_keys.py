"""Another key for the desk's courier: whoever has a copy of the one before can call no more.

    fresh = draw(folder, card)        # now in courier.key; the one before stays in courier.before
    old = before(folder, card)        # None once the intake has the card that names the new one

The courier carries that card itself. Until it is there the intake knows the key before alone: calls
are signed with the new one first and, where that is refused, with the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook import files
from grievance.casebook.arrivals import outbox
from grievance.casebook.errors import CasebookError
from grievance.casebook.office.setup import COURIER_FILE
from grievance.opening.held import COURIER
from grievance.opening.keyfile import read
from grievance.opening.keys import SigningKey

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.envelope.card import Card

BEFORE_FILE = "courier.before"


class CourierChanging(CasebookError):
    """The card that names the last new key is not at the intake yet."""

    status = 409
    exit_code = 2

    def __init__(self) -> None:
        """Say what comes first."""
        super().__init__(
            "The courier has a new key already, and the intake does not know it yet.",
            "Run grievance courier collect first: it carries the card that names it.",
        )


def draw(folder: Path, newest: Card) -> SigningKey:
    """Put a new key in the place of the courier's, for the card that follows `newest`.

    Raises `CourierChanging`, `KeyFileRefused`, `CasebookFull`.
    """
    present = courier_key(folder)
    if (folder / BEFORE_FILE).exists():
        if newest.courier == present.public:
            raise CourierChanging
        return present  # drawn before, and cut off: no card ever named it
    fresh = SigningKey.new(COURIER)
    files.write_whole(folder / BEFORE_FILE, present.held().text().encode())
    files.write_whole(folder / COURIER_FILE, fresh.held().text().encode())
    return fresh


def courier_key(folder: Path) -> SigningKey:
    """Return the key that the courier signs with; raises `KeyFileRefused`, `WrongKey`."""
    return SigningKey.from_held(read(folder / COURIER_FILE), COURIER)


def before(folder: Path, newest: Card) -> SigningKey | None:
    """Return the key before, as long as the intake may know no other; remove it after that."""
    path = folder / BEFORE_FILE
    if not path.exists():
        return None
    if newest.courier == courier_key(folder).public and not outbox.card_waits(folder):
        files.remove(path)
        return None
    return SigningKey.from_held(read(path), COURIER)
