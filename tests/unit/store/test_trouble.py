"""A store that is locked, read-only, full or damaged says so, and works again afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import (
    StoreDamaged,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreTooNew,
)
from grievance.store.lock import WriterLock
from grievance.store.main import Store
from tests.unit.store.invented import (
    WEEK,
    a_testimony,
    held_by_another,
    mounted,
    remount,
    room_on,
)

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 27)


@pytest.fixture
def kind() -> str:
    return "sqlite"  # what PostgreSQL does instead: test_database_trouble.py


def test_a_file_held_by_another_program_is_locked_until_it_lets_go(
    store: Store, folder: Path
) -> None:
    store.keep(WEEK, *a_testimony())
    refused = a_testimony()
    with held_by_another(folder / f"weeks/{WEEK}.db"):
        with pytest.raises(StoreLocked, match=f"^{WEEK}.db is held by another program") as told:
            store.keep(WEEK, *refused)
        assert told.value.status == 503
        assert store.receipt(refused[1].id) is None
    assert store.keep(WEEK, *refused)


def test_a_writer_that_hangs_makes_the_others_say_locked(store: Store, folder: Path) -> None:
    with (
        WriterLock(folder / "writer.lock", 1).held(),
        pytest.raises(StoreLocked, match=r"writer\.lock"),
    ):
        store.save_draft(b"draft", b"sealed", DAY)
    store.save_draft(b"draft", b"sealed", DAY)
    assert store.saved_draft(b"draft", DAY) == b"sealed"


def test_a_read_only_disk_is_said_and_works_once_it_can_be_written(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "4m") as disk:
        store = Store.open(disk / "store")
        store.keep(WEEK, *a_testimony())
        store.close()
        remount(disk, read_only=True)
        refused = a_testimony()
        with pytest.raises(StoreReadOnly) as told:
            store.keep(WEEK, *refused)
        assert told.value.status == 503
        with pytest.raises(StoreReadOnly):
            store.receipt(refused[1].id)
        with pytest.raises(StoreReadOnly):
            Store.open(disk / "store")
        with pytest.raises(StoreReadOnly):
            Store.open(disk / "new")
        remount(disk, read_only=False)
        assert store.keep(WEEK, *refused)
        store.close()


def test_a_full_disk_acknowledges_nothing_it_lost_and_works_once_there_is_room(
    tmp_path: Path,
) -> None:
    with mounted(tmp_path / "disk", "2m") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(1_000_000))
        store = Store.open(disk / "store")
        acknowledged = []
        with pytest.raises(StoreFull) as told:  # noqa: PT012 - the last of many is refused
            while True:
                envelopes, receipt = a_testimony()
                store.keep(WEEK, envelopes, receipt)
                acknowledged.append(receipt.id)
        assert told.value.status == 507
        assert len(acknowledged) > 10
        assert store.receipt(receipt.id) is None
        with pytest.raises(StoreFull):  # noqa: PT012 - again, though one more may just fit
            while True:
                store.keep(WEEK, *a_testimony())
        ballast.unlink()
        assert store.keep(WEEK, envelopes, receipt)
        assert all(store.receipt(one) for one in [*acknowledged, receipt.id])
        store.close()


def test_a_full_disk_refuses_a_new_week_and_leaves_no_half_file(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "1m") as disk:
        store = Store.open(disk / "store")
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(room_on(disk)))
        with pytest.raises(StoreFull):
            store.keep(WEEK, *a_testimony())
        with pytest.raises(StoreFull):
            store.save_draft(b"draft", bytes(5000), DAY)
        assert not list((disk / "store/weeks").iterdir())
        ballast.unlink()
        assert store.keep(WEEK, *a_testimony())
        store.close()


def test_a_file_that_is_no_database_is_damaged(store: Store, folder: Path) -> None:
    store.keep(WEEK, *a_testimony())
    store.close()
    path = folder / f"weeks/{WEEK}.db"
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(StoreDamaged, match=WEEK) as told:
        store.keep(WEEK, *a_testimony())
    assert told.value.status == 503
    with pytest.raises(StoreDamaged, match=WEEK):
        Store.open(folder)


def test_a_page_overwritten_in_mid_file_is_damaged(store: Store, folder: Path) -> None:
    for _ in range(20):
        store.keep(WEEK, *a_testimony())
    store.close()
    path = folder / f"weeks/{WEEK}.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreDamaged, match=WEEK):
        list(store.envelopes())


def test_another_programs_database_is_not_taken_for_ours(store: Store, folder: Path) -> None:
    store.close()
    with closing(sqlite3.connect(folder / "weeks/2026-W01.db")) as other:
        other.execute("CREATE TABLE envelope (id)")
    with pytest.raises(StoreDamaged, match="2026-W01"):
        Store.open(folder)


def test_a_file_of_a_later_release_is_left_alone(store: Store, folder: Path) -> None:
    store.close()
    with closing(sqlite3.connect(folder / "intake.db")) as later:
        later.execute("UPDATE alembic_version SET version_num = 'intake_9999'")
        later.commit()
    before = (folder / "intake.db").read_bytes()
    with pytest.raises(StoreTooNew, match="later release"):
        Store.open(folder)
    assert (folder / "intake.db").read_bytes() == before


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("no folder")
    with pytest.raises(StoreDamaged, match="store"):
        Store.open(tmp_path / "store")
