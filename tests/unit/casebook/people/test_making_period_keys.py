"""A period's key is made whole or not at all, and a damaged file stays one file's trouble."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.errors import CasebookExists, CasebookFull
from grievance.casebook.office.periods import PeriodKeyDamaged, PeriodKeys, periods_in
from grievance.casebook.office.renewing import renew
from grievance.envelope.keys import Purpose
from grievance.opening.keys import PrivateKey
from tests.kit.union import FACTS
from tests.unit.casebook.people.test_next_card import NEXT_QUARTER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.desk import CasebookKit

PAGE = 16 * 1024
NEW = "2027Q3"
HOLDER = 7
SEVERAL_PAGES = range(0, 12 * PAGE, PAGE // 2)


@contextmanager
def _files_no_longer_than(size: int) -> Iterator[None]:
    """Do to this process what a full disk does to whoever writes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _key(period: str = NEW) -> PrivateKey:
    return PrivateKey.new(Purpose.STATISTICS, period)


@pytest.fixture
def keys(tmp_path: Path) -> PeriodKeys:
    made = PeriodKeys(tmp_path / "periods", bytes(32))
    made.make(_key("2027Q2"), {HOLDER: _key().public})
    return made


def _names(keys: PeriodKeys) -> list[str]:
    return sorted(path.name for path in keys.folder.iterdir())


def test_where_the_disk_is_full_nothing_of_a_new_key_stays_and_the_others_are_read(
    keys: PeriodKeys,
) -> None:
    before, others = _names(keys), keys.key_ids()
    refused = 0
    for size in SEVERAL_PAGES:
        try:
            with _files_no_longer_than(size):
                keys.make(_key(), {HOLDER: _key().public})
        except CasebookFull:
            refused += 1
            assert _names(keys) == before
            assert keys.key_ids() == others
            assert keys.holders() == {"2027Q2": {HOLDER}}
        else:
            keys.forget(NEW)
    assert refused > 3
    assert refused < len(SEVERAL_PAGES)


def test_what_a_making_that_was_killed_left_is_no_key_and_goes_at_the_next_making(
    keys: PeriodKeys,
) -> None:
    for left in ("making", "making-wal", "making-shm"):
        (keys.folder / f".{NEW}.db.{left}").write_bytes(b"half")
    assert keys.periods() == ["2027Q2"]
    key = _key()
    keys.make(key, {HOLDER: key.public})
    assert keys.key_ids()[NEW] == key.id
    assert _names(keys) == ["2027Q2.db", f"{NEW}.db"]


def test_an_empty_file_holds_no_key_and_a_new_one_takes_its_place(keys: PeriodKeys) -> None:
    (keys.folder / f"{NEW}.db").touch()
    assert keys.periods() == list(keys.holders()) == list(keys.key_ids()) == ["2027Q2"]
    assert periods_in(keys.folder) == ["2027Q2"]
    key = _key()
    keys.make(key, {HOLDER: key.public})
    assert keys.key_ids()[NEW] == key.id
    with pytest.raises(CasebookExists):
        keys.make(_key(), {HOLDER: key.public})
    assert keys.key_ids()[NEW] == key.id


def test_a_renewal_after_a_file_that_stayed_empty_makes_the_key(desk: CasebookKit) -> None:
    (desk.folder / "periods" / f"{NEW}.db").touch()
    card = renew(desk.database, desk.actor("caseworker"), FACTS, NEXT_QUARTER)
    assert card is not None
    offered = {key.period: key.public.id for key in card.statistics}
    assert PeriodKeys.of(desk.database).key_ids()[NEW] == offered[NEW]


@pytest.mark.parametrize("damage", ["cut short", "five bytes", "first page", "every page"])
def test_a_damaged_file_is_named_and_the_other_periods_are_read(
    keys: PeriodKeys, damage: str
) -> None:
    keys.make(_key(), {HOLDER: _key().public})
    path = keys.folder / f"{NEW}.db"
    whole = path.read_bytes()
    path.write_bytes(_damaged(whole, damage))
    assert keys.damaged() == [NEW]
    assert keys.periods() == ["2027Q2", NEW]
    assert list(keys.key_ids()) == ["2027Q2"]
    assert keys.only_holder(HOLDER) == ["2027Q2"]
    with pytest.raises(PeriodKeyDamaged, match=r"periods/2027Q3\.db is damaged.*take the file"):
        keys.require_whole(NEW)
    keys.require_whole("2027Q2")
    path.write_bytes(whole)
    assert not keys.damaged()


def test_a_file_whose_grants_alone_are_damaged_is_named_too(keys: PeriodKeys) -> None:
    path = keys.folder / "2027Q2.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:-PAGE] + bytes(PAGE))
    assert keys.damaged() == ["2027Q2"]


def test_nobodys_grants_are_taken_while_a_file_is_damaged(keys: PeriodKeys) -> None:
    keys.make(_key(), {HOLDER: _key().public})
    (keys.folder / f"{NEW}.db").write_bytes(bytes(4 * PAGE))
    with pytest.raises(PeriodKeyDamaged):
        keys.revoke(HOLDER)
    assert keys.holders() == {"2027Q2": {HOLDER}}


def test_a_renewal_replaces_no_damaged_key_unasked(desk: CasebookKit) -> None:
    damaged = desk.folder / "periods" / "2027Q1.db"
    damaged.write_bytes(bytes(4 * PAGE))
    with pytest.raises(PeriodKeyDamaged):
        renew(desk.database, desk.actor("caseworker"), FACTS, NEXT_QUARTER)
    assert damaged.read_bytes() == bytes(4 * PAGE)
    damaged.unlink()
    card = renew(desk.database, desk.actor("caseworker"), FACTS, NEXT_QUARTER)
    assert card is not None
    assert not PeriodKeys.of(desk.database).damaged()


def _damaged(whole: bytes, damage: str) -> bytes:
    match damage:
        case "cut short":
            return whole[: PAGE + 100]
        case "five bytes":
            return whole[:5]
        case "first page":
            return whole[:PAGE].swapcase() + whole[PAGE:]
        case _:
            return bytes(len(whole))
