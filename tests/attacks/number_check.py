"""An intake that dies and comes back, and what has to be true of it once a crowd is done.

place = Place(machine, union)
with place.served(), crowd(lambda: place.base, at_once=6) as telling: ...
everything_is_there_once(place, telling)
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import Record, open_record
from grievance.store.main import Store
from tests.machine import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.attacks.crowd import Crowd
    from tests.machine import Intake, Machine, Organisation


@dataclass
class Place:
    """Where an intake is, which is another address after each start."""

    machine: Machine
    union: Organisation
    base: str = "http://127.0.0.1:9"

    @contextmanager
    def served(self) -> Iterator[Intake]:
        """Serve the intake on what it left behind."""
        with serving(self.machine, [self.union]) as intake:
            self.base = intake.base
            yield intake

    def stored(self) -> list[bytes]:
        """Return the hash of the erase tag of every envelope that waits."""
        found: list[bytes] = []
        for path in (self.machine.data / "weeks").glob("*.db"):
            with closing(sqlite3.connect(path)) as week:
                found += [tag for (tag,) in week.execute("SELECT erase_tag_hash FROM envelope")]
        return found

    def records(self, codes: list[ReceiptCode]) -> list[Record]:
        """Return the records that the numbers find; fail where there is none."""
        store = Store.open(self.machine.data)
        sealed = [store.receipt(code.record_id) for code in codes]
        store.close()
        assert None not in sealed, "a number was shown of which nothing is stored"
        return [
            Record.from_json(open_record(code, one or b""))
            for code, one in zip(codes, sealed, strict=True)
        ]


def everything_is_there_once(place: Place, telling: Crowd) -> None:
    """Fail unless what is stored is exactly what belongs to the numbers that were shown."""
    assert all(len(numbers) == 1 for numbers in telling.shown.values()), "two numbers for one form"
    codes = [ReceiptCode.parse(number) for (number,) in telling.shown.values()]
    assert len({code.text for code in codes}) == len(telling.shown), "one number for two"
    expected: list[bytes] = []
    for code, record in zip(codes, place.records(codes), strict=True):
        assert (record.revision, record.counted, len(record.read_by)) == (1, True, 1)
        expected += [code.erase_tag_hash(key.key_id) for key in record.keys]
    assert sorted(place.stored()) == sorted(expected)
    assert len(expected) == 2 * len(codes)
    assert telling.lost_words == []
