"""One range of a spool, opened and read to records: what each process does with its share.

    opener = RangeOpener(spool, held, plan.raw)
    opener(Range(offset, records))                     # Sifted(envelopes, records, unreadable)

It is made where it works, for what the library opens with cannot be sent. Nothing of a payload
leaves that process but records, and how many envelopes were not readable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from grievance.casebook.arrivals.spool_file import SpoolDamaged
from grievance.envelope.refusals import EnvelopeRefused
from grievance.opening.keys import PrivateKey
from grievance.opening.open import Opening
from grievance.release.plan import PublishedPlan
from grievance.tables.reading import Reading
from grievance.tables.record import Layout

if TYPE_CHECKING:
    from grievance.casebook.counting.period_spool import PeriodSpool, Range
    from grievance.opening.held import HeldKey


class Sifted(NamedTuple):
    """So many envelopes: the records of those that could be read, and how many could not."""

    envelopes: int
    records: bytes
    unreadable: int


class RangeOpener:
    """Opens ranges of one spool with one key, for one plan."""

    def __init__(self, spool: PeriodSpool, held: HeldKey, plan_raw: bytes) -> None:
        """Load the key; raises `WrongKey` and `BadSeed`."""
        plan = PublishedPlan.parse(plan_raw)
        self._spool = spool
        self._opening = Opening(PrivateKey.from_held(held))
        self._reading = Reading(plan)
        self._layout = Layout.of(plan)

    def __call__(self, part: Range) -> Sifted | None:
        """Return what is in a range; None where the file is damaged."""
        try:
            with self._spool.reading() as file:
                envelopes = list(file.read(part))
        except SpoolDamaged:
            # An error of ours does not survive the way between processes.
            return None
        # All are opened, then all are read: in turn each would find the processor's caches full of
        # the other's work, which costs a hundredth.
        payloads = [self._payload(one.body) for one in envelopes]
        told = [self._reading.read(payload) for payload in payloads]
        records = [
            self._layout.write(said, one.offset, one.vouched)
            for said, one in zip(told, envelopes, strict=True)
            if said
        ]
        return Sifted(part.records, b"".join(records), part.records - len(records))

    def _payload(self, body: bytes) -> bytes:
        try:
            return self._opening.open(body)
        except EnvelopeRefused:
            return b""  # as unreadable as any other that is no JSON
