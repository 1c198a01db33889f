"""The sweep rewrites what changed, and waits, without failing, for what is in use."""

from __future__ import annotations

import secrets
import sqlite3
import struct
import threading
import time
from contextlib import closing
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import StoreFull, StoreMissing
from grievance.store.lock import WriterLock
from grievance.store.main import Store
from grievance.store.sweep import sweep
from grievance.store.swept import Swept
from tests.unit.store.invented import (
    WEEK,
    a_receipt,
    a_testimony,
    an_envelope,
    mounted,
    room_on,
)

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 27)
FILE = f"{WEEK}.db"


@pytest.fixture
def kind() -> str:
    return "sqlite"  # what PostgreSQL does instead: test_database_sweep.py


def swept_at_once(folder: Path) -> dict[str, str]:
    report = sweep(folder, attempts=2, pause=0.05, busy_seconds=0.05)
    return {one.name: one.outcome for one in report.parts}


def test_only_what_changed_since_the_last_sweep_is_rewritten(store: Store, folder: Path) -> None:
    store.keep("2026-W47", *a_testimony())
    store.keep(WEEK, *a_testimony())
    assert sweep(folder).names("rewritten") == ("2026-W47.db", FILE)
    assert sweep(folder).names("unchanged") == ("intake.db", "2026-W47.db", FILE)
    store.keep(WEEK, *a_testimony())
    assert sweep(folder).names("rewritten") == (FILE,)
    store.save_draft(b"draft", b"sealed", DAY)
    assert sweep(folder).parts[0] == Swept("intake.db", "rewritten")


def test_a_file_closed_since_its_change_is_rewritten_though_its_log_is_gone(
    store: Store, folder: Path
) -> None:
    store.keep(WEEK, *a_testimony())
    store.save_draft(b"draft", b"sealed", DAY)
    store.close()
    assert not (folder / f"weeks/{FILE}-wal").exists()
    assert sweep(folder).names("rewritten") == ("intake.db", FILE)


def test_sending_twice_and_reading_change_nothing(store: Store, folder: Path) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    sweep(folder)
    store.keep(WEEK, envelopes, receipt)
    store.receipt(receipt.id)
    assert not sweep(folder).names("rewritten")


def test_nothing_is_lost_and_the_log_is_empty(store: Store, folder: Path) -> None:
    testimonies = [a_testimony() for _ in range(50)]
    for testimony in testimonies:
        store.keep(WEEK, *testimony)
    sweep(folder)
    assert (folder / f"weeks/{FILE}-wal").stat().st_size == 0
    bodies = {one.body for one in store.envelopes()}
    assert bodies == {one.body for envelopes, _ in testimonies for one in envelopes}
    assert all(store.receipt(one.id) == one.body for _, one in testimonies)


def test_a_store_that_was_only_read_never_stands_in_the_way(store: Store, folder: Path) -> None:
    for _ in range(100):
        store.keep(WEEK, [an_envelope(size=40)], a_receipt())
    store.put_card("union", 1, b"card")
    reading = store.envelopes()
    assert len(list(islice(reading, 70))) == 70
    store.receipt(a_receipt().id)
    store.counts()
    store.cards()
    store.cards_stamp()
    store.saved_draft(b"draft", DAY)
    assert swept_at_once(folder) == {"intake.db": "rewritten", FILE: "rewritten"}
    assert len(list(reading)) == 30


