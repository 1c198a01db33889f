"""An archive is read without trusting it, and written the same each time."""

from __future__ import annotations

import io
import random
import stat
import struct
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.release import archive as archives
from grievance.release.archive import packed, unpacked
from grievance.release.refusals import ReleaseRefused, UnsafeArchive
from grievance.release.verify import verify_zip
from tests.kit.released import published

FILES = {"release.json": b"{}", "table.csv": b"a,b\r\n", "charts/content.en.svg": b"<svg/>"}


def _zip(*entries: tuple[ZipInfo | str, bytes], packing: int = ZIP_DEFLATED) -> bytes:
    body = io.BytesIO()
    with ZipFile(body, "w", packing) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return body.getvalue()


def test_files_come_back_as_they_went_in() -> None:
    assert unpacked(packed(FILES)) == FILES


def test_the_same_files_give_the_same_archive_in_any_order() -> None:
    assert packed(dict(reversed(FILES.items()))) == packed(FILES)


def test_an_archive_that_somebody_packed_again_is_read_as_well() -> None:
    assert unpacked(_zip(*FILES.items())) == FILES


@pytest.mark.parametrize(
    "name",
    [
        "../table.csv",
        "charts/../../table.csv",
        "/table.csv",
        "C:/table.csv",
        "charts\\table.csv",
        "..",
        "charts/",
        "a/b/table.csv",
        "table.csv/",
        ".table.csv",
        "table.csv\n",
        "tablé.csv",
        "table.exe",
        "table.html",
        "release.json.",
        "x" * 200 + ".csv",
    ],
)
def test_a_name_that_leads_out_or_means_something_else_is_refused(name: str) -> None:
    with pytest.raises(UnsafeArchive):
        unpacked(_zip(("release.json", b"{}"), (name, b"evil")))


def test_a_name_that_ends_in_the_middle_is_refused() -> None:
    raw = _zip(("table.csv?evil.csv", b"evil")).replace(b"?", b"\0")
    with pytest.raises(UnsafeArchive):
        unpacked(raw)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_what_is_no_file_is_refused(kind: int) -> None:
    info = ZipInfo("table.csv")
    info.external_attr = (kind | 0o777) << 16
    with pytest.raises(UnsafeArchive, match="no file"):
        unpacked(_zip((info, b"/etc/passwd")))


@pytest.mark.parametrize("packing", [ZIP_BZIP2, ZIP_LZMA])
def test_a_rare_way_to_pack_is_refused(packing: int) -> None:
    with pytest.raises(UnsafeArchive, match="packed"):
        unpacked(_zip(("table.csv", b"a"), packing=packing))


def test_a_locked_file_is_refused() -> None:
    raw = bytearray(packed({"table.csv": b"a"}))
    raw[6] |= 1
    raw[raw.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(UnsafeArchive, match="locked"):
        unpacked(bytes(raw))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["table.csv", "Table.csv"])
def test_a_file_twice_is_refused(second: str) -> None:
    with pytest.raises(UnsafeArchive, match="twice"):
        unpacked(_zip(("table.csv", b"a"), (second, b"b")))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    raw = _zip(("table.csv", bytes(archives.LARGEST_UNPACKED + 1)))
    assert len(raw) < 1024 * 1024
    with pytest.raises(UnsafeArchive, match="unpack to more"):
        unpacked(raw)


def test_a_bomb_of_many_parts_is_refused_before_it_is_unpacked() -> None:
    part = bytes(archives.LARGEST_UNPACKED // 8)
    raw = _zip(*((f"part{letter}.csv", part) for letter in "abcdefghi"))
    with pytest.raises(UnsafeArchive, match="unpack to more"):
        unpacked(raw)


def test_a_bomb_that_lies_about_its_size_gets_no_further_than_it_said() -> None:
    raw = bytearray(_zip(("table.csv", bytes(50 * 1024 * 1024))))
    for at, size in ((22, 10), (raw.index(b"PK\1\2") + 24, 10)):
        raw[at : at + 4] = struct.pack("<I", size)
    with pytest.raises(UnsafeArchive):
        unpacked(bytes(raw))


def test_a_directory_of_a_million_files_is_refused_before_it_is_read() -> None:
    entries = archives.MOST_ENTRIES * 11
    raw = bytearray(_zip(("table.csv", b"")))
    at = raw.index(b"PK\1\2")
    with pytest.raises(UnsafeArchive, match="too many"):
        unpacked(bytes(raw[:at]) + bytes(raw[at:-22]) * entries + bytes(raw[-22:]))


def test_too_many_files_are_refused() -> None:
    raw = _zip(*((f"part{at:03}.csv", b"") for at in range(archives.MOST_ENTRIES + 1)))
    with pytest.raises(UnsafeArchive, match="too many"):
        unpacked(raw)


def test_an_archive_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(UnsafeArchive, match="bytes"):
        unpacked(bytes(archives.LARGEST_ARCHIVE + 1))


def test_a_wrong_check_sum_is_refused() -> None:
    raw = packed({"table.csv": b"abcdef"}).replace(b"abcdef", b"abcdeg")
    with pytest.raises(UnsafeArchive, match="cannot be read"):
        unpacked(raw)


def test_an_archive_is_refused_wherever_it_is_cut_off() -> None:
    raw = published().archive
    for end in random.Random(4).sample(range(len(raw)), 50):  # noqa: S311 - where it is cut matters not
        with pytest.raises(ReleaseRefused):
            verify_zip(raw[:end])


@given(st.binary(max_size=500))
def test_random_bytes_raise_nothing_but_our_refusal(body: bytes) -> None:
    for raw in (body, b"PK\3\4" + body, packed(FILES)[:-22] + body, body + packed(FILES)[-22:]):
        try:
            unpacked(raw)
        except UnsafeArchive:
            continue


@given(st.data())
def test_a_changed_byte_raises_nothing_but_our_refusal(data: st.DataObject) -> None:
    raw = bytearray(_zip(*FILES.items()))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    try:
        unpacked(bytes(raw))
    except UnsafeArchive:
        return
