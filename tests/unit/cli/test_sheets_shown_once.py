"""Recovery sheets are seen this once, whatever becomes of the folder they were to lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.cli.shown_once import show_sheets
from tests.unit.cli.test_desk_commands import _run, _set_up, _sheets

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = [" ".join(["abandon"] * 32 + [last]) for last in ("hair", "piano", "zero")]


@pytest.mark.parametrize("fault", ["open to others", "not empty", "a file"])
def test_a_folder_that_cannot_take_the_sheets_is_refused_before_a_desk_is_made(
    tmp_path: Path, fault: str
) -> None:
    sheets = tmp_path / "sheets"
    if fault == "a file":
        sheets.touch()
    else:
        sheets.mkdir(mode=0o755 if fault == "open to others" else 0o700)
    if fault == "not empty":
        (sheets / "notes.txt").touch()
    done = _set_up(tmp_path / "desk", "--sheets", sheets)
    assert done.exit_code != 0
    assert str(sheets) in done.stderr
    assert not (tmp_path / "desk").exists()
    again = _set_up(tmp_path / "desk")
    assert (again.exit_code, len(_sheets(again.stdout))) == (0, 5)


def test_sheets_do_not_lie_in_the_folder_whose_backups_they_open(tmp_path: Path) -> None:
    for sheets in (tmp_path / "desk", tmp_path / "desk" / "sheets"):
        done = _set_up(tmp_path / "desk", "--sheets", sheets)
        assert (done.exit_code, "the desk's own folder" in done.stderr) == (2, True)
    assert not (tmp_path / "desk").exists()


def test_sign_ins_are_shown_before_the_sheets(tmp_path: Path) -> None:
    done = _set_up(tmp_path / "desk")
    assert done.stdout.index("Sign-in of") < done.stdout.index("Recovery sheet 1")


def test_sheets_that_cannot_be_written_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sheet-2.txt").touch()
    show_sheets(SHEETS, 2, tmp_path)
    said = capsys.readouterr()
    assert _sheets(said.out) == SHEETS
    assert f"{tmp_path / 'sheet-2.txt'} is there already." in said.err
    assert f"Delete what lies in {tmp_path}." in said.err


def test_the_help_says_how_to_begin_again_where_nothing_was_seen() -> None:
    said = " ".join(_run("desk", "setup", "--help").stdout.split())
    assert "where they were not seen, remove the folder and begin again" in said
