"""What each connection must be set to, and one step over all weeks, whoever sends at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from grievance.store.connections import Connections, row
from tests.unit.store.invented import ON_SQLITE, a_receipt, a_testimony, an_envelope

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.store.main import Store
    from grievance.store.rows import NewReceipt
    from tests.kit.stores import Place

SENDERS = 8


@ON_SQLITE
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("temp_store", 2),  # MEMORY
        ("busy_timeout", 1500),
    ],
)
def test_a_connection_waits_for_the_disk_wipes_and_writes_nowhere_else(
    store: Store, folder: Path, pragma: str, value: object
) -> None:
    store.close()
    connections = Connections(busy_seconds=1.5)
    assert row(connections.to(folder / "intake.db"), f"PRAGMA {pragma}") == (value,)
    connections.close()


def test_a_receipt_sent_to_two_weeks_at_once_is_kept_once(place: Place) -> None:
    place.open().close()
    started = Barrier(SENDERS)

    def send(number: int, receipt: NewReceipt) -> bool:
        store = place.open(busy_seconds=20)
        started.wait()
        kept = store.keep(f"2026-W{48 + number % 2}", [an_envelope()], receipt)
        store.close()
        return kept

    with ThreadPoolExecutor(SENDERS) as pool:
        for _ in range(5):
            kept = list(pool.map(send, range(SENDERS), [a_receipt()] * SENDERS))
            assert sum(kept) == 1
    store = place.open(busy_seconds=20)
    assert len(list(store.envelopes())) == 5
    store.close()


def test_threads_may_share_a_store(place: Place) -> None:
    store = place.open(busy_seconds=20)
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda _: store.keep("2026-W48", *a_testimony()), range(80)))
    assert all(kept)
    assert len(list(store.envelopes())) == 160
    store.close()
