"""Who takes the disk after a sweep learns no order of arrival, and no pair.

The thief's measure: where in each file of the store the first and the last bytes of each envelope
lie, each receipt record, each erase tag. Swept, those places are as good as drawn by lot. With
nothing swept the same measure finds the order, so it would find a sweep that stopped working.

Bounds. For n places in random order Spearman's rank correlation has the standard deviation
1/sqrt(n - 1); order is measured in these, and five are passed once in 1.7 million. Of n pairs
strewn at random over 2n places one lies side by side on average, Poisson; more than nine do once
in 9 million. So do consecutive arrivals, and each copy of all that lies on a disk adds one.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

import pytest

from grievance.store.main import Store
from grievance.store.sweep import sweep
from tests.unit.store.invented import WEEK, a_receipt, a_testimony, an_envelope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from grievance.store.rows import NewEnvelope, NewReceipt

TOLD = 200
FEWEST = 40
NEEDLE = 16
BY_CHANCE = 5
PAIRS_BY_CHANCE = 9
MARK = b"the end of piece "

Testimony = tuple["list[NewEnvelope]", "NewReceipt"]


@dataclass
class Taken:
    """What the thief has: the files as they lie, and, to measure by, what arrived in order."""

    folder: Path
    testimonies: list[Testimony]

    def places(self, needles: Sequence[bytes]) -> dict[str, list[list[int]]]:
        """Return for each file where each needle lies in it, if any of them does."""
        found = {}
        for path in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            written = path.read_bytes()
            places = [list(_occurrences(written, needle)) for needle in needles]
            if any(places):
                found[path.name] = places
        return found


def _occurrences(written: bytes, needle: bytes) -> Iterator[int]:
    at = written.find(needle)
    while at >= 0:
        yield at
        at = written.find(needle, at + 1)


def _ranks(values: Sequence[float]) -> list[int]:
    ranks = [0] * len(values)
    for rank, index in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        ranks[index] = rank
    return ranks


def correlation(values: Sequence[float]) -> float:
    """Return Spearman's rank correlation of `values` with the order they come in."""
    n = len(values)
    distance = sum((rank - index) ** 2 for index, rank in enumerate(_ranks(values)))
    return 1 - 6 * distance / (n * (n * n - 1))


def order(values: Sequence[float]) -> float:
    """Return how far from chance the correlation is, in standard deviations, without its sign."""
    return abs(correlation(values)) * sqrt(len(values) - 1)


def side_by_side(firsts: Sequence[float], seconds: Sequence[float]) -> int:
    """Count the pairs whose two places follow each other among all places."""
    ranks = _ranks([*firsts, *seconds])
    half = len(firsts)
    return sum(abs(ranks[one] - ranks[half + one]) == 1 for one in range(half))


def pieces(testimonies: list[Testimony]) -> dict[str, list[bytes]]:
    """Return, for each kind of thing that can be looked for, its bytes in order of arrival."""
    first, second = ([told[0][one] for told in testimonies] for one in (0, 1))
    receipts = [told[1] for told in testimonies]
    return {
        "first byte of the statistics envelope": [one.body[:NEEDLE] for one in first],
        "last byte of the statistics envelope": [one.body[-NEEDLE:] for one in first],
        "first byte of the casework envelope": [one.body[:NEEDLE] for one in second],
        "last byte of the casework envelope": [one.body[-NEEDLE:] for one in second],
        "erase tag of the statistics envelope": [one.erase_tag_hash for one in first],
        "erase tag of the casework envelope": [one.erase_tag_hash for one in second],
        "id of the receipt record": [one.id for one in receipts],
        "first byte of the receipt record": [one.body[:NEEDLE] for one in receipts],
        "last byte of the receipt record": [one.body[-NEEDLE:] for one in receipts],
    }


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Store]:
    """Keep the store open throughout, as a serving intake does: its log and index stay."""
    store = Store.open(tmp_path / "store")
    yield store
    store.close()


def tell(store: Store, count: int) -> list[Testimony]:
    testimonies: list[Testimony] = [a_testimony() for _ in range(count)]
    for envelopes, receipt in testimonies:
        assert store.keep(WEEK, envelopes, receipt)
    return testimonies


