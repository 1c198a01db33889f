"""Cards and saved drafts: the newest card wins, and a draft is gone when its week is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import OlderCard
from grievance.store.rows import StoredCard

if TYPE_CHECKING:
    from grievance.store.main import Store
    from tests.kit.stores import Place

FRIDAY, NEXT_FRIDAY = date(2026, 11, 27), date(2026, 12, 4)


def test_a_card_is_kept_until_a_later_one_replaces_it(store: Store) -> None:
    store.put_card("union", 1, b"first")
    store.put_card("guild", 7, b"other")
    store.put_card("union", 2, b"second")
    assert store.cards() == (StoredCard("guild", 7, b"other"), StoredCard("union", 2, b"second"))


def test_enrolling_the_same_card_again_changes_nothing(store: Store) -> None:
    store.put_card("union", 2, b"second")
    stamp = store.cards_stamp()
    store.put_card("union", 2, b"second")
    assert store.cards_stamp() == stamp


@pytest.mark.parametrize(("serial", "body"), [(1, b"second"), (2, b"forged")])
def test_an_older_card_or_another_of_the_same_serial_is_refused(
    store: Store, serial: int, body: bytes
) -> None:
    store.put_card("union", 2, b"second")
    with pytest.raises(OlderCard, match="union"):
        store.put_card("union", serial, body)
    assert store.cards() == (StoredCard("union", 2, b"second"),)


def test_another_process_notices_an_enrolment_by_the_stamp(store: Store, place: Place) -> None:
    elsewhere = place.open()
    stamps = [store.cards_stamp()]
    for organisation, serial in (("union", 1), ("union", 2), ("guild", 1)):
        elsewhere.put_card(organisation, serial, b"card")
        stamps.append(store.cards_stamp())
    elsewhere.close()
    assert len(set(stamps)) == 4


def test_a_saved_draft_comes_back_until_the_week_of_its_last_day_is_over(store: Store) -> None:
    store.save_draft(b"draft", b"sealed", NEXT_FRIDAY)
    for today in (FRIDAY, NEXT_FRIDAY, date(2026, 12, 6)):
        assert store.saved_draft(b"draft", today) == b"sealed"
    assert store.saved_draft(b"draft", date(2026, 12, 7)) is None
    assert store.saved_draft(b"another", FRIDAY) is None


def test_weeks_are_told_apart_over_the_end_of_the_year(store: Store) -> None:
    store.save_draft(b"draft", b"sealed", date(2026, 12, 31))
    assert store.saved_draft(b"draft", date(2027, 1, 3)) == b"sealed"
    assert store.saved_draft(b"draft", date(2027, 1, 4)) is None


def test_saving_again_replaces_the_draft_and_its_last_day(store: Store) -> None:
    store.save_draft(b"draft", b"sealed", FRIDAY)
    store.save_draft(b"draft", b"longer", NEXT_FRIDAY)
    assert store.saved_draft(b"draft", NEXT_FRIDAY) == b"longer"


def test_a_deleted_draft_is_gone_and_deleting_nothing_is_no_error(store: Store) -> None:
    store.save_draft(b"draft", b"sealed", NEXT_FRIDAY)
    store.delete_saved_draft(b"draft")
    store.delete_saved_draft(b"draft")
    assert store.saved_draft(b"draft", FRIDAY) is None


def test_purging_takes_only_what_is_over(store: Store) -> None:
    store.save_draft(b"old", b"sealed", FRIDAY)
    store.save_draft(b"new", b"sealed", NEXT_FRIDAY)
    assert store.purge_saved_drafts(date(2026, 11, 30)) == 1
    assert store.saved_draft(b"old", FRIDAY) is None
    assert store.saved_draft(b"new", FRIDAY) == b"sealed"


def test_no_day_is_written_anywhere(store: Store, place: Place) -> None:
    store.save_draft(b"draft", b"sealed", NEXT_FRIDAY)
    store.close()
    written = place.written()
    assert b"2026-W49" in written
    assert b"2026-12" not in written
