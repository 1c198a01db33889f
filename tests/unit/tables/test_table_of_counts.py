"""A table of true counts: nothing but what counting can give, and shown to nobody."""

from __future__ import annotations

import copy
import logging
import pickle
import re
from typing import TYPE_CHECKING, Any

import pytest

from grievance.release.plan import View
from grievance.tables.table import Counts, NotThePlansTable, Table
from tests.kit.measuring import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = shipped()
SECRET = 7341


def counts(testimonies: int = 0, cell: int = 0) -> Counts:
    """Return counts of so many testimonies, all in the last bins of one cell."""
    return tuple(
        tuple(
            (*[0] * (len(one.bins) - 1), testimonies if number == cell else 0)
            for one in PLAN.histograms
        )
        for number in range(len(PLAN.cells.all))
    )


def table(all_: Any = counts(SECRET), vouched: Any = counts()) -> Table:  # noqa: ANN401, B008
    return Table(PLAN, {View.ALL: all_, View.VOUCHED: vouched})


@pytest.mark.parametrize(
    "shown",
    [repr, str, lambda one: f"{one}", lambda one: f"{one!r:>40}", lambda one: "%s" % (one,)],  # noqa: UP031
)
def test_whoever_shows_it_sees_the_period_and_no_count(shown: Callable[[Table], str]) -> None:
    said = shown(table())
    assert "<Table 2026Q4>" in said
    assert str(SECRET) not in said


def test_a_log_and_a_traceback_hold_no_count(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        try:
            table().counts["none"]  # type: ignore[index]
        except KeyError:
            logging.getLogger(__name__).exception("with %s", table())
    assert "2026Q4" in caplog.text
    assert str(SECRET) not in caplog.text


@pytest.mark.parametrize("away", [pickle.dumps, copy.copy, copy.deepcopy])
def test_it_is_neither_pickled_nor_copied(away: Callable[[Table], object]) -> None:
    with pytest.raises(TypeError, match="neither pickled nor copied"):
        away(table())


def test_what_it_holds_cannot_be_changed() -> None:
    held: Any = table()
    with pytest.raises(TypeError):
        held.counts[View.ALL] = counts()
    with pytest.raises(AttributeError):
        held.counts = {}


def test_changing_what_it_was_made_of_changes_nothing() -> None:
    given = {View.ALL: counts(SECRET), View.VOUCHED: counts()}
    held = Table(PLAN, given)
    given[View.ALL] = counts()
    assert held.counts[View.ALL] == counts(SECRET)


def with_first(value: object) -> Counts:
    """Return counts whose first bin of all is `value`."""
    found: Any = [[list(one) for one in cell] for cell in counts(SECRET)]
    found[0][0][0] = value
    return tuple(tuple(tuple(one) for one in cell) for cell in found)


@pytest.mark.parametrize(
    ("all_", "says"),
    [
        (counts(SECRET)[:-1], "a cell"),
        ((*counts(SECRET), counts(SECRET)[-1]), "a cell"),
        (((), *counts(SECRET)[1:]), "a bin"),
        (tuple(cell[:-1] for cell in counts(SECRET)), "a bin"),
        (tuple((*cell[:-1], (*cell[-1], 0)) for cell in counts(SECRET)), "a bin"),
        (with_first(-1), "no number"),
        (with_first(0.0), "no number"),
        (with_first(True), "no number"),  # noqa: FBT003
        (with_first(None), "no number"),
        (with_first(1), "not in one bin"),
    ],
)
def test_counts_that_no_counting_gives_are_refused_without_a_number(all_: Any, says: str) -> None:  # noqa: ANN401
    with pytest.raises(NotThePlansTable, match=says) as refused:
        table(all_)
    assert not re.search(r"\d", str(refused.value))


def test_more_vouched_than_there_are_is_refused() -> None:
    with pytest.raises(NotThePlansTable, match="vouched"):
        table(counts(SECRET), counts(SECRET + 1))
    with pytest.raises(NotThePlansTable, match="vouched"):
        table(counts(SECRET), counts(1, cell=3))
    assert table(counts(SECRET), counts(SECRET)).counts[View.VOUCHED] == counts(SECRET)


def test_both_views_are_needed() -> None:
    with pytest.raises(NotThePlansTable, match="both views"):
        Table(PLAN, {View.ALL: counts()})
