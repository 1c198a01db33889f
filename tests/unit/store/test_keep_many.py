"""Testimonies that come together: all of them or none, each once, nothing for a frozen key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import EraseTagTaken, KeyFrozen
from grievance.store.rows import Brought, FrozenKey
from tests.unit.store.invented import STATISTICS, WEEK, a_receipt, a_testimony, an_envelope

if TYPE_CHECKING:
    from grievance.store.main import Store


def several(count: int) -> list[Brought]:
    return [Brought(*a_testimony()) for _ in range(count)]


def test_all_are_kept_with_their_receipts(store: Store) -> None:
    brought = several(5)
    assert store.keep_many(WEEK, brought) == 5
    assert all(store.receipt(one.receipt.id) == one.receipt.body for one in brought)
    stored = list(store.envelopes())
    assert {one.body for one in stored} == {one.body for all_ in brought for one in all_.envelopes}
    assert not any(one.vouched for one in stored)


def test_those_that_are_here_are_not_kept_again(store: Store) -> None:
    brought = several(3)
    store.keep("2026-W47", brought[0].envelopes, brought[0].receipt)
    assert store.keep_many(WEEK, brought) == 2
    assert store.keep_many(WEEK, brought) == 0
    assert len(list(store.envelopes())) == 6


def test_one_that_cannot_be_kept_keeps_out_the_others(store: Store) -> None:
    (first,) = several(1)
    store.keep(WEEK, first.envelopes, first.receipt)
    twin = replace(an_envelope(), erase_tag_hash=first.envelopes[0].erase_tag_hash)
    brought = [*several(2), Brought([twin], a_receipt())]
    with pytest.raises(EraseTagTaken):
        store.keep_many(WEEK, brought)
    assert len(list(store.envelopes())) == 2
    assert all(store.receipt(one.receipt.id) is None for one in brought)


def test_a_period_that_is_being_closed_takes_none(store: Store) -> None:
    store.freeze(FrozenKey(STATISTICS, "0a1b2c3d", "2026Q4", "0" * 64))
    with pytest.raises(KeyFrozen):
        store.keep_many(WEEK, several(2))
    assert not list(store.envelopes())


def test_nobody_is_nothing_to_keep(store: Store) -> None:
    assert store.keep_many(WEEK, []) == 0
    assert store.counts() == ()
