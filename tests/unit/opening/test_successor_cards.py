"""The card that takes the place of one before: nothing that still waits loses its key."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grievance.envelope.card import BadCard, Card, NotASuccessor, succeeds
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Period, PeriodKind
from grievance.opening.cards import first_card, next_card
from grievance.opening.desk_keys import due_keys, new_desk_keys
from grievance.opening.keys import PrivateKey, SigningKey

NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
TODAY = date(2026, 10, 5)
KEYS = new_desk_keys(TODAY)
OLD, FRESH = "0" * 64, "1" * 64
FIRST = first_card(KEYS, NAMES, NAMES, TODAY, {key.period or "": OLD for key in KEYS.statistics})
NEW = PrivateKey.new(Purpose.CASEWORK)


def _ids(card: Card) -> list[bytes]:
    return [key.public.id for key in card.casework]


def _following(card: Card, today: date) -> Card:
    keys = due_keys(card, today, PeriodKind.QUARTER)
    plans = {key.period or "": FRESH for key in keys}
    return next_card(card, KEYS.card, keys, today, plans=plans)


def test_it_follows_the_card_before() -> None:
    card = next_card(FIRST, KEYS.card, [NEW], TODAY)
    succeeds(FIRST, card)
    assert (card.serial, card.previous) == (2, FIRST.sha256)
    assert (card.names, card.descriptions, card.courier) == (NAMES, NAMES, KEYS.courier.public)
    assert (card.release, card.statistics) == (FIRST.release, FIRST.statistics)
    assert Card.parse(card.raw) == card


def test_forms_seal_to_the_new_key_and_the_old_one_can_still_be_collected() -> None:
    later = date(2027, 9, 20)
    card = next_card(FIRST, KEYS.card, [NEW], later)
    offered = card.casework_key(later)
    assert offered is not None
    assert offered.public == NEW.public
    assert _ids(card) == [NEW.id, KEYS.casework.id]


def test_a_key_made_on_the_same_day_replaces_the_one_before_at_once() -> None:
    offered = next_card(FIRST, KEYS.card, [NEW], TODAY).casework_key(TODAY)
    assert offered is not None
    assert offered.public == NEW.public


def test_a_key_leaves_the_card_a_year_after_its_last_day() -> None:
    last = FIRST.casework[0].valid_until
    kept = next_card(FIRST, KEYS.card, [NEW], last + timedelta(days=365))
    assert _ids(kept) == [NEW.id, KEYS.casework.id]
    assert _ids(next_card(FIRST, KEYS.card, [NEW], last + timedelta(days=366))) == [NEW.id]


def test_statistics_keys_go_two_quarters_ahead_in_order() -> None:
    today = date(2027, 4, 1)
    card = _following(FIRST, today)
    periods = [key.period for key in card.statistics]
    assert periods == ["2026Q4", "2027Q1", "2027Q2", "2027Q3", "2027Q4"]
    assert card.statistics_key(Period(2027, 4)) is not None


def test_ten_years_of_cards_stay_small() -> None:
    card, today = FIRST, TODAY
    while today < date(2036, 10, 5):
        today += timedelta(days=91)
        card = _following(card, today)
    assert len(card.casework) <= 4
    assert len(card.statistics) <= 8
    assert len(card.raw) < 24 * 1024


@pytest.mark.parametrize("period", ["2026Q4", "2026", "2027"])
def test_a_second_key_for_the_same_days_is_refused(period: str) -> None:
    second = PrivateKey.new(Purpose.STATISTICS, period)
    with pytest.raises(BadCard, match="same day"):
        next_card(FIRST, KEYS.card, [second], TODAY, plans={period: FRESH})


def test_a_key_that_measures_nothing_is_refused() -> None:
    with pytest.raises(BadCard, match="hash is missing"):
        next_card(FIRST, KEYS.card, [PrivateKey.new(Purpose.STATISTICS, "2027Q3")], TODAY)


def test_a_key_keeps_its_plan_on_every_card() -> None:
    card = next_card(FIRST, KEYS.card, [], TODAY, plans={"2027Q1": FRESH})
    assert card.statistics == FIRST.statistics


def test_another_courier_takes_the_place_of_the_one_before() -> None:
    courier = SigningKey.new("courier").public
    assert next_card(FIRST, KEYS.card, [], TODAY, courier=courier).courier == courier


def test_names_can_change() -> None:
    names = dict.fromkeys(NAMES, "Data Workers Union")
    card = next_card(FIRST, KEYS.card, [], TODAY, names=names)
    assert (card.names, card.descriptions) == (names, NAMES)


def test_a_key_that_did_not_sign_the_card_before_signs_none_after_it() -> None:
    with pytest.raises(NotASuccessor):
        next_card(FIRST, SigningKey.new(), [NEW], TODAY)
