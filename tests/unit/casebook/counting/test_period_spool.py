"""The spool of a period keeps every page wholly, says where to go on, and is wiped at the end."""

from __future__ import annotations

import hashlib
import stat
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.spool_file import SpoolDamaged
from grievance.casebook.counting.period_spool import (
    BODY_SIZE,
    RECORD_SIZE,
    NothingCollected,
    PeriodSpool,
    Range,
)
from grievance.courier.frames import Collected
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.opening.keys import PrivateKey
from tests.kit.period import KEY

if TYPE_CHECKING:
    from pathlib import Path

WEEK = "2026-W48"
OTHER = PrivateKey.new(Purpose.STATISTICS, "2027Q1")
CASEWORK = PrivateKey.new(Purpose.CASEWORK)


def sealed(number: int, key: PrivateKey = KEY) -> bytes:
    return seal({"edition": "2026-1", "number": number}, key.purpose, key.public)


BODIES = [sealed(number) for number in range(5)]


def came(*bodies: bytes, first: int = 0) -> list[Collected]:
    return [
        Collected(10 * number, WEEK, bool(number % 2), body)
        for number, body in enumerate(bodies, start=first)
    ]


@pytest.fixture
def spool(tmp_path: Path) -> PeriodSpool:
    return PeriodSpool(tmp_path / "periods" / "2026Q4.spool", KEY.id)


def lying(spool: PeriodSpool, at_once: int = 2) -> list[bytes]:
    with spool.reading() as file:
        return [one.body for part in file.ranges(at_once) for one in file.read(part)]


def test_what_was_appended_is_read_by_ranges_whole_and_in_order(spool: PeriodSpool) -> None:
    spool.append(came(*BODIES[:2]))
    spool.append(came(*BODIES[2:], first=2))
    for at_once in (1, 2, 3, 5, 100):
        assert lying(spool, at_once) == BODIES
    with spool.reading() as file:
        parts = list(file.ranges(2))
        assert [part.records for part in parts] == [2, 2, 1]
        assert [one.vouched for part in parts for one in file.read(part)] == [
            False, True, False, True, False,
        ]  # fmt: skip
        assert parts[1].offset - parts[0].offset == 2 * RECORD_SIZE


def test_it_says_the_number_of_the_last_envelope(spool: PeriodSpool) -> None:
    assert spool.last_id() == -1
    spool.append([])
    assert spool.last_id() == -1
    spool.append(came(*BODIES[:3]))
    assert spool.last_id() == 20


def test_none_at_all_is_a_spool_too(spool: PeriodSpool) -> None:
    with pytest.raises(NothingCollected):
        lying(spool)
    spool.append([])
    assert lying(spool) == []
    assert stat.S_IMODE(spool.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(spool.path.parent.stat().st_mode) == 0o700


def test_digest_and_number_name_each_for_the_intake(spool: PeriodSpool) -> None:
    spool.append(came(*BODIES))
    digests = [hashlib.sha256(body).digest() for body in BODIES]
    with spool.reading() as file:
        assert list(file.received()) == [(10 * at, one) for at, one in enumerate(digests)]
        offsets = [one.offset for part in file.ranges(3) for one in file.read(part)]
        assert [file.digest(offset) for offset in offsets] == digests


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no envelope",
        sealed(1, OTHER),
        sealed(1, CASEWORK),
        BODIES[0][:-1],
        BODIES[0] + b"\0",
        BODIES[0] + bytes(4096),  # a larger bucket, which statistics never fill
        b"GRV1\2" + BODIES[0][5:],
        seal({"edition": "2026-1"}, Purpose.CASEWORK, KEY.public),
        seal({"edition": "2026-1", "x": "x" * 5000}, Purpose.CASEWORK, KEY.public),
    ],
)
def test_what_is_no_envelope_of_the_period_is_refused_with_its_page(
    spool: PeriodSpool, body: bytes
) -> None:
    spool.append(came(BODIES[0]))
    assert not spool.holds(came(body)[0])
    with pytest.raises(ValueError, match="not an envelope of this period"):
        spool.append([*came(BODIES[1], first=1), *came(body, first=2)])
    assert lying(spool) == BODIES[:1]


def test_every_statistics_envelope_has_the_one_size(spool: PeriodSpool) -> None:
    long = seal({"edition": "2026-1", "x": "x" * 4000}, Purpose.STATISTICS, KEY.public)
    assert {len(one) for one in (*BODIES, long)} == {BODY_SIZE}
    assert all(spool.holds(one) for one in came(*BODIES, long))


@pytest.mark.parametrize("left", range(0, 11_000, 1500))
def test_a_page_that_was_cut_leaves_no_trace(spool: PeriodSpool, left: int) -> None:
    """Cut anywhere before the header says that the page is there."""
    spool.append(came(BODIES[0]))
    whole = spool.path.read_bytes()
    spool.append(came(*BODIES[1:3], first=1))
    behind = spool.path.read_bytes()[len(whole) :]
    spool.path.write_bytes(whole + behind[:left])
    assert lying(spool) == BODIES[:1]
    assert spool.last_id() == 0
    spool.append(came(*BODIES[1:], first=1))
    assert lying(spool) == BODIES


@pytest.mark.parametrize(
    ("offset", "bytes_"),
    [
        pytest.param(0, b"X", id="magic"),
        pytest.param(24, b"\x7f", id="end"),
        pytest.param(31, b"\x00", id="end within a record"),
        pytest.param(39, b"\x07", id="records"),
        pytest.param(40, b"\xff", id="length"),
        pytest.param(52, b"X", id="week"),
        pytest.param(60, b"\2", id="vouched"),
    ],
)
def test_damage_is_named(spool: PeriodSpool, offset: int, bytes_: bytes) -> None:
    spool.append(came(*BODIES))
    whole = spool.path.read_bytes()
    spool.path.write_bytes(whole[:offset] + bytes_ + whole[offset + len(bytes_) :])
    with pytest.raises(SpoolDamaged, match=spool.path.name):
        lying(spool)


def test_a_range_behind_the_end_is_damage(spool: PeriodSpool) -> None:
    spool.append(came(*BODIES))
    with spool.reading() as file:
        (part,) = file.ranges(100)
        with pytest.raises(SpoolDamaged):
            list(file.read(Range(part.offset, part.records + 1)))
        with pytest.raises(SpoolDamaged):
            list(file.read(part._replace(offset=part.offset + 1)))


@pytest.mark.parametrize("damaged", [False, True])
def test_at_the_end_nothing_is_left_of_it(spool: PeriodSpool, *, damaged: bool) -> None:
    spool.append(came(*BODIES))
    if damaged:
        spool.path.write_bytes(b"X" + spool.path.read_bytes()[1:] + BODIES[0])
    with spool.path.open("rb") as old:
        spool.destroy()
        assert not any(old.read())
    assert list(spool.path.parent.iterdir()) == []
    spool.destroy()
