"""Order, ranges and parts change no count; quick reading says what strict reading does."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from grievance.envelope.plain import canonical
from grievance.opening.scratch import Scratch
from grievance.release.plan import View
from grievance.tables.newest import Parts
from grievance.tables.ranges import RangeOpener
from grievance.tables.reading import Reading
from grievance.tables.record import Layout
from grievance.tables.table import Table
from grievance.tables.totals import Totals
from tests.kit.measuring import shipped
from tests.kit.period import KEY, SpooledPeriod, counts_of, mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from grievance.casebook.counting.period_spool import Range

PLAN = shipped()
READING = Reading(PLAN)
PEOPLE = 6


@cache
def sealed() -> list[tuple[bytes, bool]]:
    """Return envelopes of a few people who tell, correct, take back, and tell twice the same."""
    with tempfile.TemporaryDirectory() as folder:
        period = SpooledPeriod.at(Path(folder))
    found = []
    for whose in range(PEOPLE):
        revisions = (1, 1, 2, 1000)
        found += [(period.account(whose, one), bool(whose % 2)) for one in revisions]
        found.append((period.inventor.withdrawal(mark(whose), 1000 if whose % 3 else 1), False))
    found.append((period.account(1, plan="2031-1"), True))
    return [*found, found[0]]


def table_of(period: SpooledPeriod, ranges: Sequence[Range], expected: int) -> Table:
    """Count by hand: these ranges in this order, laid aside in parts for so many."""
    opener = RangeOpener(period.spool, KEY.held(), PLAN.raw)
    totals = Totals(PLAN)
    with period.spool.reading() as file, Scratch(period.spool.path.parent) as scratch:
        parts = Parts(Layout.of(PLAN), scratch, expected)
        for one in ranges:
            sifted = opener(one)
            assert sifted is not None
            parts.add(sifted.records)
        for newest in parts.newest(file.digest):
            totals.add(kept for kept in newest if not kept.withdrawn)
    return Table(PLAN, totals.counts())


envelopes = st.lists(st.sampled_from(range(len(sealed()))), max_size=20)


@given(envelopes, st.randoms(use_true_random=False), st.integers(1, 7), st.integers(0, 100_000))
def test_any_order_in_any_ranges_and_parts_is_the_same_table(
    chosen: list[int], chance: Random, at_once: int, expected: int
) -> None:
    told = [sealed()[one] for one in chosen]
    with tempfile.TemporaryDirectory() as folder:
        period = SpooledPeriod.at(Path(folder))
        chance.shuffle(told)
        period.lay(told)
        with period.spool.reading() as file:
            ranges = list(file.ranges(at_once))
        chance.shuffle(ranges)
        counts = table_of(period, ranges, expected).counts
    assert counts == counts_of(PLAN, KEY, told)


strings = st.text(st.characters(codec="utf-8"), max_size=6)
bins = st.fixed_dictionaries(
    {one.id: st.sampled_from(one.bins) | strings for one in PLAN.histograms}
)
values: st.SearchStrategy[object] = strings | st.none() | st.integers(-5, 2**33) | st.booleans()
payloads = st.fixed_dictionaries(
    {
        "edition": st.just(PLAN.edition) | values,
        "purpose": st.just("statistics") | values,
        "kind": st.sampled_from(["account", "withdrawal"]) | values,
        "mark": st.binary(min_size=16, max_size=16).map(bytes.hex) | values,
        "revision": st.integers(1, 2**31 - 1) | values,
        "plan": st.just(PLAN.id) | values,
        "wages": strings | values,
        "employer": st.sampled_from(sorted(PLAN.names)) | values,
        "country": st.sampled_from(["KE", ""]) | values,
        "bins": bins | values,
    }
)
good = st.builds(
    lambda payload, right: payload | right,
    payloads,
    st.fixed_dictionaries(
        {
            "edition": st.just(PLAN.edition),
            "purpose": st.just("statistics"),
            "kind": st.just("account"),
            "plan": st.just(PLAN.id),
            "bins": st.fixed_dictionaries(
                {one.id: st.sampled_from(one.bins) for one in PLAN.histograms}
            ),
        }
    ),
)


@given(payloads | good)
def test_reading_quickly_says_what_reading_strictly_does(payload: dict[str, object]) -> None:
    raw = canonical(payload)
    assert READING.read(raw) == READING.read_strictly(raw)


@given(good, st.data())
def test_nothing_changed_in_a_payload_is_read_more_kindly(
    payload: dict[str, object], data: st.DataObject
) -> None:
    raw = canonical(payload)
    at = data.draw(st.integers(0, len(raw)))
    until = data.draw(st.integers(at, min(len(raw), at + 3)))
    changed = raw[:at] + data.draw(st.binary(max_size=3)) + raw[until:]
    assert READING.read(changed) == READING.read_strictly(changed)


@given(st.binary(max_size=60))
def test_noise_is_not_readable(noise: bytes) -> None:
    assert READING.read(noise) is None


def test_what_is_drawn_here_is_counted_in_part() -> None:
    counts = counts_of(PLAN, KEY, sealed())
    assert 0 < sum(sum(cell[0]) for cell in counts[View.ALL]) < PEOPLE
