"""The spellings of `tests/vectors/employers`: nobody is linked wrongly, and most are linked."""

from __future__ import annotations

from collections import Counter

import pytest

from grievance.reference.employers import load_employers
from scripts.benches.matching import (
    WRONG_LINK,
    WRONG_QUESTION,
    Spelling,
    figures,
    outcome,
    spellings,
)

EMPLOYERS = load_employers()
SPELLINGS = spellings()


def counted(kind: str, *, tuned: bool | None = None) -> Counter[str]:
    rows = [row for row in SPELLINGS if row.kind == kind and tuned in (None, row.tuned)]
    return Counter(outcome(row, EMPLOYERS) for row in rows)


def test_every_row_expects_something_of_a_listed_employer_or_nothing() -> None:
    for row in SPELLINGS:
        assert row.kind in {"link", "ask", "none"}, row
        assert bool(EMPLOYERS.get(row.employer_id)) == (row.kind != "none"), row


def test_there_are_enough_spellings_of_each_kind_and_none_twice() -> None:
    assert len(SPELLINGS) >= 80
    assert all(counted(kind).total() >= 40 for kind in ("link", "ask", "none"))
    assert len({(row.typed, row.country) for row in SPELLINGS}) == len(SPELLINGS)


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: f"{row.line}-{row.typed}")
def test_no_spelling_is_linked_to_or_asked_for_an_employer_it_does_not_mean(row: Spelling) -> None:
    assert outcome(row, EMPLOYERS) not in {WRONG_LINK, WRONG_QUESTION}, row.why


# Measured: 162 of 168 linked and 6 asked; of the rows never looked at, 83 of 87 and 4.
@pytest.mark.parametrize(("tuned", "at_least"), [(True, 0.97), (False, 0.95)])
def test_most_spellings_that_are_safe_to_link_are_linked(*, tuned: bool, at_least: float) -> None:
    found = counted("link", tuned=tuned)
    assert found["linked"] >= at_least * found.total()
    assert not found["link_unlisted"]


# Measured: 35 of 45 asked and 4 linked rightly.
def test_most_spellings_that_are_doubtful_are_asked() -> None:
    found = counted("ask")
    assert found["asked"] + found["ask_linked"] >= 0.85 * found.total()
    assert found["asked"] >= 0.75 * found.total()


# Measured: 48 of 122, in a file of look-alikes; each costs a worker one tap.
def test_fewer_than_half_of_the_look_alikes_are_asked_in_vain() -> None:
    found = counted("none")
    assert found["none_asked"] < 0.45 * found.total()


def test_the_bench_counts_every_row_once_and_once_in_its_half() -> None:
    measured: Counter[str] = Counter()
    for figure in figures():
        if isinstance(figure["value"], int):
            measured[str(figure["name"]).rpartition(".")[0]] += figure["value"]
    tuned = sum(row.tuned for row in SPELLINGS)
    assert measured == {
        "matching": len(SPELLINGS),
        "matching.tuned": tuned,
        "matching.blind": len(SPELLINGS) - tuned,
    }
