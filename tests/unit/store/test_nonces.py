"""A nonce is good once, and is forgotten when no request could use it any more."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from grievance.store.nonces import TICK

if TYPE_CHECKING:
    from grievance.store.main import Store
    from tests.kit.stores import Place

NOW = 1_795_000_000 // TICK


def a_nonce() -> bytes:
    return secrets.token_bytes(32)


def test_a_nonce_is_good_once(store: Store) -> None:
    nonce = a_nonce()
    assert store.spend_nonce(nonce, NOW)
    assert store.spend_nonce(nonce, NOW) is False
    assert store.spend_nonce(nonce, NOW + 1) is False
    assert store.spend_nonce(a_nonce(), NOW)


def test_it_is_remembered_for_fifteen_minutes_and_then_forgotten(
    store: Store, place: Place
) -> None:
    nonce = a_nonce()
    store.spend_nonce(nonce, NOW)
    assert store.spend_nonce(nonce, NOW + 15 * 60 // TICK) is False
    store.spend_nonce(a_nonce(), NOW + 20 * 60 // TICK)
    assert place.rows("SELECT tick FROM nonce") == [(NOW + 20 * 60 // TICK,)]


def test_old_ones_are_forgotten_by_the_sweep_though_no_desk_calls_again(
    store: Store, place: Place
) -> None:
    old, fresh = a_nonce(), a_nonce()
    store.spend_nonce(old, NOW)
    store.spend_nonce(fresh, NOW + 2)
    store.purge_nonces(NOW + 4)
    store.sweep()
    written = place.written()
    assert old not in written
    assert fresh in written
    store.purge_nonces(NOW + 4)
    assert not store.sweep().names("rewritten")


def test_of_many_who_spend_one_at_once_one_does(place: Place) -> None:
    store = place.open(busy_seconds=20)
    nonce = a_nonce()
    with ThreadPoolExecutor(6) as pool:
        spent = list(pool.map(lambda _: store.spend_nonce(nonce, NOW), range(6)))
    assert sum(spent) == 1
    store.close()
