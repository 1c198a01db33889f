"""A release is kept whole or not at all, never changed, and followed only by what follows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import ReleaseOutOfOrder, ReleaseTaken, StoreFull, StoreLocked
from grievance.store.lock import WriterLock
from grievance.store.main import Store
from grievance.store.rows import NewRelease, StoredRelease
from tests.unit.store.invented import WEEK, a_testimony, mounted, room_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.kit.stores import Place

ROOT = Path(__file__).parents[3]
FIRST, SECOND, OTHER = "1" * 64, "2" * 64, "3" * 64


def a_release(sha256: str = FIRST, revision: int = 1, period: str = "2026Q4") -> NewRelease:
    kept_as = StoredRelease("0123abcd", period, revision, "all", sha256, None)
    files = {"release.json": sha256.encode(), "charts/pay.en.svg": b"<svg/>"}
    return NewRelease(kept_as, None, files, b"archive of " + sha256.encode())


def following(before: NewRelease, sha256: str) -> NewRelease:
    kept = before.kept_as
    new = a_release(sha256, kept.revision + 1, kept.period)
    return replace(new, replaces=kept.sha256)


def _after(release: NewRelease, previous: str | None) -> NewRelease:
    return replace(release, kept_as=replace(release.kept_as, previous=previous))


def test_a_release_is_kept_with_its_files_and_its_archive(store: Store) -> None:
    release = a_release()
    assert store.put_release(release) is True
    assert store.releases() == (release.kept_as,)
    for name, content in release.files.items():
        assert store.release_file(release.kept_as, name).read_bytes() == content
    assert store.release_archive(release.kept_as).read_bytes() == release.archive


def test_the_same_again_is_no_news_and_another_in_its_place_is_refused(store: Store) -> None:
    store.put_release(a_release())
    assert store.put_release(a_release()) is False
    with pytest.raises(ReleaseTaken, match=FIRST) as refused:
        store.put_release(a_release(OTHER))
    assert refused.value.status == 409
    assert [one.sha256 for one in store.releases()] == [FIRST]


def test_revisions_follow_one_another_and_the_earlier_ones_stay(store: Store) -> None:
    first = a_release()
    second = following(first, SECOND)
    store.put_release(first)
    assert store.put_release(second) is True
    assert [one.sha256 for one in store.releases()] == [FIRST, SECOND]
    assert store.release_archive(first.kept_as).read_bytes() == first.archive


@pytest.mark.parametrize(
    "release",
    [
        a_release(SECOND, revision=2),
        replace(a_release(SECOND, revision=2), replaces=OTHER),
        replace(a_release(SECOND, revision=3), replaces=FIRST),
        replace(_after(a_release(SECOND, revision=2), OTHER), replaces=FIRST),
    ],
)
def test_a_revision_that_does_not_follow_is_refused(store: Store, release: NewRelease) -> None:
    store.put_release(a_release())
    with pytest.raises(ReleaseOutOfOrder):
        store.put_release(release)
    assert store.releases_stamp() == 1


def test_a_first_release_names_the_newest_of_the_period_before(store: Store) -> None:
    first = a_release()
    store.put_release(first)
    store.put_release(following(first, SECOND))
    later = a_release(OTHER, period="2027Q1")
    for wrong in (None, FIRST, OTHER):
        with pytest.raises(ReleaseOutOfOrder):
            store.put_release(_after(later, wrong))
    assert store.put_release(_after(later, SECOND)) is True
    assert store.put_release(a_release(OTHER, period="2026Q3")) is True, "one closed late"


def test_organisations_do_not_stand_in_each_others_way(store: Store) -> None:
    ours = a_release()
    theirs = replace(a_release(OTHER), kept_as=replace(ours.kept_as, organisation="ffff0000"))
    assert store.put_release(ours)
    assert store.put_release(theirs)
    assert [one.organisation for one in store.releases()] == ["0123abcd", "ffff0000"]


def test_a_process_notices_each_publication_by_the_stamp(store: Store, place: Place) -> None:
    elsewhere = place.open()
    stamps = [store.releases_stamp()]
    first = a_release()
    for one in (first, following(first, SECOND)):
        elsewhere.put_release(one)
        stamps.append(store.releases_stamp())
    elsewhere.put_release(first)
    assert len(set(stamps)) == 3
    assert store.releases_stamp() == stamps[-1]
    elsewhere.close()


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/evil",
        "a/b/c",
        "",
        ".",
        "..",
        "charts/..",
        "charts/",
        ".hidden",
        "a\0b",
        "ü",
    ],
)
def test_a_name_that_leads_out_is_refused_before_anything_is_written(
    store: Store, folder: Path, name: str
) -> None:
    with pytest.raises(ValueError, match="of a release"):
        store.put_release(replace(a_release(), files={name: b"evil"}))
    with pytest.raises(ValueError, match="of a release"):
        store.release_file(a_release().kept_as, name)
    assert list((folder / "releases").iterdir()) == []
    assert store.releases() == ()


@pytest.mark.parametrize("where", [("../..", "2026Q4"), ("0123abcd", "..")])
def test_nor_does_an_organisation_or_a_period_lead_out(
    store: Store, where: tuple[str, str]
) -> None:
    kept_as = StoredRelease(*where, 1, "all", FIRST, None)
    with pytest.raises(ValueError, match="of a release"):
        store.put_release(replace(a_release(), kept_as=kept_as))


def test_of_two_who_publish_at_once_one_is_first(store: Store, place: Place) -> None:
    patient = place.open(busy_seconds=20)

    def publish(sha256: str) -> bool:
        try:
            return patient.put_release(a_release(sha256))
        except ReleaseTaken:
            return False

    with ThreadPoolExecutor(4) as pool:
        published = list(pool.map(publish, (FIRST, SECOND, FIRST, SECOND)))
    assert sum(published) == 1
    (kept,) = store.releases()
    assert store.release_file(kept, "release.json").read_bytes() == kept.sha256.encode()
    patient.close()


def test_whoever_waits_too_long_for_another_publisher_is_told(store: Store, folder: Path) -> None:
    with (
        WriterLock(folder / "releases.lock", 1).held(),
        pytest.raises(StoreLocked, match=r"releases\.lock"),
    ):
        store.put_release(a_release())
    assert store.put_release(a_release())


def test_telling_goes_on_while_a_release_is_written(store: Store) -> None:
    class Slow(dict[str, bytes]):
        """Files of which the disk takes its time."""

        def values(self) -> Iterator[bytes]:  # type: ignore[override]
            for content in super().values():
                told.wait(20)
                yield content

    told = threading.Event()
    slow = replace(a_release(), files=Slow(a_release().files))
    with ThreadPoolExecutor(1) as pool:
        publishing = pool.submit(store.put_release, slow)
        assert store.keep(WEEK, *a_testimony())
        told.set()
        assert publishing.result()


def test_a_full_disk_publishes_nothing_and_leaves_the_room_it_took(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "2m") as disk:
        store = Store.open(disk / "store")
        room = room_on(disk)
        large = replace(a_release(), archive=bytes(3_000_000))
        with pytest.raises(StoreFull) as told:
            store.put_release(large)
        assert told.value.status == 507
        assert store.releases() == ()
        assert room_on(disk) > room - 200_000
        assert store.keep(WEEK, *a_testimony())
        assert store.put_release(a_release())
        store.close()


def test_lost_files_come_back_when_the_same_release_is_sent_again(
    store: Store, folder: Path
) -> None:
    release = a_release()
    store.put_release(release)
    shutil.rmtree(folder / "releases")
    assert store.put_release(release) is False
    assert store.release_archive(release.kept_as).read_bytes() == release.archive
    assert store.releases_stamp() == 1


def test_nothing_of_a_release_is_open_to_other_users(store: Store, folder: Path) -> None:
    store.put_release(a_release())
    lying = list((folder / "releases").rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in lying if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in lying if path.is_dir()} == {0o700}


def test_a_publisher_that_is_killed_at_any_step_leaves_a_whole_release_or_none(
    tmp_path: Path,
) -> None:
    script = str(Path(__file__).with_name("publisher.py"))
    done = subprocess.run(
        [sys.executable, script, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20