@pytest.fixture
def unswept(serving: Store, tmp_path: Path) -> Taken:
    return Taken(tmp_path / "store", tell(serving, TOLD))


@pytest.fixture
def swept(unswept: Taken) -> Taken:
    sweep(unswept.folder)
    return unswept


def orders(taken: Taken) -> dict[str, float]:
    """Return the order in each file of each kind of piece, where enough of them are found."""
    found = {}
    for kind, needles in pieces(taken.testimonies).items():
        for file, places in taken.places(needles).items():
            for occurrence in range(max(map(len, places))):
                there = [place[occurrence] for place in places if len(place) > occurrence]
                if len(there) >= FEWEST:
                    found[f"{kind}, {file}, {occurrence}"] = order(there)
    return found


def pairs(taken: Taken) -> dict[str, int]:
    """Return how many testimonies have like pieces of both envelopes side by side in a file."""
    kinds = pieces(taken.testimonies)
    found = {}
    for piece in ("first byte", "last byte", "erase tag"):
        firsts = taken.places(kinds[f"{piece} of the statistics envelope"])
        seconds = taken.places(kinds[f"{piece} of the casework envelope"])
        for file in firsts.keys() & seconds.keys():
            if all(firsts[file]) and all(seconds[file]):
                one, other = ([place[-1] for place in side[file]] for side in (firsts, seconds))
                found[f"{piece}, {file}"] = side_by_side(one, other)
    return found


def test_after_a_sweep_no_place_in_any_file_tells_the_order_of_arrival(swept: Taken) -> None:
    found = orders(swept)
    # Every piece was looked at, the erase tags both in their rows and in their index.
    assert len(found) == len(pieces(swept.testimonies)) + 2
    assert {kind for kind, value in found.items() if value > BY_CHANCE} == set()


def test_after_a_sweep_only_the_week_file_holds_any_of_it(swept: Taken) -> None:
    for needles in pieces(swept.testimonies).values():
        assert swept.places(needles).keys() == {f"{WEEK}.db"}


def test_after_a_sweep_the_envelopes_of_a_testimony_are_neighbours_only_by_chance(
    swept: Taken,
) -> None:
    found = pairs(swept)
    assert len(found) == 3
    assert max(found.values()) <= PAIRS_BY_CHANCE


def test_after_a_sweep_a_receipt_record_lies_no_nearer_to_its_envelopes(swept: Taken) -> None:
    kinds = pieces(swept.testimonies)
    for envelope in ("statistics", "casework"):
        ends = (f"last byte of the {envelope} envelope", "last byte of the receipt record")
        rows, records = (
            [place[0] for place in swept.places(kinds[end])[f"{WEEK}.db"]] for end in ends
        )
        by_row = sorted(range(TOLD), key=rows.__getitem__)
        assert order([records[one] for one in by_row]) <= BY_CHANCE


def test_no_order_in_which_sqlite_gives_rows_out_is_the_order_of_arrival(swept: Taken) -> None:
    with closing(sqlite3.connect(swept.folder / f"weeks/{WEEK}.db")) as database:
        bodies = [row[0] for row in database.execute("SELECT body FROM envelope")]
        records = [row[0] for row in database.execute("SELECT body FROM receipt")]
    given = {body: at for at, body in enumerate([*bodies, *records])}
    for one in (0, 1):
        assert order([given[told[0][one].body] for told in swept.testimonies]) <= BY_CHANCE
    assert order([given[told[1].body] for told in swept.testimonies]) <= BY_CHANCE


def test_what_arrives_after_a_sweep_is_hidden_by_the_next(swept: Taken, serving: Store) -> None:
    both = Taken(swept.folder, swept.testimonies + tell(serving, TOLD))
    sweep(swept.folder)
    assert max(orders(both).values()) <= BY_CHANCE


def test_the_same_measure_finds_the_order_in_a_log_that_was_not_emptied(
    serving: Store, tmp_path: Path
) -> None:
    # Few enough that SQLite does not begin the log anew in between.
    found = orders(Taken(tmp_path / "store", tell(serving, 60)))
    for kind in ("statistics envelope", "casework envelope", "receipt record"):
        assert found[f"last byte of the {kind}, {WEEK}.db-wal, 0"] > BY_CHANCE