def test_a_writer_alive_is_reported_and_the_next_sweep_catches_up(
    store: Store, folder: Path
) -> None:
    store.keep(WEEK, *a_testimony())
    with closing(sqlite3.connect(folder / f"weeks/{FILE}", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert swept_at_once(folder) == {"intake.db": "unchanged", FILE: "busy"}
    assert swept_at_once(folder)[FILE] == "rewritten"


def test_a_reader_alive_is_reported_and_the_next_sweep_catches_up(
    store: Store, folder: Path
) -> None:
    store.keep(WEEK, *a_testimony())
    with closing(sqlite3.connect(folder / f"weeks/{FILE}", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM envelope").fetchall()
        store.keep(WEEK, *a_testimony())
        assert swept_at_once(folder)[FILE] == "busy"
    assert swept_at_once(folder)[FILE] == "rewritten"


def test_the_sweep_tries_again_while_a_writer_works(store: Store, folder: Path) -> None:
    store.keep(WEEK, *a_testimony())

    def write_for_a_while() -> None:
        with WriterLock(folder / "writer.lock", 1).held():
            holding.set()
            time.sleep(0.2)

    holding = threading.Event()
    writer = threading.Thread(target=write_for_a_while)
    writer.start()
    holding.wait()
    report = sweep(folder, attempts=20, pause=0.02, busy_seconds=0.02)
    writer.join()
    assert report.names("rewritten") == (FILE,)


def test_a_file_whose_sweep_was_killed_after_rewriting_is_swept_again(
    store: Store, folder: Path
) -> None:
    store.keep(WEEK, *a_testimony())
    sweep(folder)
    with closing(sqlite3.connect(folder / f"weeks/{FILE}", isolation_level=None)) as killed:
        # The log of a rewriting that ended before it was emptied.
        killed.execute("VACUUM")
    assert sweep(folder).names("rewritten") == (FILE,)


def test_a_sweep_killed_before_its_zeros_went_is_made_up_for(store: Store, folder: Path) -> None:
    testimonies = [a_testimony() for _ in range(5)]
    for testimony in testimonies:
        store.keep(WEEK, *testimony)
    path = folder / f"weeks/{FILE}"
    with closing(sqlite3.connect(path, isolation_level=None)) as killed:
        killed.execute("CREATE TABLE zeros (page BLOB)")
        killed.execute("INSERT INTO zeros VALUES (zeroblob(1000000))")
    assert sweep(folder).names("rewritten") == (FILE,)
    assert path.stat().st_size < 200_000
    assert all(store.receipt(one.id) == one.body for _, one in testimonies)


def test_what_was_deleted_leaves_no_byte_in_any_file(store: Store, folder: Path) -> None:
    body = secrets.token_bytes(9000)
    store.save_draft(b"draft", body, DAY)
    store.delete_saved_draft(b"draft")
    sweep(folder)
    for path in folder.rglob("*"):
        if path.is_file():
            written = path.read_bytes()
            assert not any(body[at : at + 16] in written for at in range(0, 9000, 500))


def test_the_shared_memory_file_keeps_no_page_list_of_what_arrived(
    store: Store, folder: Path
) -> None:
    for _ in range(60):
        store.keep(WEEK, *a_testimony())
    sweep(folder)
    # https://www.sqlite.org/walformat.html: after a header of 136 bytes, the page of each frame.
    index = (folder / f"weeks/{FILE}-shm").read_bytes()
    pages = [one for one in struct.unpack("<4062I", index[136 : 136 + 4 * 4062]) if one]
    assert len(pages) > 100
    # As VACUUM writes them: by number, then the first page once more for the flag.
    assert pages[:-1] == sorted(pages[:-1])
    assert pages[-1] == 1


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "8m") as disk:
        store = Store.open(disk / "store")
        testimonies = [a_testimony() for _ in range(60)]
        for testimony in testimonies:
            store.keep(WEEK, *testimony)
        (disk / "ballast").write_bytes(bytes(room_on(disk)))
        with pytest.raises(StoreFull):
            sweep(disk / "store")
        (disk / "ballast").unlink()
        assert sweep(disk / "store").names("rewritten") == (FILE,)
        assert all(store.receipt(one.id) for _, one in testimonies)
        store.close()


def test_a_folder_without_a_store_is_not_taken_for_an_empty_one(folder: Path) -> None:
    with pytest.raises(StoreMissing, match="does not exist"):
        sweep(folder)
