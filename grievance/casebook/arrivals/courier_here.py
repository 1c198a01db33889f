"""The courier of a desk's folder: its key, its card, and nothing that opens anything.

courier = courier_for(Path("desk"), "https://intake.example.org")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.errors import CasebookError
from grievance.casebook.office import courier_keys
from grievance.casebook.office.setup import CARD_FILE, COURIER_FILE
from grievance.courier.address import checked
from grievance.courier.client import Courier
from grievance.envelope.card import Card

if TYPE_CHECKING:
    from pathlib import Path


class NoCourier(CasebookError):
    """The folder holds no courier's key, or no card."""

    status = 409
    exit_code = 2

    def __init__(self, name: str) -> None:
        """Name the file that is missing."""
        super().__init__(
            f"There is no {name} in this desk's folder.",
            "Run this on the machine that collects, with the folder that desk setup made.",
        )


def courier_for(folder: Path, address: str, proxy: str | None = None) -> Courier:
    """Return what calls the intake at `address` for the desk in `folder`.

    Raises `NoCourier`, `KeyFileRefused`, `WrongKey`, `CardRefused`, `PlainHTTP`.
    """
    for name in (COURIER_FILE, CARD_FILE):
        if not (folder / name).exists():
            raise NoCourier(name)
    card = Card.parse((folder / CARD_FILE).read_bytes())
    keys = (courier_keys.courier_key(folder), courier_keys.before(folder, card))
    checked(address)
    signers = [(key.public, key.sign) for key in keys if key is not None]
    return Courier(address, card.organisation, *signers[0], proxy, before=tuple(signers[1:]))
