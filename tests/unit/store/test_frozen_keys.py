"""A key is frozen in one step: an envelope is on disk before it, or refused, and never lost."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import KeyFrozen
from grievance.store.rows import Brought, FrozenKey, NewReceipt
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
    from tests.kit.stores import Place

KEY = FrozenKey(STATISTICS, "union", "2026Q4", "5" * 64)
SENDERS = 4


def brought() -> Brought:
    return Brought(*a_testimony())


def bodies(store: Store) -> list[bytes]:
    return [one.body for one in store.envelopes()]


def test_a_frozen_key_takes_no_testimony_and_nothing_of_it_is_stored(store: Store) -> None:
    store.freeze(KEY)
    envelopes, receipt = a_testimony()
    with pytest.raises(KeyFrozen, match="takes nothing more") as refused:
        store.keep(WEEK, envelopes, receipt)
    assert refused.value.status == 409
    assert (bodies(store), store.receipt(receipt.id)) == ([], None)
    assert store.keep(WEEK, envelopes[1:], receipt), "the other key takes it"


def test_rows_that_are_brought_together_are_refused_together(store: Store) -> None:
    store.freeze(KEY)
    with pytest.raises(KeyFrozen):
        store.keep_many(WEEK, [Brought([an_envelope(CASEWORK, 2)], a_receipt()), brought()])
    assert bodies(store) == []


def test_a_testimony_that_is_refused_spends_no_slip(store: Store) -> None:
    slip = secrets.token_bytes(32)
    store.add_slips("union", [slip])
    store.freeze(KEY)
    with pytest.raises(KeyFrozen):
        store.keep(WEEK, *a_testimony(), slip=slip)
    assert store.slips_waiting("union") == 1


def test_what_was_sent_before_can_be_sent_again_and_is_there_already(store: Store) -> None:
    testimony = a_testimony()
    store.keep(WEEK, *testimony)
    store.freeze(KEY)
    assert store.keep("2026-W49", *testimony) is False
    assert len(bodies(store)) == 2


def test_a_revision_under_a_frozen_key_changes_nothing_at_all(store: Store) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    before = bodies(store)
    store.freeze(KEY)
    later = [an_envelope(), an_envelope(CASEWORK, 2)]
    record = NewReceipt(receipt.id, b"revised", receipt.body)
    erased = [one.erase_tag_hash for one in envelopes]
    with pytest.raises(KeyFrozen):
        store.revise(WEEK, erased, later, record)
    assert (bodies(store), store.receipt(receipt.id)) == (before, receipt.body)


def test_the_first_key_of_a_period_stays_the_frozen_one(store: Store) -> None:
    other = FrozenKey(b"another!", "union", "2026Q4", "6" * 64)
    assert [store.freeze(KEY), store.freeze(other), store.freeze(KEY)] == [KEY, KEY, KEY]
    assert store.frozen("union") == (KEY,)
    assert store.frozen("guild") == ()
    store.keep(WEEK, [an_envelope(b"another!")], a_receipt())


def test_periods_are_listed_in_their_order(store: Store) -> None:
    keys = [FrozenKey(secrets.token_bytes(8), "union", one, "5" * 64) for one in ("2027", "2026Q4")]
    for key in keys:
        store.freeze(key)
    assert store.frozen("union") == tuple(reversed(keys))


def test_another_process_notices_a_freeze_by_the_stamp(store: Store, place: Place) -> None:
    store.put_card("union", 1, b"card")
    before = store.cards_stamp()
    elsewhere = place.open()
    elsewhere.freeze(KEY)
    elsewhere.close()
    assert store.cards_stamp() != before


def test_whoever_is_storing_while_a_key_is_frozen_is_collected_or_refused(
    place: Place,
) -> None:
    patient = place.open(busy_seconds=20)

    def send(_: int) -> list[bytes]:
        """Send until it is refused; return what was acknowledged."""
        kept: list[bytes] = []
        while True:
            envelope = an_envelope()
            try:
                patient.keep(WEEK, [envelope], a_receipt())
            except KeyFrozen:
                return kept
            kept.append(envelope.body)

    with ThreadPoolExecutor(SENDERS) as pool:
        sending = [pool.submit(send, one) for one in range(SENDERS)]
        while len(bodies(patient)) < 20:
            pass
        patient.freeze(KEY)
        at_the_freeze = bodies(patient)
        acknowledged = [body for one in sending for body in one.result()]
    assert sorted(at_the_freeze) == sorted(bodies(patient)), "nothing came after it"
    assert sorted(acknowledged) == sorted(at_the_freeze), "and nothing got lost"
    patient.close()
