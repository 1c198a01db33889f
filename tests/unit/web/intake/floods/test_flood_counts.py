"""Counting in memory that processes share: never too little, forgotten with its hour."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.web.intake.floods.counts import HOUR, Counts

if TYPE_CHECKING:
    from collections.abc import Iterable

NOW = 1_795_000_000.0
HOME = b"4\xcb\x00\x71"


@pytest.fixture
def counts() -> Counts:
    made = Counts()
    made.turn(NOW)
    return made


def _add(counts: Counts, names: Iterable[bytes], action: bytes = b"SEND") -> None:
    for name in names:
        counts.add(counts.places(action, name))


def _at(counts: Counts, name: bytes, action: bytes = b"SEND") -> int:
    return counts.at(counts.places(action, name))


def test_each_name_and_action_has_a_count_of_its_own(counts: Counts) -> None:
    _add(counts, [HOME] * 5)
    _add(counts, [HOME] * 2, b"KEEP")
    assert (_at(counts, HOME), _at(counts, HOME, b"KEEP"), _at(counts, b"other")) == (5, 2, 0)


def test_a_hundred_thousand_others_never_lower_a_count_and_hardly_raise_one(counts: Counts) -> None:
    _add(counts, [HOME] * 3)
    _add(counts, (n.to_bytes(6, "big") for n in range(100_000)))
    assert _at(counts, HOME) >= 3
    raised = [name for n in range(2000) if _at(counts, name := b"new %d" % n)]
    assert len(raised) < 100


def test_an_hour_later_nothing_is_left_of_counts_and_key(counts: Counts) -> None:
    _add(counts, [HOME])
    counts.add_total(0)
    before = counts.places(b"SEND", HOME)
    assert counts.turn(NOW + HOUR - 1) == 1
    assert _at(counts, HOME) == 1
    assert counts.turn(NOW + HOUR) == HOUR
    assert counts.at(before) == _at(counts, HOME) == counts.total(0) == 0
    assert counts.places(b"SEND", HOME) != before


def test_a_clock_that_was_set_back_keeps_no_hour_for_longer(counts: Counts) -> None:
    _add(counts, [HOME])
    assert counts.turn(NOW - 100) == HOUR
    assert _at(counts, HOME) == 0


def test_processes_that_are_forked_count_together(counts: Counts) -> None:
    others = [get_context("fork").Process(target=_add, args=(counts, [HOME] * 50)) for _ in "ab"]
    for one in others:
        one.start()
        one.join()
    assert _at(counts, HOME) == 100


def test_what_is_counted_is_in_no_file_that_the_process_has_open() -> None:
    before = _opened()
    counts = Counts()
    counts.turn(NOW)
    _add(counts, [HOME])
    assert _opened() <= before


def _opened() -> set[str]:
    return {str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.is_symlink()}


def test_two_intakes_give_one_name_different_places() -> None:
    first, second = Counts(), Counts()
    for one in (first, second):
        one.turn(NOW)
    assert first.places(b"SEND", HOME) != second.places(b"SEND", HOME)
