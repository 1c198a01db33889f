"""The note beside a file: it keeps a file from being taken twice, and the codes until the end."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.receipt import ReceiptCode
from grievance.importing.errors import BegunMeanwhile, ChangedSince, ImportedBefore, UnreadableFile
from grievance.importing.note import Note

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "form.csv"
    path.write_text("language\nsw\n", "utf-8")
    return path


def written(file: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(file.with_name("form.csv.imported").read_bytes())
    return found


def test_looking_for_a_note_leaves_none(file: Path) -> None:
    assert not Note.beside(file).begun
    assert [path.name for path in file.parent.iterdir()] == ["form.csv"]


def test_what_was_cut_off_goes_on_with_the_same_codes(file: Path) -> None:
    first = Note.beside(file)
    first.begin()
    again = Note.beside(file)
    again.begin()
    assert again.begun
    assert [again.code(line).text for line in (2, 3)] == [first.code(line).text for line in (2, 3)]


def test_every_row_and_every_file_has_codes_of_its_own(file: Path) -> None:
    notes = [Note.beside(file) for _ in range(2)]
    codes = {note.code(line).text for note in notes for line in range(2, 500)}
    assert len(codes) == 2 * 498
    assert {ReceiptCode.parse(text).text for text in codes} == codes


def test_a_finished_note_holds_the_hash_of_the_file_and_no_code(file: Path) -> None:
    note = Note.beside(file)
    note.begin()
    secret = bytes.fromhex(written(file)["codes"])
    assert len(secret) == 32
    note.finish()
    assert written(file) == {"sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    assert [path.name for path in sorted(file.parent.iterdir())] == [
        "form.csv",
        "form.csv.imported",
    ]
    assert secret.hex() not in repr(note)


def test_the_secret_is_written_over_before_its_file_goes(file: Path) -> None:
    note = Note.beside(file)
    note.begin()
    kept = file.with_name("kept")
    os.link(note.path, kept)  # what a file system still holds under another name
    secret = json.loads(kept.read_text("ascii"))["codes"]
    note.finish()
    assert secret not in kept.read_text("ascii")
    # Cut off at this moment the note says what is true: the file was taken.
    kept.replace(note.path)
    with pytest.raises(ImportedBefore):
        Note.beside(file)


def test_cut_off_as_it_begins_there_is_no_note(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", cut)
        with pytest.raises(KeyboardInterrupt):
            Note.beside(file).begin()
    assert not Note.beside(file).begun
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_where_a_file_can_have_one_name_only_it_is_taken_once_all_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlinked(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", unlinked)
    first, second = Note.beside(file), Note.beside(file)
    first.begin()
    with pytest.raises(BegunMeanwhile):
        second.begin()
    assert Note.beside(file).code(2) == first.code(2)


def test_a_file_is_taken_once(file: Path) -> None:
    note = Note.beside(file)
    note.begin()
    note.finish()
    with pytest.raises(ImportedBefore, match=r"form\.csv\.imported"):
        Note.beside(file)
    note.path.unlink()
    assert not Note.beside(file).begun


@pytest.mark.parametrize("finished", [False, True])
def test_a_file_that_was_changed_since_is_not_taken_for_the_same(
    file: Path, *, finished: bool
) -> None:
    note = Note.beside(file)
    note.begin()
    if finished:
        note.finish()
    file.write_text("language\nsw\nfr\n", "utf-8")
    assert not note.is_still_of_its_file()
    with pytest.raises(ChangedSince, match="goes on where it stopped"):
        Note.beside(file)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"sha256": 1}', '{"sha256":"a","codes":"x"}'])
def test_what_is_no_note_is_said_and_left_alone(file: Path, content: str) -> None:
    file.with_name("form.csv.imported").write_text(content, "utf-8")
    with pytest.raises(UnreadableFile, match="no note of an import"):
        Note.beside(file)


def test_where_no_note_can_be_written_nothing_begins(file: Path) -> None:
    note = Note.beside(file)
    note.path.mkdir()
    with pytest.raises(UnreadableFile, match="Is a directory"):
        Note.beside(file)
    with pytest.raises(BegunMeanwhile):
        note.begin()


def test_of_two_imports_at_once_one_begins_and_neither_is_told_to_take_a_copy(file: Path) -> None:
    first, second = Note.beside(file), Note.beside(file)
    first.begin()
    with pytest.raises(BegunMeanwhile, match=r"began first.*do not import a copy"):
        second.begin()
    assert Note.beside(file).code(2) == first.code(2)


def test_a_note_is_closed_to_others(file: Path) -> None:
    note = Note.beside(file)
    note.begin()
    assert note.path.stat().st_mode & 0o777 == 0o600
