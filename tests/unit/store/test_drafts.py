"""Unfinished answers stay in memory, for an hour after the last page, and then nowhere."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from grievance.cli.intake import intake
from grievance.store.drafts import DraftStore
from grievance.store.errors import StoreFull, StoreLocked
from grievance.store.lock import WriterLock
from grievance.store.main import Store
from grievance.store.memory import DraftsNotInMemory
from tests.unit.store.invented import mounted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result

NOW = 1_795_000_000.0
MINUTE = 60


@pytest.fixture
def path() -> Iterator[Path]:
    folder = Path("/dev/shm") / f"grievance-test-{secrets.token_hex(8)}"  # noqa: S108 - memory
    yield folder / "drafts.db"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


@pytest.fixture
def drafts(path: Path) -> Iterator[DraftStore]:
    opened = DraftStore.open(path)
    yield opened
    opened.close()


def _everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_draft_comes_back_and_the_last_one_put_counts(drafts: DraftStore) -> None:
    drafts.put(b"mine", b"first page", NOW)
    drafts.put(b"mine", b"second page", NOW + MINUTE)
    assert drafts.get(b"mine", NOW + 2 * MINUTE) == b"second page"
    assert drafts.get(b"yours", NOW) is None


def test_after_an_idle_hour_a_draft_is_gone_and_not_a_minute_earlier(drafts: DraftStore) -> None:
    drafts.put(b"early", b"sealed", NOW)
    assert drafts.get(b"early", NOW + 60 * MINUTE) == b"sealed"
    drafts.put(b"late", b"sealed", NOW)
    assert drafts.get(b"late", NOW + 70 * MINUTE) is None


def test_whoever_looks_at_a_page_is_not_idle(drafts: DraftStore) -> None:
    drafts.put(b"mine", b"sealed", NOW)
    for hours in range(1, 5):
        assert drafts.get(b"mine", NOW + hours * 55 * MINUTE) == b"sealed"


def test_a_clock_set_back_loses_no_draft(drafts: DraftStore) -> None:
    drafts.put(b"mine", b"sealed", NOW)
    assert drafts.get(b"mine", NOW - 86_400) == b"sealed"


def test_a_deleted_draft_leaves_no_byte(drafts: DraftStore, path: Path) -> None:
    body = secrets.token_bytes(6000)
    drafts.put(b"mine", body, NOW)
    assert body[:16] in _everything(path)
    drafts.delete(b"mine")
    drafts.delete(b"mine")
    assert drafts.get(b"mine", NOW) is None
    written = _everything(path)
    assert not any(body[at : at + 16] in written for at in range(0, 6000, 500))


def test_an_expired_draft_leaves_no_byte_once_anyone_comes_by(
    drafts: DraftStore, path: Path
) -> None:
    body = secrets.token_bytes(3000)
    drafts.put(b"mine", body, NOW)
    drafts.put(b"yours", b"other", NOW + 90 * MINUTE)
    assert body[100:116] not in _everything(path)


def test_a_second_process_reads_what_the_first_wrote_at_the_same_tick(
    drafts: DraftStore, path: Path
) -> None:
    drafts.put(b"mine", b"sealed", NOW)
    second = DraftStore.open(path)
    assert second.get(b"mine", NOW + 59 * MINUTE) == b"sealed"
    assert second.get(b"mine", NOW + 200 * MINUTE) is None
    second.close()


def test_drafts_survive_a_fork(drafts: DraftStore) -> None:
    drafts.put(b"mine", b"sealed", NOW)
    child = os.fork()
    if not child:
        drafts.put(b"yours", b"from the child", NOW)
        os._exit(0 if drafts.get(b"mine", NOW) == b"sealed" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert drafts.get(b"yours", NOW) == b"from the child"


def test_threads_may_share_it(drafts: DraftStore) -> None:
    ids = [secrets.token_bytes(16) for _ in range(200)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: drafts.put(one, one, NOW), ids))
    assert all(drafts.get(one, NOW) == one for one in ids)


def test_workers_may_open_it_at_once(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: DraftStore.open(path), range(8)))
    opened[0].put(b"mine", b"sealed", NOW)
    assert all(one.get(b"mine", NOW) == b"sealed" for one in opened)
    for one in opened:
        one.close()


def test_an_idle_draft_leaves_no_byte_though_nobody_comes_by(
    drafts: DraftStore, path: Path
) -> None:
    body = secrets.token_bytes(3000)
    drafts.put(b"mine", body, NOW)
    assert drafts.purge_idle(NOW + 60 * MINUTE) == 0
    assert drafts.get(b"mine", NOW) == body
    assert drafts.purge_idle(NOW + 70 * MINUTE) == 1
    assert body[100:116] not in _everything(path)


def test_a_purge_that_found_the_file_held_is_made_up_for(drafts: DraftStore, path: Path) -> None:
    impatient = DraftStore.open(path, busy_seconds=0.01)
    drafts.put(b"mine", b"sealed", NOW)
    with WriterLock(path.with_suffix(".lock"), 1).held(), pytest.raises(StoreLocked):
        impatient.purge_idle(NOW + 90 * MINUTE)
    assert impatient.purge_idle(NOW + 90 * MINUTE) == 1
    impatient.close()


def test_the_hourly_sweep_forgets_idle_drafts(
    drafts: DraftStore, path: Path, tmp_path: Path
) -> None:
    Store.open(tmp_path / "data").close()
    body = secrets.token_bytes(3000)
    drafts.put(b"today", b"sealed", time.time())
    drafts.put(b"yesterday", body, time.time() - 86_400)
    done = _sweep(tmp_path / "data", path.parent)
    assert done.exit_code == 0, done.output
    assert "unfinished answers that idled: 1\n" in done.output
    assert body[100:116] not in _everything(path)
    assert drafts.get(b"today", time.time()) == b"sealed"


def test_the_hourly_sweep_needs_no_drafts_and_makes_none(path: Path, tmp_path: Path) -> None:
    Store.open(tmp_path / "data").close()
    path.parent.mkdir()
    assert _sweep(tmp_path / "data", path.parent).exit_code == 0
    assert not path.exists()


def _sweep(data: Path, drafts: Path) -> Result:
    environment = {"GRIEVANCE_DATA": str(data), "GRIEVANCE_DRAFTS": str(drafts)}
    return CliRunner().invoke(intake, ["sweep"], env=environment)


def test_the_only_time_is_a_ten_minute_tick(drafts: DraftStore, path: Path) -> None:
    drafts.put(b"mine", b"sealed", NOW)
    with closing(sqlite3.connect(path)) as database:
        ((name,),) = database.execute("SELECT name FROM sqlite_master").fetchall()
        columns = [row[1] for row in database.execute("PRAGMA table_info(draft)")]
        ((tick,),) = database.execute("SELECT tick FROM draft").fetchall()
    assert (name, columns, tick) == ("draft", ["id", "tick", "body"], NOW // 600)


def test_other_users_cannot_read_it(drafts: DraftStore, path: Path) -> None:
    drafts.put(b"mine", b"sealed", NOW)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}


@pytest.fixture
def disk() -> Iterator[Path]:
    """Give a folder on a disk: those of a test may lie in memory."""
    with TemporaryDirectory(prefix="grievance-test-", dir="/var/tmp") as folder:
        yield Path(folder)


def test_a_folder_on_a_disk_is_refused_before_anything_is_made(disk: Path) -> None:
    folder = disk / "drafts"
    with pytest.raises(DraftsNotInMemory, match="mount -t tmpfs"):
        DraftStore.open(folder / "drafts.db")
    assert not folder.exists()


def test_a_link_from_memory_to_a_disk_is_seen_through(path: Path, disk: Path) -> None:
    path.parent.mkdir()
    link = path.parent / "link"
    link.symlink_to(disk)
    with pytest.raises(DraftsNotInMemory):
        DraftStore.open(link / "drafts.db")


def test_a_memory_disk_inside_a_disk_is_accepted_and_full_is_said(tmp_path: Path) -> None:
    with mounted(tmp_path / "a disk", "1m") as disk:
        drafts = DraftStore.open(disk / "drafts.db")
        drafts.put(b"mine", b"sealed", NOW)
        with pytest.raises(StoreFull) as told:
            drafts.put(b"large", bytes(1_000_000), NOW)
        assert told.value.status == 507
        assert drafts.get(b"mine", NOW) == b"sealed"
        drafts.put(b"small", b"sealed", NOW)
        assert drafts.get(b"large", NOW) is None
        drafts.close()
