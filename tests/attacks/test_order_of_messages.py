"""Nor does the disk tell, after a sweep, who was written to first, or which message came with what.

By the measure of `test_order_of_arrival`: places of bytes in all files, in standard deviations of
chance, and pairs that lie side by side.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from grievance.store.main import Store
from grievance.store.sweep import sweep
from tests.attacks.test_order_of_arrival import (
    BY_CHANCE,
    NEEDLE,
    PAIRS_BY_CHANCE,
    TOLD,
    Taken,
    correlation,
    order,
    side_by_side,
)
from tests.unit.store.invented import CASEWORK, WEEK, a_receipt, an_envelope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FILE = f"{WEEK}.db"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "store")
    yield opened
    opened.close()


def first_places(folder: Path, needles: Sequence[bytes]) -> dict[str, list[int]]:
    """Return where each needle lies first, in each file that has them all."""
    found = Taken(folder, []).places(needles)
    return {file: [at[0] for at in places] for file, places in found.items() if all(places)}


def written_back(store: Store) -> tuple[list[bytes], list[bytes]]:
    """Let workers write back; return the messages and the envelopes that went with them."""
    messages, envelopes = [], []
    for _ in range(TOLD):
        message, envelope = secrets.token_bytes(5261), an_envelope(CASEWORK, 2)
        assert store.post(WEEK, secrets.token_bytes(16), message, envelope)
        messages.append(message)
        envelopes.append(envelope.body)
    return messages, envelopes


def test_messages_lie_in_no_order_and_by_chance_beside_what_came_with_them(
    store: Store, tmp_path: Path
) -> None:
    messages, envelopes = written_back(store)
    sweep(tmp_path / "store")
    ends = [[body[-NEEDLE:] for body in bodies] for bodies in (messages, envelopes)]
    one, other = (first_places(tmp_path / "store", end) for end in ends)
    assert one.keys() == other.keys() == {FILE}
    assert max(order(one[FILE]), order(other[FILE])) <= BY_CHANCE
    assert side_by_side(one[FILE], other[FILE]) <= PAIRS_BY_CHANCE
    by_place = sorted(range(TOLD), key=one[FILE].__getitem__)
    assert order([other[FILE][number] for number in by_place]) <= BY_CHANCE


def test_the_same_measure_finds_both_in_what_was_not_swept(store: Store, tmp_path: Path) -> None:
    messages, envelopes = written_back(store)
    store.close()
    ends = [[body[-NEEDLE:] for body in bodies] for bodies in (messages, envelopes)]
    one, other = (first_places(tmp_path / "store", end)[FILE] for end in ends)
    assert correlation(one) > 0.99
    assert side_by_side(one, other) > 0.9 * TOLD


def test_mailboxes_are_in_no_order_in_the_index_either(store: Store, tmp_path: Path) -> None:
    boxes = [secrets.token_bytes(16) for _ in range(TOLD)]
    for box in boxes:
        store.post(WEEK, box, secrets.token_bytes(60), None)
    sweep(tmp_path / "store")
    for places in zip(*Taken(tmp_path / "store", []).places(boxes)[FILE], strict=True):
        assert order(places) <= BY_CHANCE


def test_what_was_corrected_lies_in_no_order(store: Store, tmp_path: Path) -> None:
    told = [(an_envelope(), a_receipt()) for _ in range(TOLD)]
    for envelope, receipt in told:
        store.keep(WEEK, [envelope], receipt)
    corrected = []
    for envelope, receipt in told:
        fresh = an_envelope()
        store.revise(WEEK, [envelope.erase_tag_hash], [fresh], receipt)
        corrected.append(fresh.body[-NEEDLE:])
    sweep(tmp_path / "store")
    assert order(first_places(tmp_path / "store", corrected)[FILE]) <= BY_CHANCE


def test_slips_and_nonces_lie_in_no_order(store: Store, tmp_path: Path) -> None:
    slips, nonces = ([secrets.token_bytes(32) for _ in range(TOLD)] for _ in range(2))
    for slip, nonce in zip(slips, nonces, strict=True):
        store.add_slips("union", [slip])
        store.spend_nonce(nonce, 5_983_333)
    sweep(tmp_path / "store")
    for digests in (slips, nonces):
        assert order(first_places(tmp_path / "store", digests)["intake.db"]) <= BY_CHANCE