def test_the_same_measure_finds_order_and_pairs_in_a_file_that_was_not_rewritten(
    unswept: Taken, serving: Store
) -> None:
    serving.close()  # which empties the log as a sweep would
    kinds = pieces(unswept.testimonies)
    for kind in ("statistics envelope", "casework envelope", "receipt record"):
        places = unswept.places(kinds[f"last byte of the {kind}"])[f"{WEEK}.db"]
        assert correlation([place[0] for place in places]) > 0.99
    assert pairs(unswept)[f"last byte, {WEEK}.db"] > 0.9 * TOLD


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a small disk, mounted beside the image of all its blocks; skip where none may be."""
    image, mount = tmp_path / "image", tmp_path / "disk"
    mount.mkdir()
    made = f"truncate -s 48M {image} && mkfs.ext4 -q {image} && mount -o loop {image} {mount}"
    done = subprocess.run(["sh", "-c", made], capture_output=True, text=True, check=False)  # noqa: S607 - from the PATH of root
    if done.returncode:
        pytest.skip(f"mounting a small disk is not permitted here: {done.stderr.strip()}")
    yield mount
    subprocess.run(["umount", "--lazy", mount], check=True)  # noqa: S607 - from the PATH of root


def blocks(disk: Path) -> bytes:
    """Return all blocks of the disk, free ones too, as they are after everything is written."""
    os.sync()
    return disk.with_name("image").read_bytes()


def tell_marked(store: Store, numbers: range) -> None:
    """Tell testimonies whose three pieces end in a mark: one search of the disk finds them all."""
    for number in numbers:
        first, second, record = (b"%s%c%04d" % (MARK, kind, number) for kind in b"SCR")
        (one, other), receipt = a_testimony()
        envelopes = [replace(one, body=one.body + first), replace(other, body=other.body + second)]
        assert store.keep(WEEK, envelopes, replace(receipt, body=receipt.body + record))


def neighbours(written: bytes) -> dict[str, int]:
    """Count the pairs, and of each kind the consecutive arrivals, that lie side by side anywhere.

    What lies so in several places counts once.
    """
    found = [(one[1], int(one[2])) for one in re.finditer(MARK + rb"([SCR])(\d{4})", written)]
    envelopes = [one for one in found if one[0] != b"R"]
    # The same number beside itself is the two envelopes of one testimony, or two copies of one.
    beside = {(a, b) for a, b in pairwise(envelopes) if a[1] == b[1] and a[0] != b[0]}
    counted = {"pairs": len({a[1] for a, _ in beside})}
    for kind in (b"S", b"C", b"R"):
        numbers = [number for one, number in found if one == kind]
        counted[kind.decode()] = len({a for a, b in pairwise(numbers) if b == a + 1})
    return counted


def test_after_a_sweep_the_free_blocks_of_the_disk_tell_no_order_and_no_pair(disk: Path) -> None:
    store = Store.open(disk / "store")
    # A log longer than its file, then a file that shrinks.
    for numbers in (range(FEWEST), range(FEWEST, FEWEST + TOLD)):
        tell_marked(store, numbers)
        # The same measure finds both in what was not swept.
        assert min(neighbours(blocks(disk)).values()) > len(numbers) / 4
        sweep(disk / "store")
        assert max(neighbours(blocks(disk)).values()) <= 2 * PAIRS_BY_CHANCE
    store.close()


def test_saved_drafts_show_no_order_either(serving: Store, tmp_path: Path) -> None:
    drafts = [(a_receipt().id, an_envelope().body) for _ in range(TOLD)]
    for id_, body in drafts:
        serving.save_draft(id_, body, date(2026, 12, 4))
    sweep(tmp_path / "store")
    taken = Taken(tmp_path / "store", [])
    for end in (slice(NEEDLE), slice(-NEEDLE, None)):
        places = taken.places([body[end] for _, body in drafts])
        assert places.keys() == {"intake.db"}
        assert order([place[0] for place in places["intake.db"]]) <= BY_CHANCE
