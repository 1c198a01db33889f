"""One week file, or a copy of it, can be read where no store is, and is left as it was."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import StoreDamaged, StoreMissing
from grievance.store.weeks import read_week_file
from tests.unit.store.invented import WEEK, a_testimony, mounted, remount

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.store.main import Store


@pytest.fixture
def kind() -> str:
    return "sqlite"


def test_a_live_file_is_read_with_what_only_its_log_holds(store: Store, folder: Path) -> None:
    for _ in range(40):
        store.keep(WEEK, *a_testimony())
    stored = list(store.envelopes())
    assert list(read_week_file(folder / f"weeks/{WEEK}.db")) == stored
    assert {one.week for one in stored} == {WEEK}


def test_a_copy_is_read_and_not_changed(store: Store, folder: Path, tmp_path: Path) -> None:
    store.keep(WEEK, *a_testimony())
    store.close()
    copy = tmp_path / "carried" / "a copy of week #48.db"
    copy.parent.mkdir()
    shutil.copy(folder / f"weeks/{WEEK}.db", copy)
    before = copy.read_bytes()
    assert len(list(read_week_file(copy))) == 2
    assert copy.read_bytes() == before


def test_a_copy_on_a_read_only_disk_is_read(store: Store, folder: Path, tmp_path: Path) -> None:
    store.keep(WEEK, *a_testimony())
    store.close()
    with mounted(tmp_path / "stick", "1m") as stick:
        shutil.copy(folder / f"weeks/{WEEK}.db", stick)
        remount(stick, read_only=True)
        assert len(list(read_week_file(stick / f"{WEEK}.db"))) == 2


def test_what_is_no_week_file_is_refused(store: Store, folder: Path, tmp_path: Path) -> None:
    store.put_card("union", 1, b"card")
    (tmp_path / "notes.txt").write_text("not a database, whatever its name")
    (tmp_path / "empty.db").touch()
    for path in (folder / "intake.db", tmp_path / "notes.txt", tmp_path / "empty.db", tmp_path):
        with pytest.raises(StoreDamaged, match=path.name):
            list(read_week_file(path))
    with pytest.raises(StoreMissing, match=r"absent\.db"):
        list(read_week_file(tmp_path / "absent.db"))
