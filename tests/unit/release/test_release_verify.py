"""A release is verified as a whole: every file, every sum, every figure, and whose it is."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from grievance.envelope.plain import load
from grievance.release.archive import packed
from grievance.release.names import MEASUREMENTS, RELEASE, TABLE
from grievance.release.refusals import (
    AnotherSigner,
    BadMeasurements,
    FileChanged,
    FileMissing,
    FileTooMany,
    SumsDiffer,
    UnsafeArchive,
)
from grievance.release.verify import verify_files, verify_folder, verify_zip
from tests.kit.released import KEY, STRANGER, published, resigned, with_file

if TYPE_CHECKING:
    from pathlib import Path


def _folder(path: Path, files: dict[str, bytes] | None = None) -> Path:
    for name, body in (files or published().files).items():
        place = path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
    return path


def _lines(name: str) -> list[bytes]:
    return published().files[name].split(b"\r\n")


def _joined(lines: list[bytes]) -> bytes:
    return b"\r\n".join(lines)


def test_a_release_is_verified_as_files_folder_and_archive(tmp_path: Path) -> None:
    built = published()
    assert verify_files(built.files).sha256 == built.release.sha256
    assert verify_folder(_folder(tmp_path)) == built.release
    assert verify_zip(built.archive, KEY.public) == built.release


def test_the_archive_beside_its_own_files_is_looked_over(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "release.zip").write_bytes(published().archive)
    assert verify_folder(folder, KEY.public) == published().release


def test_another_key_than_the_one_on_the_card_is_refused() -> None:
    with pytest.raises(AnotherSigner):
        verify_zip(published().archive, STRANGER.public)


def test_without_its_document_nothing_is_a_release(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=RELEASE):
        verify_folder(tmp_path)


@pytest.mark.parametrize("name", sorted(set(published().files) - {RELEASE}))
def test_every_file_is_missed(name: str) -> None:
    files = {one: body for one, body in published().files.items() if one != name}
    with pytest.raises(FileMissing, match=name):
        verify_files(files)


@pytest.mark.parametrize("name", sorted(set(published().files) - {RELEASE}))
def test_one_changed_byte_of_every_file_is_noticed(name: str) -> None:
    body = bytearray(published().files[name])
    body[len(body) // 2] ^= 1
    with pytest.raises(FileChanged, match=name):
        verify_files({**published().files, name: bytes(body)})


@pytest.mark.parametrize("name", ["evil.csv", "charts/more.svg", "evil.html", ".hidden", "a b"])
def test_a_file_more_is_noticed(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileTooMany, match=name):
        verify_folder(_folder(tmp_path, {**published().files, name: b"more"}))


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "release")
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (folder / TABLE).unlink()
    (folder / TABLE).symlink_to(secret)
    with pytest.raises(UnsafeArchive, match="leads somewhere else"):
        verify_folder(folder)


def test_a_pipe_in_a_folder_is_not_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    os.mkfifo(folder / "more.csv")
    with pytest.raises(UnsafeArchive, match="is no file"):
        verify_folder(folder)


@pytest.mark.parametrize(
    ("line", "to"),
    [
        (1, b"2026Q4,all,*,other,pay_below_minimum,below,151.5,3.1623"),
        (1, b"2026Q4,all,*,other,pay_below_minimum,below,,3.1623"),
        (1, b"2026Q4,all,*,other,pay_below_minimum,below,+151,3.1623"),
        (1, b"2026Q4,all,*,other,pay_below_minimum,below,0151,3.1623"),
        (1, b"2026Q4,all,*,other,pay_below_minimum,below,-0,3.1623"),
        (1, b"2026Q4,all,*,other,pay_below_minimum,below,151,3.1"),
        (1, b"2026Q4,vouched,*,other,pay_below_minimum,below,151,3.1623"),
        (1, b"2026Q4,all,KE,other,pay_below_minimum,below,151,3.1623"),
        (1, b"2026Q4,all,*,other,unpaid_work,yes,151,3.1623"),
        (0, b"period"),
        (1, b"\xff"),
        (1, b"2026Q4,all,*,other,pay_below_minimum,below,151,3.1623\r\n"),
    ],
)
def test_measurements_that_do_not_fit_the_plan_are_refused_though_signed(
    line: int, to: bytes
) -> None:
    lines = _lines(MEASUREMENTS)
    lines[line] = to
    with pytest.raises(BadMeasurements):
        verify_files(with_file(MEASUREMENTS, _joined(lines)))


@pytest.mark.parametrize("cut", [-2, 5, 1])
def test_measurements_that_end_early_are_refused_though_signed(cut: int) -> None:
    with pytest.raises(BadMeasurements):
        verify_files(with_file(MEASUREMENTS, _joined([*_lines(MEASUREMENTS)[:cut], b""])))


def test_a_measurement_that_does_not_add_up_is_refused_though_signed() -> None:
    lines = _lines(MEASUREMENTS)
    before, _, after = lines[1].rpartition(b",")
    start, _, number = before.rpartition(b",")
    lines[1] = b"%s,%d,%s" % (start, int(number) + 1, after)
    with pytest.raises(SumsDiffer, match=r"Line 3 of table\.csv"):
        verify_files(with_file(MEASUREMENTS, _joined(lines)))


@pytest.mark.parametrize("line", [1, 2, 40, -2])
def test_a_line_of_the_table_that_does_not_add_up_is_refused_though_signed(line: int) -> None:
    lines = _lines(TABLE)
    lines[line] = lines[line].replace(b",yes,", b",no,")
    at = line if line > 0 else len(lines) + line
    with pytest.raises(SumsDiffer, match=rf"Line {at + 1} of table\.csv"):
        verify_files(with_file(TABLE, _joined(lines)))


def test_a_line_more_at_the_end_of_the_table_is_refused_though_signed() -> None:
    with pytest.raises(SumsDiffer, match=r"table\.csv"):
        verify_files(with_file(TABLE, published().files[TABLE] + b"more\r\n"))


def _with_row(change: dict[str, Any], *path: str | int) -> dict[str, bytes]:
    """Return the files after a change of the first row, with a table that agrees with it."""
    from grievance.release.document import Release  # noqa: PLC0415 - beside what it is for
    from grievance.release.measurements import read_measurements  # noqa: PLC0415 - as above
    from grievance.release.table import table_csv  # noqa: PLC0415 - as above

    def changed(value: dict[str, Any]) -> None:
        place: Any = value["rows"][0]
        for step in path:
            place = place[step]
        place |= change

    told = Release.parse(resigned(changed))
    measurements = published().files[MEASUREMENTS]
    counts = read_measurements(measurements, told.plan, told.view)
    table = table_csv(told.plan, told.rows, counts)

    def listed(value: dict[str, Any]) -> None:
        changed(value)
        value["files"][TABLE] = sha256(table).hexdigest()

    return {**published().files, TABLE: table, RELEASE: resigned(listed)}


def test_a_number_of_testimonies_that_the_measurements_do_not_give_is_refused() -> None:
    row = load(published().files[RELEASE])["rows"][0]  # type: ignore[index]  # written by ourselves
    value, low, high = row["testimonies"]
    with pytest.raises(SumsDiffer, match="number of testimonies of everyone"):
        verify_files(_with_row({"testimonies": [value + 1, low, high]}))


def test_a_share_that_the_measurements_do_not_give_is_refused() -> None:
    with pytest.raises(SumsDiffer, match="A share of unpaid_work of everyone"):
        verify_files(_with_row({"range": [30, 20, 90]}, "figures", 3, "headline"))


def _first_row() -> dict[str, Any]:
    return load(published().files[RELEASE])["rows"][0]  # type: ignore[index, no-any-return]


@pytest.mark.parametrize("change", [(-1, 0), (1, 0), (0, -1), (0, 1)], ids=str)
@pytest.mark.parametrize("what", ["testimonies", "headline", "median"])
def test_a_range_that_the_noise_does_not_give_is_refused(
    what: str, change: tuple[int, int]
) -> None:
    row = _first_row()
    figures = enumerate(row["figures"])
    place: tuple[str | int, ...] = ()
    name = "testimonies"
    told = row["testimonies"]
    if what != "testimonies":
        at, told = next(
            (at, one[what]["range"]) for at, one in figures if one[what] and one[what]["range"]
        )
        place, name = ("figures", at, what), "range"
    value, low, high = told
    moved = [value, low + change[0], high + change[1]]
    with pytest.raises(SumsDiffer, match="everyone"):
        verify_files(_with_row({name: moved}, *place))


def test_a_row_that_is_closed_though_it_has_enough_is_refused() -> None:
    closed: dict[str, Any] = {"open": False, "testimonies": None, "figures": []}
    with pytest.raises(SumsDiffer, match="Whether everyone is open"):
        verify_files(_with_row(closed))


def test_a_row_changed_and_changed_back_is_fine() -> None:
    assert verify_files(_with_row({})).organisation == "0123abcd"


def test_an_archive_of_a_changed_release_is_refused() -> None:
    files = {**published().files, TABLE: b"changed"}
    with pytest.raises(FileChanged):
        verify_zip(packed(files))
