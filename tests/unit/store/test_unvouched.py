"""How many a week brought without a slip: what the week's ceiling is held against."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from grievance.store.rows import Brought
from tests.unit.store.invented import WEEK, a_testimony

if TYPE_CHECKING:
    from grievance.store.main import Store

STATISTICS = 1  # the purpose of the first of the invented envelopes


def _slip(store: Store) -> bytes:
    slip = secrets.token_bytes(32)
    store.add_slips("union", [slip])
    return slip


def test_only_what_no_slip_vouches_for_counts_and_only_in_its_week(store: Store) -> None:
    assert store.unvouched(WEEK, STATISTICS) == 0
    for _ in range(3):
        store.keep(WEEK, *a_testimony())
    store.keep(WEEK, *a_testimony(), slip=_slip(store))
    store.keep("2026-W47", *a_testimony())
    store.keep_many(WEEK, [Brought(*a_testimony()) for _ in range(2)])
    assert store.unvouched(WEEK, STATISTICS) == 5
    assert store.unvouched("2026-W47", STATISTICS) == 1
    assert store.unvouched("2026-W49", STATISTICS) == 0


def test_a_slip_waits_until_it_is_redeemed(store: Store) -> None:
    slip = _slip(store)
    assert store.slip_waits(slip)
    assert not store.slip_waits(secrets.token_bytes(32))
    store.keep(WEEK, *a_testimony(), slip=slip)
    assert not store.slip_waits(slip)


def test_what_is_no_week_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="ISO week"):
        store.unvouched("../intake", STATISTICS)
