"""Working figures against a second way of counting: row by row, in Python."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grievance.casebook.employers.figures import (
    HARDER,
    HOW_HARD,
    HOW_OFTEN,
    OFTEN,
    Selection,
    Share,
    Spread,
    brief,
    figures,
)
from grievance.casebook.employers.merging import merge
from grievance.casebook.errors import NotAllowed
from tests.kit.told import FACTS, NOW, OTHERS, a_casebook, statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grievance.casebook.employers.figures import Figures
    from tests.kit.told import Told

CODES = ("pay.late", "hours.unpaid", "harm.exposure")
WEEKS = ("2025-W52", "2026-W01", "2026-W20", "2026-W48")
COUNTRIES = ("KE", "TZ", None)
NAMES = ("Sama", "Samasource", "Majorel")
GROUPS = ("Sama", "Sama", "Teleperformance")

_hours = st.none() | st.integers(0, 100).map(float)
_money = st.none() | st.floats(-1000, 1000, allow_nan=False)
_reports = st.fixed_dictionaries(
    {
        "employer": st.none() | st.integers(0, 2),
        "week": st.sampled_from(WEEKS),
        "country": st.sampled_from(COUNTRIES),
        "codes": st.sets(st.sampled_from(CODES)),
        "currency": st.sampled_from(["KES", "TZS"]),
        "effective_hourly": _money,
        "ratio": _money,
        "hours_paid": _hours,
        "hours_unpaid": _hours,
        "content": st.none() | st.sampled_from(HOW_OFTEN),
        "daily_life": st.none() | st.sampled_from([*HOW_HARD, "unsure"]),
    }
)
_selections = st.fixed_dictionaries(
    {
        "employer": st.none() | st.integers(0, 2),
        "group": st.none() | st.sampled_from(GROUPS),
        "country": st.none() | st.sampled_from(["KE", "TZ", "CD"]),
        "code": st.none() | st.sampled_from(CODES),
        "since": st.none() | st.sampled_from(WEEKS),
        "until": st.none() | st.sampled_from(WEEKS),
    }
)


def _spread(numbers: Iterable[float | None]) -> Spread | None:
    told = [number for number in numbers if number is not None]
    if not told:
        return None
    return Spread(len(told), min(told), statistics.median(told), max(told))


def _fits(one: dict[str, Any], asked: dict[str, Any], *, merged: bool) -> bool:
    employer = one["employer"]
    head = 0 if merged and employer == 1 else employer
    return (
        (asked["employer"] is None or head == asked["employer"])
        and (asked["group"] is None or (head is not None and GROUPS[head] == asked["group"]))
        and (asked["country"] is None or one["country"] == asked["country"])
        and (asked["code"] is None or asked["code"] in one["codes"])
        and (asked["since"] is None or one["week"] >= asked["since"])
        and (asked["until"] is None or one["week"] <= asked["until"])
    )


def _counts(chosen: list[dict[str, Any]], name: str, codes: Iterable[str]) -> dict[str, int]:
    return {code: sum(one[name] == code for one in chosen) for code in codes}


def _share(counts: dict[str, int], which: Iterable[str]) -> Share:
    return Share(sum(counts.values()), sum(counts[code] for code in which))


def _check(found: Figures, chosen: list[dict[str, Any]]) -> None:
    assert found.people == len(chosen)
    hourly = {
        currency: spread
        for currency in ("KES", "TZS")
        if (
            spread := _spread(
                one["effective_hourly"] for one in chosen if one["currency"] == currency
            )
        )
    }
    assert dict(found.hourly) == hourly
    ratios = [one["ratio"] for one in chosen if one["ratio"] is not None]
    assert found.ratio == _spread(ratios)
    assert found.below == Share(len(ratios), sum(ratio < 1 for ratio in ratios))
    assert found.hours_paid == _spread(one["hours_paid"] for one in chosen)
    unpaid = [one["hours_unpaid"] for one in chosen if one["hours_unpaid"] is not None]
    assert found.hours_unpaid == _spread(unpaid)
    assert found.unpaid == Share(len(unpaid), sum(hours > 0 for hours in unpaid))
    assert found.content == _counts(chosen, "content", HOW_OFTEN)
    assert found.daily_life == _counts(chosen, "daily_life", HOW_HARD)
    assert found.often == _share(dict(found.content), OFTEN)
    assert found.harder == _share(dict(found.daily_life), HARDER)


@settings(max_examples=25, deadline=None)
@given(
    reports=st.lists(_reports, max_size=12),
    selections=st.lists(_selections, min_size=1, max_size=4),
    merged=st.booleans(),
)
def test_figures_are_what_counting_by_hand_gives(
    *, reports: list[dict[str, Any]], selections: list[dict[str, Any]], merged: bool
) -> None:
    with a_casebook() as told:
        numbers = [told.employer(*names) for names in zip(NAMES, GROUPS, strict=True)]
        for one in reports:
            rest = {**one}
            employer, week, codes = (rest.pop(name) for name in ("employer", "week", "codes"))
            own = None if employer is None else numbers[employer]
            told.report(own, week, tuple(sorted(codes)), **rest)
        if merged:
            first, other = told.seen(numbers[1]), told.seen(numbers[0])
            with told.database.writing() as connection:
                merge(connection, told.actor, FACTS, first, other, now=NOW)
        for asked in selections:
            number = None if asked["employer"] is None else numbers[asked["employer"]]
            with told.database.reading() as connection:
                found = figures(connection, told.actor, Selection(**{**asked, "employer": number}))
            _check(found, [one for one in reports if _fits(one, asked, merged=merged)])


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle(told: Told) -> None:
    for ratio in (0.2, 0.4, 0.9, 7.0):
        told.report(None, ratio=ratio)
    with told.database.reading() as connection:
        found = figures(connection, told.actor, Selection())
    assert found.ratio == Spread(4, 0.2, 0.65, 7.0)


def test_a_number_comes_back_to_the_last_digit(told: Told) -> None:
    told.report(None, ratio=1 / 3, hours_paid=0.1 + 0.2)
    with told.database.reading() as connection:
        found = figures(connection, told.actor, Selection())
    assert found.ratio == Spread(1, 1 / 3, 1 / 3, 1 / 3)
    assert found.hours_paid == Spread(1, 0.1 + 0.2, 0.1 + 0.2, 0.1 + 0.2)


def test_figures_cost_three_statements_and_fewer_of_them_two(told: Told) -> None:
    told.report(None, ratio=0.5, hours_unpaid=1.0, currency="KES", effective_hourly=9.0)
    selection = Selection(country="KE")
    with told.database.reading() as connection, statements(told.database) as ran:
        whole = figures(connection, told.actor, selection)
        assert len(ran) == 3
        short = brief(connection, told.actor, selection)
        assert len(ran) == 5
    assert replace(whole, hourly={}, hours_unpaid=None) == short


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: actor.roles)
def test_nobody_else_sees_figures(told: Told, actor: Any) -> None:  # noqa: ANN401
    for refused in (figures, brief):
        with pytest.raises(NotAllowed), told.database.reading() as connection:
            refused(connection, actor, Selection())
