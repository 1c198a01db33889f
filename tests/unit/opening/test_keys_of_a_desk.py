"""The keys a desk begins with, and those that its next card will need."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.keys import Purpose
from grievance.envelope.period import PeriodKind
from grievance.opening.cards import first_card, next_card
from grievance.opening.desk_keys import due_keys, new_desk_keys

if TYPE_CHECKING:
    from grievance.envelope.card import Card

NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
TODAY = date(2026, 11, 23)
KEYS = new_desk_keys(TODAY)
PLANS = dict.fromkeys(("2026Q4", "2027Q1", "2027Q2"), "0" * 64)
CARD = first_card(KEYS, NAMES, NAMES, TODAY, PLANS)


def _due(card: Card, today: date, kind: PeriodKind = PeriodKind.QUARTER) -> list[str]:
    return [key.period or key.purpose.word for key in due_keys(card, today, kind)]


def test_a_desk_begins_with_three_quarters() -> None:
    assert [key.period for key in KEYS.statistics] == ["2026Q4", "2027Q1", "2027Q2"]
    assert KEYS.casework.purpose is Purpose.CASEWORK
    assert (KEYS.card.purpose, KEYS.courier.purpose) == ("card", "courier")
    assert KEYS.release is not None
    assert KEYS.release.purpose == "release"


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
            *([one.release.held()] if one.release else []),
        )
    ]
    assert len(set(seeds)) == len(seeds) == 14


def test_an_organisation_that_only_reads_has_no_statistics_keys() -> None:
    keys = new_desk_keys(TODAY, counts=False)
    card = first_card(keys, NAMES, NAMES, TODAY, {})
    assert (keys.statistics, card.statistics) == ((), ())
    assert (keys.release, card.release) == (None, None)
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
    keys = due_keys(CARD, later, PeriodKind.QUARTER)
    plans = {key.period: "1" * 64 for key in keys if key.period}
    card = next_card(CARD, KEYS.card, keys, later, plans=plans)
    assert _due(card, later) == []


def test_who_counts_by_the_year_needs_a_new_key_once_a_year() -> None:
    keys = new_desk_keys(TODAY, kind=PeriodKind.YEAR)
    plans = dict.fromkeys(("2026", "2027", "2028"), "0" * 64)
    card = first_card(keys, NAMES, NAMES, TODAY, plans)
    assert [key.period for key in card.statistics] == ["2026", "2027", "2028"]
    assert _due(card, date(2026, 12, 31), PeriodKind.YEAR) == []
    assert _due(card, date(2027, 1, 1), PeriodKind.YEAR) == ["2029"]
