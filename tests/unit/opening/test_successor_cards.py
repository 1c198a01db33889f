"""The card that takes the place of one before: nothing that still waits loses its key."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grievance.envelope.card import BadCard, Card, NotASuccessor, succeeds
from grievance.envelope.keys import Purpose
from grievance.envelope.period import Quarter
from grievance.opening.cards import first_card, next_card
from grievance.opening.desk_keys import due_keys, new_desk_keys
from grievance.opening.keys import PrivateKey, SigningKey

NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
TODAY = date(2026, 10, 5)
KEYS = new_desk_keys(TODAY)
FIRST = first_card(KEYS, NAMES, NAMES, TODAY)
NEW = PrivateKey.new(Purpose.CASEWORK)


def _ids(card: Card) -> list[bytes]:
    return [key.public.id for key in card.casework]


def test_it_follows_the_card_before() -> None:
    card = next_card(FIRST, KEYS.card, [NEW], TODAY)
    succeeds(FIRST, card)
    assert (card.serial, card.previous) == (2, FIRST.sha256)
    assert (card.names, card.descriptions, card.courier) == (NAMES, NAMES, KEYS.courier.public)
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
    card = next_card(FIRST, KEYS.card, due_keys(FIRST, today), today)
    periods = [key.period for key in card.statistics]
    assert periods == ["2026Q4", "2027Q1", "2027Q2", "2027Q3", "2027Q4"]
    assert card.statistics_key(Quarter(2027, 4)) is not None


def test_ten_years_of_cards_stay_small() -> None:
    card, today = FIRST, TODAY
    while today < date(2036, 10, 5):
        today += timedelta(days=91)
        card = next_card(card, KEYS.card, due_keys(card, today), today)
    assert len(card.casework) <= 4
    assert len(card.statistics) <= 8
    assert len(card.raw) < 24 * 1024


def test_a_second_key_for_a_quarter_is_refused() -> None:
    with pytest.raises(BadCard, match="twice"):
        next_card(FIRST, KEYS.card, [PrivateKey.new(Purpose.STATISTICS, "2026Q4")], TODAY)


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
