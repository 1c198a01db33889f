"""Merging employers: what moves, undone exactly in any order, and two people at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grievance.casebook.employers.employer_errors import CannotMerge
from grievance.casebook.employers.merging import Moving, merge, undo_merge, would_move
from grievance.casebook.errors import ChangedMeanwhile, NotAllowed, NotFound
from tests.kit.told import FACTS, NOW, OTHERS, Told, a_casebook

if TYPE_CHECKING:
    from grievance.casebook.employers.employers import Seen

LATE = "pay.late"


def _merge(told: Told, one: int, into: int, seen: Seen | None = None) -> Moving:
    first, other = seen or told.seen(one), told.seen(into)
    with told.database.writing() as connection:
        return merge(connection, told.actor, FACTS, first, other, now=NOW)


def _undo(told: Told, one: int) -> Moving:
    seen = told.seen(one)
    with told.database.writing() as connection:
        return undo_merge(connection, told.actor, FACTS, seen, now=NOW)


def _would_move(told: Told, one: int) -> Moving:
    with told.database.reading() as connection:
        return would_move(connection, told.actor, one)


def test_a_merged_employer_is_counted_under_the_other(told: Told) -> None:
    sama, source = told.employer("Sama"), told.employer("Samasource")
    told.report(source)
    told.report(sama)
    told.case(source)
    assert _would_move(told, source) == (1, 1)
    assert _merge(told, source, sama) == (1, 1)
    assert told.heads() == {sama: sama, source: sama}
    assert told.employers_of_reports() == {1: source, 2: sama}, "no report is rewritten"


def test_what_was_merged_before_moves_along(told: Told) -> None:
    one, two, three = (told.employer(name) for name in ("One", "Two", "Three"))
    told.report(one)
    told.report(two)
    _merge(told, one, two)
    assert _merge(told, two, three) == (2, 0)
    assert told.heads() == {one: three, two: three, three: three}


def test_an_inner_merge_is_undone_without_touching_the_outer(told: Told) -> None:
    one, two, three = (told.employer(name) for name in ("One", "Two", "Three"))
    _merge(told, one, two)
    _merge(told, two, three)
    _undo(told, one)
    assert told.heads() == {one: one, two: three, three: three}
    _undo(told, two)
    assert told.heads() == {one: one, two: two, three: three}


def test_an_outer_merge_is_undone_without_touching_the_inner(told: Told) -> None:
    one, two, three = (told.employer(name) for name in ("One", "Two", "Three"))
    _merge(told, one, two)
    _merge(told, two, three)
    _undo(told, two)
    assert told.heads() == {one: two, two: two, three: three}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12), st.randoms())
def test_undoing_all_merges_in_any_order_leads_back_to_the_beginning(
    tries: list[tuple[int, int]], chance: object
) -> None:
    with a_casebook() as told:
        numbers = [told.employer(f"Firm {letter}") for letter in "ABCDE"]
        merged = []
        for one, into in tries:
            try:
                _merge(told, numbers[one], numbers[into])
            except CannotMerge:
                continue
            merged.append(numbers[one])
            heads = told.heads()
            assert all(heads[head] == head for head in heads.values())
        chance.shuffle(merged)  # type: ignore[attr-defined]
        for number in merged:
            _undo(told, number)
        assert told.heads() == {number: number for number in numbers}
        assert all(told.find(number).merged_into is None for number in numbers)


def test_what_cannot_be_merged_stays_as_it_is(told: Told) -> None:
    one, two, three = (told.employer(name) for name in ("One", "Two", "Three"))
    _merge(told, one, two)
    for first, into in ((two, two), (one, three), (three, one)):
        with pytest.raises(CannotMerge):
            _merge(told, first, into)
    with pytest.raises(CannotMerge):
        _undo(told, two)
    assert told.heads() == {one: two, two: two, three: three}


def test_whoever_comes_second_merges_nothing(told: Told) -> None:
    one, two, three = (told.employer(name) for name in ("One", "Two", "Three"))
    seen = told.seen(one)
    _merge(told, one, two)
    _undo(told, one)
    with pytest.raises(ChangedMeanwhile):
        _merge(told, one, three, seen)


def test_there_must_be_both(told: Told) -> None:
    seen = told.seen(told.employer("One"))
    with pytest.raises(NotFound), told.database.writing() as connection:
        merge(connection, told.actor, FACTS, seen, seen._replace(id=99), now=NOW)


def test_reports_that_come_together_by_a_merge_alert_and_go_with_its_undoing(told: Told) -> None:
    one, two = told.employer("One"), told.employer("Two")
    for employer, reports in ((one, 2), (two, 3)):
        for _ in range(reports):
            told.report(employer, codes=(LATE,))
    _merge(told, one, two)
    assert told.alerts() == [(two, LATE, 5, 5, 0)]
    _undo(told, one)
    assert told.alerts() == []


def test_an_alert_that_stands_by_itself_outlives_the_undoing(told: Told) -> None:
    one, two = told.employer("One"), told.employer("Two")
    told.report(one, codes=(LATE,))
    for _ in range(5):
        told.report(two, codes=(LATE,))
    _merge(told, one, two)
    _undo(told, one)
    assert told.alerts() == [(two, LATE, 5, 6, 0)]


def test_an_employer_alerts_for_itself_when_it_was_separated(told: Told) -> None:
    one, two = told.employer("One"), told.employer("Two")
    _merge(told, one, two)
    for _ in range(5):
        told.report(one, codes=(LATE,))
    _undo(told, one)
    assert told.alerts() == [(one, LATE, 5, 5, 0)]


@pytest.mark.parametrize("actor", OTHERS, ids=lambda actor: actor.roles)
def test_nobody_else_merges(told: Told, actor: object) -> None:
    one, two = told.seen(told.employer("One")), told.seen(told.employer("Two"))
    with told.database.writing() as connection:
        with pytest.raises(NotAllowed):
            would_move(connection, actor, one.id)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            merge(connection, actor, FACTS, one, two, now=NOW)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            undo_merge(connection, actor, FACTS, one, now=NOW)  # type: ignore[arg-type]
