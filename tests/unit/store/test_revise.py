"""A correction or a withdrawal takes the place of what waits, wherever it waits."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import NotFinished, RecordChanged, StoreError, StoreLocked
from grievance.store.rows import NewReceipt
from tests.unit.store.invented import (
    CASEWORK,
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
    from grievance.store.rows import NewEnvelope
    from tests.kit.stores import Place

FIRST, LATER = "2026-W40", "2026-W50"


def again(envelope: NewEnvelope) -> NewEnvelope:
    """Seal it again: other bytes under the same erase tag."""
    return replace(envelope, body=secrets.token_bytes(len(envelope.body)))


def waiting(store: Store) -> dict[bytes, str]:
    return {one.body: one.week for one in store.envelopes()}


def tags(envelopes: list[NewEnvelope]) -> list[bytes]:
    return [one.erase_tag_hash for one in envelopes]


def test_a_correction_in_the_same_week_replaces_the_row(store: Store) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    corrected, record = [again(one) for one in envelopes], replace(a_receipt(), id=receipt.id)
    store.revise(WEEK, tags(envelopes), corrected, record)
    assert waiting(store) == dict.fromkeys((one.body for one in corrected), WEEK)
    assert store.receipt(receipt.id) == record.body


@ON_SQLITE
def test_a_correction_in_a_later_week_moves_the_envelope_and_not_the_record(
    store: Store, folder: Path
) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    corrected, record = [again(one) for one in envelopes], replace(a_receipt(), id=receipt.id)
    store.revise(LATER, tags(envelopes), corrected, record)
    assert waiting(store) == dict.fromkeys((one.body for one in corrected), LATER)
    store.close()
    assert record.body[:64] in (folder / f"weeks/{WEEK}.db").read_bytes()
    assert record.id not in (folder / f"weeks/{LATER}.db").read_bytes()


def test_others_keep_what_they_sent(store: Store) -> None:
    other, mine = a_testimony(), a_testimony()
    store.keep(WEEK, *other)
    store.keep(WEEK, *mine)
    store.revise(LATER, tags(mine[0]), [], mine[1])
    assert waiting(store).keys() == {one.body for one in other[0]}
    assert store.receipt(other[1].id) == other[1].body


def test_a_withdrawal_is_stored_though_nothing_waits_any_more(store: Store) -> None:
    withdrawn, record = an_envelope(CASEWORK, 2), a_receipt()
    store.revise(WEEK, [secrets.token_bytes(32)], [withdrawn], record)
    assert waiting(store) == {withdrawn.body: WEEK}
    assert store.receipt(record.id) == record.body


def test_narrowing_erases_and_leaves_records_alone_when_told_so(store: Store) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    store.revise(LATER, tags(envelopes)[1:], [], None)
    assert waiting(store) == {envelopes[0].body: WEEK}
    assert store.receipt(receipt.id) == receipt.body


@ON_SQLITE
def test_nothing_to_erase_and_nothing_new_makes_no_file(store: Store, folder: Path) -> None:
    store.revise(WEEK, [secrets.token_bytes(32)], [], None)
    assert not list((folder / "weeks").iterdir())


def test_the_same_revision_again_ends_in_the_same_rows(store: Store) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    for _ in range(3):
        corrected = [again(one) for one in envelopes]
        store.revise(LATER, tags(envelopes), corrected, receipt)
        assert waiting(store).keys() == {one.body for one in corrected}


def test_a_new_envelope_replaces_its_own_tag_even_if_it_was_not_named(store: Store) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    corrected = [again(one) for one in envelopes]
    store.revise(LATER, [], corrected, None)
    store.revise(LATER, [], corrected, None)
    assert waiting(store).keys() == {one.body for one in corrected}


@pytest.mark.parametrize("week", [WEEK, LATER])
def test_what_was_vouched_for_stays_so_under_its_own_key_only(store: Store, week: str) -> None:
    slip = secrets.token_bytes(32)
    store.add_slips("union", [slip])
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt, slip=slip)
    store.revise(week, tags(envelopes), [an_envelope(b"next-key", 2), again(envelopes[0])], None)
    vouched = {one.key_id: one.vouched for one in store.envelopes()}
    assert vouched == {envelopes[0].key_id: True, b"next-key": False}


def test_what_was_vouched_for_stays_so_beside_a_message_that_waits(store: Store) -> None:
    account, letter = an_envelope(), an_envelope()
    slip = secrets.token_bytes(32)
    store.add_slips("union", [slip])
    store.keep(WEEK, [account], a_receipt(), slip)
    letter = replace(letter, key_id=account.key_id)
    for _ in range(8):  # rows lie in the order of their random ids
        store.post(WEEK, secrets.token_bytes(16), secrets.token_bytes(40), letter)
        account = again(account)
        store.revise(WEEK, tags([account, letter]), [account], None)
        assert [one.vouched for one in store.envelopes()] == [True]


def test_a_correction_vouches_for_nothing_by_itself(store: Store) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    store.revise(LATER, tags(envelopes), [again(envelopes[0])], None)
    assert [one.vouched for one in store.envelopes()] == [False]


@ON_SQLITE
@pytest.mark.parametrize(
    ("held", "revision", "said"),
    [(FIRST, "old", StoreLocked), (LATER, "new", NotFinished), (WEEK, "new", NotFinished)],
    ids=["at the record", "at the new envelopes", "at the old envelopes"],
)
def test_cut_off_at_a_step_something_is_there_and_the_same_once_more_completes_it(
    store: Store, folder: Path, held: str, revision: str, said: type[StoreError]
) -> None:
    # The record lies in the first week, a first correction in the next.
    told, receipt = a_testimony()
    store.keep(FIRST, told, receipt)
    old, corrected = [again(one) for one in told], [again(one) for one in told]
    store.revise(WEEK, tags(told), old, None)
    store.revise(LATER, [], [an_envelope()], None)
    record = replace(a_receipt(), id=receipt.id)
    with held_by_another(folder / f"weeks/{held}.db"), pytest.raises(said) as told_so:
        store.revise(LATER, tags(told), corrected, record)
    assert type(told_so.value) is said
    assert store.receipt(receipt.id) == {"old": receipt.body, "new": record.body}[revision]
    assert {one.body for one in old} < waiting(store).keys()
    assert ({one.body for one in corrected} < waiting(store).keys()) == (held == WEEK)
    store.revise(LATER, tags(told), corrected, record)
    assert store.receipt(receipt.id) == record.body
    assert len(waiting(store)) == 3
    assert {one.body for one in corrected} < waiting(store).keys()


@pytest.mark.parametrize("there", [True, False])
def test_a_revision_of_another_record_than_lies_there_stores_nothing(
    store: Store, *, there: bool
) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    read = secrets.token_bytes(40) if there else b""
    late = replace(a_receipt(), id=receipt.id, replaces=read)
    with pytest.raises(RecordChanged):
        store.revise(LATER, tags(envelopes), [again(one) for one in envelopes], late)
    assert waiting(store).keys() == {one.body for one in envelopes}
    assert store.receipt(receipt.id) == receipt.body
    store.revise(LATER, tags(envelopes), [], replace(late, replaces=receipt.body))
    assert store.receipt(receipt.id) == late.body


def test_a_first_record_replaces_none(store: Store) -> None:
    with pytest.raises(RecordChanged):
        store.revise(WEEK, [], [an_envelope()], replace(a_receipt(), replaces=b"read before"))
    assert waiting(store) == {}
    store.revise(WEEK, [], [an_envelope()], replace(a_receipt(), replaces=b""))
    assert len(waiting(store)) == 1


def test_what_was_erased_leaves_no_byte_in_any_file(store: Store, place: Place) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    store.revise(LATER, tags(envelopes), [], NewReceipt(receipt.id, bytes(40)))
    store.sweep()
    written = place.written()
    for body in (*(one.body for one in envelopes), receipt.body):
        assert not any(body[at : at + 16] in written for at in range(0, len(body) - 16, 200))
