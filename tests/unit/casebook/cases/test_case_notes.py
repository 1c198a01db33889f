from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.notes import OpenedNote, add_note, delete_note, notes_of, opened_notes
from grievance.casebook.errors import NotAllowed, NotFound
from grievance.casebook.people.grants_held import casework_keys
from grievance.casebook.schema import tables
from grievance.casebook.schema.cases import note as table

if TYPE_CHECKING:
    from tests.kit.cases import Files

CANARY = "Wanjiku can be reached on Fridays"


def _add(files: Files, number: int, text: str = CANARY, corrects: int | None = None) -> int:
    with files.kit.database.writing() as connection:
        return add_note(connection, files.actor, number, text, files.kit.clock(), corrects=corrects)


def _read(files: Files, number: int, who: str = "caseworker") -> list[OpenedNote]:
    actor = files.kit.actor(who)
    with files.kit.database.reading() as connection:
        keys = casework_keys(connection, actor)
        return list(opened_notes(notes_of(connection, actor, number), keys))


def test_a_note_comes_back_as_it_was_written(files: Files) -> None:
    number = files.open()
    _add(files, number, "  Two\nlines  ")
    _add(files, number, "A newer one")
    newer, older = _read(files, number)
    assert (newer.text, older.text) == ("A newer one", "  Two\nlines  ")
    assert (older.note.author, older.note.day) == (files.actor.name, "2026-11-24")


def test_a_colleague_with_the_key_reads_it_too(files: Files) -> None:
    number = files.open()
    _add(files, number)
    assert [one.text for one in _read(files, number, "second caseworker")] == [CANARY]


def test_not_even_the_open_database_holds_its_words(files: Files) -> None:
    number = files.open()
    _add(files, number)
    with files.kit.database.reading() as connection:
        held = [
            tuple(row) for one in tables.sorted_tables for row in connection.execute(select(one))
        ]
    dump = repr(held)
    assert CANARY not in dump
    # That the search would find it: the title is kept as it is written.
    assert "Late pay" in dump


def test_no_file_of_the_desk_holds_its_words(files: Files) -> None:
    _add(files, files.open())
    held = [path.read_bytes() for path in files.kit.folder.rglob("*") if path.is_file()]
    assert not [body for body in held if CANARY.encode() in body]


def test_a_note_moved_to_another_case_does_not_open_there(files: Files) -> None:
    number, other = files.open(), files.open()
    note = _add(files, number)
    files.execute(update(table).where(table.c.id == note).values(case_id=other))
    (moved,) = _read(files, other)
    assert moved.text is None


def test_the_words_of_one_note_put_into_another_do_not_open(files: Files) -> None:
    number = files.open()
    first, second = _add(files, number, "first"), _add(files, number, "second")
    words = select(table.c.sealed).where(table.c.id == first).scalar_subquery()
    files.execute(update(table).where(table.c.id == second).values(sealed=words))
    assert {one.note.id: one.text for one in _read(files, number)} == {first: "first", second: None}


def test_without_a_key_a_note_stays_shut(files: Files) -> None:
    number = files.open()
    _add(files, number)
    with files.kit.database.reading() as connection:
        (shut,) = opened_notes(notes_of(connection, files.actor, number), {})
    assert shut.text is None
    assert CANARY not in repr(_read(files, number))


@pytest.mark.parametrize("text", ["", " \n", "x" * 5001])
def test_an_empty_or_endless_note_is_refused(files: Files, text: str) -> None:
    number = files.open()
    with pytest.raises(CaseRefused):
        _add(files, number, text)
    assert _read(files, number) == []


def test_only_who_wrote_a_note_corrects_or_deletes_it(files: Files) -> None:
    number = files.open()
    note = _add(files, number)
    second = files.kit.actor("second caseworker")
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        with pytest.raises(NotAllowed):
            delete_note(connection, second, number, note, now)
        with pytest.raises(NotAllowed):
            add_note(connection, second, number, "No", now, corrects=note)
    correction = _add(files, number, "On Mondays", corrects=note)
    assert _read(files, number)[0].note.corrects == note
    with files.kit.database.writing() as connection:
        delete_note(connection, files.actor, number, note, now)
    (left,) = _read(files, number)
    assert (left.note.id, left.note.corrects) == (correction, None)


def test_notes_are_journalled_by_number_only(files: Files) -> None:
    number = files.open()
    note = _add(files, number)
    with files.kit.database.writing() as connection:
        delete_note(connection, files.actor, number, note, files.kit.clock())
    assert [(action, told) for _, action, told in files.journal("case", number)][1:] == [
        ("note_added", {"note": note}),
        ("note_deleted", {"note": note}),
    ]


def test_a_note_of_another_case_is_not_found(files: Files) -> None:
    number, other = files.open(), files.open()
    note = _add(files, number)
    with files.kit.database.writing() as connection, pytest.raises(NotFound):
        delete_note(connection, files.actor, other, note, files.kit.clock())
    assert len(_read(files, number)) == 1


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_nobody_else_touches_notes(files: Files, who: str) -> None:
    number = files.open()
    note = _add(files, number)
    actor, now = files.kit.actor(who), files.kit.clock()
    with files.kit.database.writing() as connection:
        for forbidden in (
            lambda: notes_of(connection, actor, number),
            lambda: add_note(connection, actor, number, "x", now),
            lambda: delete_note(connection, actor, number, note, now),
        ):
            with pytest.raises(NotAllowed):
                forbidden()
