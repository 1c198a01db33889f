"""The desk's files: whole or not there, and nothing stays of one whose writing was killed."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing import get_context
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from grievance.casebook import files
from grievance.casebook.errors import CasebookFull

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEFORE_IT_IS_NAMED = {"written whole": "os.rename", "written once": "os.link"}
WRITING: dict[str, Callable[[Path, bytes], object]] = {
    "written whole": files.write_whole,
    "written once": files.write_once,
}
TAKING_AWAY: dict[str, Callable[[Path], None]] = {"removed": files.remove, "wiped": files.wipe}
by_writing = pytest.mark.parametrize("writing", WRITING)


def _killed_before(event: str, work: Callable[[], object]) -> None:
    """Do `work` in another process, which is killed right before that event."""

    def kill(found: str, _: tuple[object, ...]) -> None:
        if found == event:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched() -> None:
        sys.addaudithook(kill)
        work()

    process = get_context("fork").Process(target=watched)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def _left_by_a_kill(path: Path, writing: str) -> None:
    _killed_before(BEFORE_IT_IS_NAMED[writing], lambda: WRITING[writing](path, b"half a secret"))
    assert [one.name for one in path.parent.iterdir() if one != path] == [f".{path.name}.new"]


@by_writing
def test_what_a_killed_writing_left_is_gone_after_the_next(tmp_path: Path, writing: str) -> None:
    path = tmp_path / "courier.key"
    _left_by_a_kill(path, writing)
    assert not path.exists()
    WRITING[writing](path, b"whole")
    assert [one.name for one in tmp_path.iterdir()] == ["courier.key"]
    assert path.read_bytes() == b"whole"
    assert path.stat().st_mode & 0o077 == 0


@by_writing
@pytest.mark.parametrize("taking", TAKING_AWAY)
@pytest.mark.parametrize("there", [True, False])
def test_what_a_killed_writing_left_goes_with_the_file(
    tmp_path: Path, writing: str, taking: str, *, there: bool
) -> None:
    path = tmp_path / "2026Q4.spool"
    _left_by_a_kill(path, writing)
    if there:
        path.write_bytes(b"before")
    TAKING_AWAY[taking](path)
    assert list(tmp_path.iterdir()) == []


def test_killed_between_its_two_names_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "2026Q4.json"
    path.write_bytes(b"drawn")
    os.link(path, tmp_path / ".2026Q4.json.new")
    assert not files.write_once(path, b"drawn again")
    assert path.read_bytes() == b"drawn"
    assert [one.name for one in tmp_path.iterdir()] == ["2026Q4.json"]


def test_many_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path, said = tmp_path / "card.json", [bytes([65 + number]) * 50_000 for number in range(8)]
    writers = [Thread(target=files.write_whole, args=(path, one)) for one in said]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_bytes() in said
    assert [one.name for one in tmp_path.iterdir()] == ["card.json"]


def test_of_many_at_once_one_is_written_once(tmp_path: Path) -> None:
    path, put = tmp_path / "2026Q4.json", list[bool]()
    writers = [
        Thread(target=lambda number=number: put.append(files.write_once(path, bytes([number]))))
        for number in range(8)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert put.count(True) == 1


def test_a_folder_that_is_gone_is_said_to_be_unwritable(tmp_path: Path) -> None:
    for write in WRITING.values():
        with pytest.raises(CasebookFull):
            write(tmp_path / "gone" / "file", b"")
