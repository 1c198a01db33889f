"""The keys a desk begins with, and those that its next card will need."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.keys import Purpose
from grievance.opening.cards import first_card, next_card
from grievance.opening.desk_keys import due_keys, new_desk_keys

if TYPE_CHECKING:
    from grievance.envelope.card import Card

NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
TODAY = date(2026, 11, 23)
KEYS = new_desk_keys(TODAY)
CARD = first_card(KEYS, NAMES, NAMES, TODAY)


def _due(card: Card, today: date) -> list[str]:
    return [key.period or key.purpose.word for key in due_keys(card, today)]


def test_a_desk_begins_with_three_quarters() -> None:
    assert [key.period for key in KEYS.statistics] == ["2026Q4", "2027Q1", "2027Q2"]
    assert KEYS.casework.purpose is Purpose.CASEWORK
    assert (KEYS.card.purpose, KEYS.courier.purpose) == ("card", "courier")


def test_no_two_keys_are_the_same() -> None:
    again = new_desk_keys(TODAY)
    seeds = [
        key.seed
        for one in (KEYS, again)
        for key in (
            one.casework.held(),
            *(each.held() for each in one.statistics),
            one.card.held(),
            one.courier.held(),
        )
    ]
    assert len(set(seeds)) == len(seeds) == 12


def test_an_organisation_that_only_reads_has_no_statistics_keys() -> None:
    keys = new_desk_keys(TODAY, counts=False)
    card = first_card(keys, NAMES, NAMES, TODAY)
    assert (keys.statistics, card.statistics) == ((), ())
    assert _due(card, date(2027, 4, 1)) == []


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (TODAY, []),
        (date(2026, 12, 31), []),
        (date(2027, 1, 1), ["2027Q3"]),
        (date(2027, 7, 1), ["2027Q3", "2027Q4", "2028Q1"]),
        (date(2029, 1, 1), ["casework", "2029Q1", "2029Q2", "2029Q3"]),
    ],
)
def test_a_card_lacks_what_its_day_and_two_more_quarters_need(today: date, due: list[str]) -> None:
    assert _due(CARD, today) == due


def test_a_casework_key_is_followed_a_month_before_it_ends() -> None:
    last = CARD.casework[0].valid_until
    assert "casework" not in _due(CARD, last - timedelta(days=30))
    assert "casework" in _due(CARD, last - timedelta(days=29))


def test_a_card_with_the_keys_that_were_due_lacks_none() -> None:
    later = date(2027, 11, 1)
    card = next_card(CARD, KEYS.card, due_keys(CARD, later), later)
    assert _due(card, later) == []
