"""An invitation slip is redeemed once, vouches for what came with it, and is then forgotten."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import EraseTagTaken, NotFinished, SlipSpent, StoreLocked
from tests.unit.store.invented import (
    ON_SQLITE,
    WEEK,
    a_receipt,
    a_testimony,
    an_envelope,
    held_by_another,
)

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.store.main import Store
    from tests.kit.stores import Place


def a_slip(store: Store) -> bytes:
    slip = secrets.token_bytes(32)
    store.add_slips("union", [slip])
    return slip


def vouched(store: Store) -> list[bool]:
    return [one.vouched for one in store.envelopes()]


def test_a_slip_vouches_for_every_envelope_it_came_with_and_for_no_other(store: Store) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, *a_testimony())
    assert store.keep(WEEK, envelopes, receipt, slip=a_slip(store))
    by_body = {one.body: one.vouched for one in store.envelopes()}
    assert sum(by_body.values()) == 2
    assert all(by_body[one.body] for one in envelopes)


def test_a_slip_is_redeemed_once(store: Store) -> None:
    slip = a_slip(store)
    assert store.slips_waiting("union") == 1
    assert store.keep(WEEK, *a_testimony(), slip=slip)
    assert store.slips_waiting("union") == 0
    refused = a_testimony()
    with pytest.raises(SlipSpent, match="unknown or was used") as told:
        store.keep(WEEK, *refused, slip=slip)
    assert told.value.status == 409
    assert store.receipt(refused[1].id) is None
    assert store.keep(WEEK, *refused)
    assert sorted(vouched(store)) == [False, False, True, True]


def test_slips_that_come_once_more_do_not_wait_again(store: Store) -> None:
    slips = [secrets.token_bytes(32) for _ in range(3)]
    store.add_slips("union", slips)
    store.keep(WEEK, *a_testimony(), slip=slips[0])
    assert store.add_slips("union", slips) == 0
    with pytest.raises(SlipSpent):
        store.keep(WEEK, *a_testimony(), slip=slips[0])
    assert store.slips_waiting("union") == 2


def test_a_call_whose_slips_were_all_redeemed_brings_them_no_second_time(store: Store) -> None:
    slips = [secrets.token_bytes(32) for _ in range(3)]
    assert store.add_slips("union", slips) == 3
    for slip in slips:
        store.keep(WEEK, *a_testimony(), slip=slip)
    assert store.add_slips("union", slips) == 0
    assert store.add_slips("union", slips[::-1]) == 0
    for slip in slips:
        with pytest.raises(SlipSpent):
            store.keep(WEEK, *a_testimony(), slip=slip)
    assert store.slips_waiting("union") == 0
    store.sweep()
    assert store.add_slips("union", slips) == 0
    assert store.add_slips("union", [secrets.token_bytes(32) for _ in range(3)]) == 3


@ON_SQLITE
def test_a_slip_that_nobody_gave_out_is_refused_and_makes_no_file(
    store: Store, folder: Path
) -> None:
    with pytest.raises(SlipSpent):
        store.keep(WEEK, *a_testimony(), slip=secrets.token_bytes(32))
    assert not list((folder / "weeks").iterdir())


def test_sending_twice_with_one_slip_is_one_testimony(store: Store) -> None:
    slip, testimony = a_slip(store), a_testimony()
    assert store.keep(WEEK, *testimony, slip=slip)
    assert store.keep("2026-W49", *testimony, slip=slip) is False
    assert vouched(store) == [True, True]


@ON_SQLITE
def test_who_was_cut_off_before_the_slip_was_forgotten_sends_again_and_it_is(
    store: Store, folder: Path
) -> None:
    slip, testimony = a_slip(store), a_testimony()
    # It is stored: whoever said "nothing was sent" would have it told, and counted, once more.
    with held_by_another(folder / "intake.db"), pytest.raises(NotFinished) as told:
        store.keep(WEEK, *testimony, slip=slip)
    assert isinstance(told.value.__cause__, StoreLocked)
    assert store.slips_waiting("union") == 1
    assert vouched(store) == [True, True]
    assert store.keep(WEEK, *testimony, slip=slip) is False
    assert store.slips_waiting("union") == 0
    assert vouched(store) == [True, True]


def test_a_testimony_that_is_refused_spends_no_slip(store: Store) -> None:
    slip = a_slip(store)
    envelopes, _ = a_testimony()
    store.keep(WEEK, envelopes, a_receipt())
    with pytest.raises(EraseTagTaken):
        store.keep(WEEK, envelopes, a_receipt(), slip=slip)
    assert store.slips_waiting("union") == 1


def test_of_many_who_send_at_once_with_one_slip_one_is_vouched_for(place: Place) -> None:
    store = place.open(busy_seconds=20)
    slip = a_slip(store)

    def send(_: int) -> bool:
        try:
            return store.keep(WEEK, [an_envelope()], a_receipt(), slip=slip)
        except SlipSpent:
            return False

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(send, range(6))) == 1
    assert vouched(store) == [True]
    store.close()


def test_slips_are_counted_by_organisation_and_added_once(store: Store) -> None:
    slips = [secrets.token_bytes(32) for _ in range(300)]
    assert store.add_slips("union", slips) == 300
    assert store.add_slips("union", slips) == 0
    assert store.add_slips("guild", slips[:5]) == 0
    assert store.add_slips("guild", []) == 0
    assert (store.slips_waiting("union"), store.slips_waiting("guild")) == (300, 0)
    store.keep(WEEK, *a_testimony(), slip=slips[0])
    assert store.slips_waiting("union") == 299


def test_a_redeemed_slip_leaves_no_byte_in_any_file(store: Store, place: Place) -> None:
    slip = a_slip(store)
    store.keep(WEEK, *a_testimony(), slip=slip)
    store.sweep()
    written = place.written()
    assert slip not in written
