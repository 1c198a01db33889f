"""An archive that is not what it says is turned down, and nothing of it reaches a disk."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from grievance.courier.errors import ReleaseTurnedDown
from grievance.release.archive import packed
from tests.unit.courier.closed import newest, publish

if TYPE_CHECKING:
    from grievance.publishing.build import Built
    from tests.unit.courier.calling import CalledIntake, Organisation


def an_archive(files: dict[str, bytes], **changed: int) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = changed.get("mode", stat.S_IFREG | 0o644) << 16
            archive.writestr(info, content, changed.get("how", zipfile.ZIP_DEFLATED))
    return body.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../evil.csv",
        "/etc/evil.csv",
        "..\\evil.csv",
        "a/b/evil.csv",
        "charts/../evil.csv",
        "evil.html",
        "evil",
        ".evil.csv",
        "evil.csv/",
        "e\u0301vil.csv",
        "release.zip",
        "RELEASE.JSON",
    ],
)
def test_a_name_that_no_release_has_is_turned_down_and_nothing_is_written(
    closed: CalledIntake, union: Organisation, release: Built, name: str
) -> None:
    evil = an_archive({**release.files, name: b"evil"})
    before = sorted(closed.folder.rglob("*"))
    with pytest.raises(ReleaseTurnedDown):
        publish(closed, union, evil)
    assert sorted(closed.folder.rglob("*")) == before
    assert not list(closed.folder.parent.glob("evil*"))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_anything_but_a_file_is_turned_down(
    closed: CalledIntake, union: Organisation, release: Built, kind: int
) -> None:
    with pytest.raises(ReleaseTurnedDown, match="no file"):
        publish(closed, union, an_archive(dict(release.files), mode=kind | 0o777))


def test_a_bomb_is_turned_down_before_it_is_unpacked(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    bomb = an_archive({**release.files, "bomb.csv": bytes(130 * 1024 * 1024)})
    assert len(bomb) < 2 * 1024 * 1024
    with pytest.raises(ReleaseTurnedDown, match="unpack to more"):
        publish(closed, union, bomb)


def test_a_bomb_that_lies_about_its_size_is_turned_down(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    large, small = 130 * 1024 * 1024, 1024
    bomb = an_archive({**release.files, "bomb.csv": bytes(large)})
    lying = bomb.replace(large.to_bytes(4, "little"), small.to_bytes(4, "little"))
    assert lying != bomb
    with pytest.raises(ReleaseTurnedDown):
        publish(closed, union, lying)


@pytest.mark.parametrize("name", ["release.json", "table.csv", "measurements.csv", "codebook.csv"])
def test_a_changed_or_missing_file_is_turned_down(
    closed: CalledIntake, union: Organisation, release: Built, name: str
) -> None:
    content = release.files[name]
    changed = content.replace(b"1", b"2") if b"1" in content else content + b"!"
    without = {other: release.files[other] for other in release.files if other != name}
    for files in ({**release.files, name: changed}, without):
        with pytest.raises(ReleaseTurnedDown):
            publish(closed, union, packed(files))
    assert closed.store.releases() == ()


def test_a_file_that_nobody_signed_is_turned_down(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    with pytest.raises(ReleaseTurnedDown, match="does not belong"):
        publish(closed, union, packed({**release.files, "more.csv": b"1"}))


def test_nothing_that_an_archive_hides_beside_its_files_is_served(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    body = io.BytesIO(b"<script>alert(1)</script>" + release.archive)
    with zipfile.ZipFile(body, "a") as archive:
        archive.comment = b"<script>alert(2)</script>"
    assert publish(closed, union, body.getvalue()) is True
    assert closed.store.release_archive(newest(closed)).read_bytes() == release.archive


@pytest.mark.parametrize("raw", [b"", b"PK", b"nonsense", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_turned_down(
    closed: CalledIntake, union: Organisation, raw: bytes
) -> None:
    with pytest.raises(ReleaseTurnedDown):
        publish(closed, union, raw)


def test_an_archive_cut_off_anywhere_is_turned_down(
    closed: CalledIntake, union: Organisation, release: Built
) -> None:
    archive = release.archive
    for length in range(0, len(archive), len(archive) // 40):
        with pytest.raises(ReleaseTurnedDown):
            publish(closed, union, archive[:length])
