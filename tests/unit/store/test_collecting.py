"""The courier takes pages in order of id, and only what it has is deleted."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from tests.unit.store.invented import (
    CASEWORK,
    STATISTICS,
    WEEK,
    a_receipt,
    a_testimony,
    an_envelope,
)

if TYPE_CHECKING:
    from grievance.store.main import Store
    from grievance.store.rows import StoredEnvelope
    from tests.kit.stores import Place

OTHER = b"othersky"


def fill(store: Store, count: int, key_id: bytes = CASEWORK) -> None:
    for number in range(count):
        week = f"2026-W{46 + number % 3}"
        store.keep(week, [an_envelope(key_id, 2, 40)], a_receipt())


def pages(store: Store, limit: int) -> list[list[StoredEnvelope]]:
    found: list[list[StoredEnvelope]] = []
    after = -1
    while page := store.collect([CASEWORK], 2, after, limit):
        found.append(page)
        after = page[-1].id
    return found


def received(envelopes: list[StoredEnvelope]) -> list[tuple[int, bytes]]:
    return [(one.id, hashlib.sha256(one.body).digest()) for one in envelopes]


def test_pages_hold_everything_once_in_order_of_id_over_all_weeks(store: Store) -> None:
    fill(store, 100)
    found = pages(store, 30)
    assert [len(page) for page in found] == [30, 30, 30, 10]
    assert [one for page in found for one in page] == list(store.envelopes())
    assert {one.week for one in found[0]} == {"2026-W46", "2026-W47", "2026-W48"}


def test_only_the_keys_and_the_purpose_asked_for_are_collected(store: Store) -> None:
    store.keep(WEEK, *a_testimony())
    fill(store, 5, OTHER)
    assert [one.purpose for one in store.collect([CASEWORK, STATISTICS], 2, -1, 9)] == [2]
    assert len(store.collect([CASEWORK, OTHER], 2, -1, 9)) == 6
    assert store.collect([], 2, -1, 9) == []
    assert store.collect([CASEWORK], 1, -1, 9) == []


def test_a_page_ends_when_it_is_large_enough(store: Store) -> None:
    for _ in range(6):
        store.keep(WEEK, [an_envelope(CASEWORK, 2, 1_500_000)], a_receipt())
    assert [len(page) for page in pages(store, 50)] == [3, 3]


def test_what_is_acknowledged_is_gone_and_the_rest_stays(store: Store) -> None:
    fill(store, 300)
    everything = list(store.envelopes())
    assert store.acknowledge(received(everything[:200]), [CASEWORK]) == 200
    assert list(store.envelopes()) == everything[200:]
    assert store.acknowledge(received(everything[:200]), [CASEWORK]) == 0


def test_only_where_id_and_hash_fit_an_envelope_is_deleted(store: Store) -> None:
    fill(store, 2)
    first, second = store.envelopes()
    hashes = [digest for _, digest in received([first, second])]
    swapped = [(first.id, hashes[1]), (second.id, hashes[0])]
    assert store.acknowledge(swapped, [CASEWORK]) == 0
    assert store.acknowledge([(first.id, secrets.token_bytes(32))], [CASEWORK]) == 0
    assert store.acknowledge([(secrets.randbits(63), hashes[0])], [CASEWORK]) == 0
    assert store.acknowledge([], [CASEWORK]) == 0
    assert list(store.envelopes()) == [first, second]


def test_what_is_sealed_to_another_key_cannot_be_deleted(store: Store) -> None:
    fill(store, 3, OTHER)
    everything = list(store.envelopes())
    assert store.acknowledge(received(everything), [CASEWORK]) == 0
    assert store.acknowledge(received(everything), []) == 0
    assert list(store.envelopes()) == everything


def test_an_acknowledgement_is_swept_like_any_change(store: Store, place: Place) -> None:
    fill(store, 3)
    store.sweep()
    everything = list(store.envelopes())
    store.acknowledge(received([one for one in everything if one.week == WEEK]), [CASEWORK])
    assert store.sweep().names("rewritten") == (place.part(WEEK),)
    written = place.written()
    assert {one.week for one in everything if one.body in written} == {"2026-W46", "2026-W47"}


def test_collecting_changes_nothing(store: Store) -> None:
    fill(store, 3)
    store.sweep()
    pages(store, 2)
    assert not store.sweep().names("rewritten")
