"""The spool keeps what was given to it, whole, whatever is cut, and nothing of what was read."""

from __future__ import annotations

import hashlib
import stat
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.spool import Spool
from grievance.casebook.arrivals.spool_file import Place, SpoolDamaged
from grievance.courier.frames import Collected
from grievance.envelope.keys import Purpose
from grievance.envelope.refusals import BadMagic
from grievance.envelope.seal import seal
from grievance.opening.keys import PrivateKey

if TYPE_CHECKING:
    from pathlib import Path

OURS, THEIRS = (PrivateKey.new(Purpose.CASEWORK) for _ in range(2))
BODIES = [seal({"edition": "2026-1", "n": n}, Purpose.CASEWORK, OURS.public) for n in range(4)]


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool")


def came(*bodies: bytes) -> list[Collected]:
    return [Collected(n, "2026-W48", bool(n % 2), body) for n, body in enumerate(bodies)]


def bodies(spool: Spool, place: Place | None = None) -> list[bytes]:
    return [one.body for part in spool.parts(OURS.id, place) for one in part.arrivals]


def last(spool: Spool) -> Place:
    return list(spool.parts(OURS.id, None))[-1].end


def file_of(spool: Spool, key: PrivateKey = OURS) -> Path:
    return spool.folder / f"{key.id.hex()}.sealed"


def test_what_was_appended_is_read_in_order_and_whole(spool: Spool) -> None:
    spool.append(came(*BODIES[:2]))
    spool.append(came(*BODIES[2:]))
    assert bodies(spool) == BODIES
    first = next(spool.parts(OURS.id, None)).arrivals[0]
    assert (first.id, first.week, first.vouched) == (0, "2026-W48", False)


def test_each_key_has_a_file_of_its_own_that_only_its_owner_can_read(spool: Spool) -> None:
    other = seal({"edition": "2026-1"}, Purpose.CASEWORK, THEIRS.public)
    spool.append(came(BODIES[0], other))
    assert spool.key_ids() == sorted([OURS.id, THEIRS.id])
    assert bodies(spool) == [BODIES[0]]
    assert stat.S_IMODE(file_of(spool).stat().st_mode) == 0o600
    assert stat.S_IMODE(spool.folder.stat().st_mode) == 0o700


def test_reading_goes_on_where_it_was(spool: Spool) -> None:
    spool.append(came(*BODIES))
    places = [part.end for part in spool.parts(OURS.id, None, 1)]
    assert [bodies(spool, place) for place in places] == [BODIES[1:], BODIES[2:], BODIES[3:], []]
    assert [spool.waiting(OURS.id, place) for place in (None, *places)] == [4, 3, 2, 1, 0]
    assert all(one.offset < other.offset for one, other in pairwise(places))


@pytest.mark.parametrize("left", range(0, 6000, 500))
def test_an_append_that_was_cut_leaves_no_trace(spool: Spool, left: int) -> None:
    """Cut anywhere before the header says that the records are there."""
    spool.append(came(BODIES[0]))
    path = file_of(spool)
    whole = path.read_bytes()
    spool.append(came(BODIES[1]))
    behind = path.read_bytes()[len(whole) :]
    path.write_bytes(whole + behind[:left])
    assert bodies(spool) == [BODIES[0]]
    spool.append(came(BODIES[2]))
    assert bodies(spool) == [BODIES[0], BODIES[2]]


def test_a_file_wholly_read_is_replaced_and_its_bytes_are_written_over(spool: Spool) -> None:
    spool.append(came(*BODIES))
    place, path = last(spool), file_of(spool)
    with path.open("rb") as old:
        assert spool.clear(OURS.id, place)
        left = old.read()
    assert not any(body[40:200] in left for body in BODIES)
    assert bodies(spool) == []
    assert spool.waiting(OURS.id, place) == 0
    spool.append(came(BODIES[0]))
    # The old place is of another generation: reading begins at the new beginning.
    assert bodies(spool, place) == [BODIES[0]]


def test_a_file_is_not_replaced_while_something_in_it_was_not_read(spool: Spool) -> None:
    spool.append(came(BODIES[0]))
    place = last(spool)
    spool.append(came(BODIES[1]))
    assert not spool.clear(OURS.id, place)
    assert bodies(spool, place) == [BODIES[1]]


def test_an_empty_file_stays_as_it_is(spool: Spool) -> None:
    spool.append(came(BODIES[0]))
    assert spool.clear(OURS.id, last(spool))
    before = file_of(spool).read_bytes()
    empty = Place(before[8:24], len(before), 0)
    assert not spool.clear(OURS.id, empty)
    assert file_of(spool).read_bytes() == before


def test_what_is_no_envelope_is_refused_before_anything_is_kept(spool: Spool) -> None:
    with pytest.raises(BadMagic):
        spool.append(came(BODIES[0], b"GRV0" + BODIES[1][4:]))
    assert spool.key_ids() == []


def test_what_is_no_week_is_refused(spool: Spool) -> None:
    with pytest.raises(ValueError, match="2026-W60"):
        spool.append([Collected(1, "2026-W60", vouched=False, body=BODIES[0])])


@pytest.mark.parametrize(
    ("offset", "bytes_"),
    [(0, b"X"), (24, b"\0" * 7 + b"\1"), (24, b"\x7f"), (40, b"\xff"), (52, b"X"), (60, b"\2")],
    ids=["magic", "end before the header", "end behind the file", "length", "week", "vouched"],
)
def test_damage_is_named_and_never_cut_away(spool: Spool, offset: int, bytes_: bytes) -> None:
    spool.append(came(*BODIES[:2]))
    path = file_of(spool)
    whole = path.read_bytes()
    damaged = whole[:offset] + bytes_ + whole[offset + len(bytes_) :]
    path.write_bytes(damaged)
    with pytest.raises(SpoolDamaged, match=path.name):
        bodies(spool)
    assert path.read_bytes() == damaged


def test_a_place_behind_the_end_is_damage(spool: Spool) -> None:
    spool.append(came(*BODIES[:2]))
    place = last(spool)
    whole = file_of(spool).read_bytes()
    file_of(spool).write_bytes(whole[:24] + (40).to_bytes(8, "big") + bytes(8))
    with pytest.raises(SpoolDamaged):
        spool.waiting(OURS.id, place)


def test_digests_are_those_of_all_that_lies_there(spool: Spool) -> None:
    spool.append(came(*BODIES[:3]))
    assert spool.digests() == {hashlib.sha256(one).digest() for one in BODIES[:3]}
