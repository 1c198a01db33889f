"""A desk of a few lines: collects into a spool that survives, and envelopes to collect."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from grievance.courier.client import Courier
from grievance.envelope.keys import Purpose
from grievance.store.main import Store
from grievance.store.rows import NewEnvelope, NewReceipt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.machine import Organisation

WEEKS = ("2026-W46", "2026-W47", "2026-W48")


def courier_of(organisation: Organisation, address: str) -> Courier:
    """Return the organisation's courier to the intake at `address`."""
    private = organisation.courier
    return Courier(address, organisation.card.organisation, private.public, private.sign)


def wait_for(
    organisation: Organisation,
    data: Path,
    count: int,
    size: int = 300,
    purpose: Purpose = Purpose.CASEWORK,
) -> set[bytes]:
    """Let `count` envelopes for one `purpose` wait for `organisation`; return their bodies."""
    store = Store.open(data)
    card = organisation.card
    keys = card.casework if purpose is Purpose.CASEWORK else card.statistics
    key_id = keys[0].public.id
    bodies = {secrets.token_bytes(size) for _ in range(count)}
    for number, body in enumerate(bodies):
        new = NewEnvelope(key_id, purpose, secrets.token_bytes(32), body)
        receipt = NewReceipt(secrets.token_bytes(16), b"sealed")
        store.keep(WEEKS[number % 3], [new], receipt)
    store.close()
    return bodies


@dataclass
class SmallDesk:
    """What a desk has: `spool` is on its disk, in order; each body is taken in once, by hash."""

    courier: Courier
    purpose: Purpose = Purpose.CASEWORK
    spool: list[bytes] = field(default_factory=list)

    def collect(self) -> None:
        """Collect until nothing more waits, as often as it may have been cut off before."""
        after, more = -1, True
        while more:
            page = self.courier.collect(self.purpose, after)
            # 1. On disk, what is not there yet.
            known = {sha256(body).digest() for body in self.spool}
            digests = {one.id: sha256(one.body).digest() for one in page.envelopes}
            self.spool += [one.body for one in page.envelopes if digests[one.id] not in known]
            # 2. Only then gone from the intake.
            more = page.more
            self.courier.acknowledge(list(digests.items()), last=not more)
            after = page.envelopes[-1].id if page.envelopes else after
