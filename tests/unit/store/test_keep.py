"""A testimony is kept whole, once, and found again by its receipt."""

from __future__ import annotations

import secrets
import time
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import EraseTagTaken
from grievance.store.rows import Waiting
from tests.unit.store.invented import (
    CASEWORK,
    ON_SQLITE,
    STATISTICS,
    WEEK,
    a_receipt,
    a_testimony,
    an_envelope,
)

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.store.main import Store


def test_what_is_kept_comes_back_byte_for_byte(store: Store) -> None:
    envelopes, receipt = a_testimony()
    assert store.keep(WEEK, envelopes, receipt) is True
    stored = list(store.envelopes())
    assert {one.body for one in stored} == {one.body for one in envelopes}
    assert {(one.week, one.key_id, one.purpose) for one in stored} == {
        (WEEK, STATISTICS, 1),
        (WEEK, CASEWORK, 2),
    }
    assert store.receipt(receipt.id) == receipt.body


def test_sending_twice_keeps_one_even_in_another_week(store: Store) -> None:
    envelopes, receipt = a_testimony()
    assert store.keep(WEEK, envelopes, receipt)
    assert store.keep(WEEK, envelopes, receipt) is False
    assert store.keep("2026-W49", [an_envelope()], receipt) is False
    assert len(list(store.envelopes())) == 2


def test_a_receipt_that_matches_nothing_finds_nothing(store: Store) -> None:
    assert store.receipt(a_receipt().id) is None
    store.keep(WEEK, *a_testimony())
    assert store.receipt(a_receipt().id) is None


def test_one_erase_tag_never_has_two_envelopes_and_the_refused_leaves_nothing(
    store: Store,
) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    another = replace(an_envelope(), erase_tag_hash=envelopes[0].erase_tag_hash)
    refused = a_receipt()
    with pytest.raises(EraseTagTaken) as told:
        store.keep(WEEK, [an_envelope(), another], refused)
    assert told.value.status == 409
    assert store.receipt(refused.id) is None
    assert len(list(store.envelopes())) == 2
    assert store.keep(WEEK, *a_testimony())


@pytest.mark.parametrize("week", ["2026-W54", "2025-W53", "2026-48", "../2026-W48", "2026-W4٨"])
def test_only_a_week_that_exists_names_a_file(store: Store, week: str) -> None:
    with pytest.raises(ValueError, match=r"week|Invalid"):
        store.keep(week, *a_testimony())


def test_a_testimony_without_envelopes_is_a_mistake_of_the_caller(store: Store) -> None:
    with pytest.raises(ValueError, match="at least one envelope"):
        store.keep(WEEK, [], a_receipt())


def test_envelopes_of_all_weeks_come_in_order_of_id_and_can_be_chosen(store: Store) -> None:
    for week in ("2026-W47", "2026-W48", "2026-W49"):
        for _ in range(70):  # more than a page of each
            store.keep(week, [an_envelope(size=40), an_envelope(CASEWORK, 2, 40)], a_receipt())
    everything = list(store.envelopes())
    assert len(everything) == 420
    ids = [one.id for one in everything]
    assert ids == sorted(set(ids))
    assert all(0 <= one < 2**63 for one in ids)
    assert len(list(store.envelopes(key_id=CASEWORK))) == 210
    assert len(list(store.envelopes(purpose=1))) == 210
    assert not list(store.envelopes(key_id=CASEWORK, purpose=1))


def test_a_testimony_may_come_while_someone_is_reading(store: Store) -> None:
    for _ in range(100):
        store.keep(WEEK, [an_envelope(size=40)], a_receipt())
    reading = store.envelopes()
    seen = list(islice(reading, 10))
    assert store.keep(WEEK, *a_testimony())
    assert len(seen) + len(list(reading)) >= 100


def test_counts_are_by_week_purpose_and_key(store: Store) -> None:
    store.keep("2026-W47", *a_testimony())
    store.keep(WEEK, *a_testimony())
    store.keep(WEEK, [an_envelope()], a_receipt())
    assert store.counts() == (
        Waiting("2026-W47", 1, STATISTICS, 1),
        Waiting("2026-W47", 2, CASEWORK, 1),
        Waiting(WEEK, 1, STATISTICS, 2),
        Waiting(WEEK, 2, CASEWORK, 1),
    )


@ON_SQLITE
def test_nothing_of_the_store_is_open_to_other_users(store: Store, folder: Path) -> None:
    store.keep(WEEK, *a_testimony())
    store.save_draft(b"draft", b"sealed", expires=_day())
    modes = {path.name: path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")]}
    assert {modes.pop(name) for name in ("store", "weeks", "releases")} == {0o700}
    assert f"{WEEK}.db-wal" in modes
    assert set(modes.values()) == {0o600}


def test_no_error_repeats_what_was_to_be_stored(store: Store) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    body = secrets.token_hex(20).encode()
    with pytest.raises(EraseTagTaken) as told:
        store.keep(WEEK, [replace(envelopes[0], body=body)], a_receipt())
    assert body.decode() not in f"{told.value}{told.value.__cause__}"


@ON_SQLITE
def test_the_first_testimony_of_a_week_does_not_wait_for_its_file(store: Store) -> None:
    began = time.perf_counter()
    store.keep(WEEK, *a_testimony())
    assert time.perf_counter() - began < 0.3


def _day() -> date:
    return date(2026, 11, 30)
