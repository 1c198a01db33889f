"""Whatever is changed in the journal, by whatever means, is found."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.casebook import journal
from grievance.casebook.database import Database
from grievance.casebook.journal import Chain, Entry, JournalBroken
from grievance.casebook.journal_errors import BadChain, JournalCut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

NOON = datetime(2026, 11, 24, 12, 0, 30, tzinfo=UTC)
ENTRIES = 6
COLUMNS = ("moment", "person", "action", "kind", "subject", "details", "salt", "hash")


class _Undo(Exception):
    """Not an error: it ends a change that must not stay."""


@contextmanager
def _undone(database: Database) -> Iterator[Connection]:
    """Give a connection whose changes are taken back at the end."""
    with suppress(_Undo), database.writing() as connection:
        yield connection
        raise _Undo


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    made = Database.make(tmp_path_factory.mktemp("desk"), "an invented passphrase")
    with made.writing() as connection:
        for number in range(ENTRIES):
            details = {"fields": ["status"], "reason": f"née {number}"}
            subject = None if number == 3 else number
            journal.write(
                connection, Entry(NOON, "Amina", "case.changed", "case", subject, details)
            )
    return made


def _found_after(database: Database, *statements: str, noted: Chain | None = None) -> int:
    """Change the file, tell which entry `verify` names, and undo the change."""
    with _undone(database) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        try:
            journal.verify(connection, noted)
        except JournalBroken as broken:
            return broken.number
    return 0


def test_an_untouched_journal_holds(database: Database) -> None:
    with database.reading() as connection:
        assert journal.verify(connection) == ENTRIES
        assert journal.head(connection) == journal.chain(connection).head
    assert journal.verify_file(database) == Chain(ENTRIES, journal.verify_file(database).head)


def test_an_empty_journal_holds(tmp_path: Path) -> None:
    empty = Database.make(tmp_path, "an invented passphrase")
    with empty.reading() as connection:
        assert journal.verify(connection) == 0
        assert journal.chain(connection) == Chain(0, bytes(32))


@given(data=st.data())
def test_any_changed_byte_of_any_column_is_found(database: Database, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, ENTRIES))
    name = data.draw(st.sampled_from(COLUMNS))
    with database.reading() as connection:
        before = _bytes_of(connection, number, name)
    place = data.draw(st.integers(0, max(0, len(before) - 1)))
    flip = data.draw(st.integers(1, 255))
    changed = bytearray(before or b"\0")
    changed[place] ^= flip
    as_text = "" if name in {"salt", "hash"} else " AS TEXT"
    value = f"CAST(x'{changed.hex()}'{as_text})" if as_text else f"x'{changed.hex()}'"
    update = f"UPDATE journal_entry SET {name} = {value} WHERE id = {number}"  # noqa: S608 - hexadecimal
    assert _found_after(database, update) == number


@pytest.mark.parametrize("name", COLUMNS)
def test_bytes_put_in_the_place_of_a_text_are_found(database: Database, name: str) -> None:
    for value in ("x''", "'x'", "7", "x'ff00'"):
        update = f"UPDATE journal_entry SET {name} = {value} WHERE id = 2"  # noqa: S608 - our own words
        assert _found_after(database, update) == 2


def test_an_entry_taken_out_is_found(database: Database) -> None:
    for number in range(1, ENTRIES):
        taken = f"DELETE FROM journal_entry WHERE id = {number}"  # noqa: S608 - a number
        assert _found_after(database, taken) == number


def test_an_entry_taken_out_is_found_when_the_others_close_the_gap(database: Database) -> None:
    gap = "DELETE FROM journal_entry WHERE id = 3"
    closed = "UPDATE journal_entry SET id = id - 1 WHERE id > 3"
    assert _found_after(database, gap, closed) == 3


def test_an_entry_put_in_is_found(database: Database) -> None:
    names = ", ".join(COLUMNS)
    copy = (
        f"INSERT INTO journal_entry (id, {names}) SELECT 7, {names} FROM journal_entry WHERE id=6"  # noqa: S608
    )
    assert _found_after(database, copy) == 7
    assert _found_after(database, copy.replace("SELECT 7", "SELECT 0")) == 1


def test_two_entries_that_changed_places_are_found(database: Database) -> None:
    moves = [
        f"UPDATE journal_entry SET id = {to} WHERE id = {source}"  # noqa: S608 - numbers
        for source, to in ((2, 99), (3, 2), (99, 3))
    ]
    assert _found_after(database, *moves) == 2


def test_a_cut_end_is_found_by_the_number_that_was_given_last(database: Database) -> None:
    assert _found_after(database, "DELETE FROM journal_entry WHERE id > 4") == 5
    assert _found_after(database, "DELETE FROM journal_entry") == 1


def test_a_cut_end_that_hides_its_traces_is_found_against_a_noted_head(database: Database) -> None:
    hidden = (
        "DELETE FROM journal_entry WHERE id > 4",
        "UPDATE sqlite_sequence SET seq = 4 WHERE name = 'journal_entry'",
    )
    noted = journal.verify_file(database)
    assert _found_after(database, *hidden) == 0
    assert _found_after(database, *hidden, noted=noted) == 5


def test_a_journal_written_anew_is_found_against_a_noted_head(database: Database) -> None:
    noted = journal.verify_file(database)
    with _undone(database) as connection:
        connection.exec_driver_sql("DELETE FROM journal_entry")
        for number in range(ENTRIES + 1):
            journal.write(connection, Entry(NOON, "Amina", "case.changed", "case", number))
        assert journal.verify(connection) == ENTRIES + 1
        with pytest.raises(JournalCut) as caught:
            journal.verify(connection, noted)
        assert caught.value.number == ENTRIES
        assert "entry 6 is not there" in str(caught.value)


def test_a_head_noted_earlier_still_holds(database: Database) -> None:
    noted = journal.verify_file(database)
    with _undone(database) as connection:
        journal.write(connection, Entry(NOON, "", "slips.carried", "slips", 1))
        assert journal.verify(connection, noted) == ENTRIES + 1
        assert journal.verify(connection, Chain(0, bytes(32))) == ENTRIES + 1


def test_equal_entries_have_different_hashes(database: Database) -> None:
    entry = Entry(NOON, "Amina", "report.read", "report", 1)
    heads = set()
    for _ in range(2):
        with _undone(database) as connection:
            journal.write(connection, entry)
            heads.add(journal.head(connection))
    assert len(heads) == 2


def test_a_noted_head_is_read_as_people_type_it() -> None:
    noted = Chain(1204, bytes(range(32)))
    assert Chain.parse(str(noted)) == noted
    assert Chain.parse(f"  {str(noted).upper()} \n") == noted
    assert Chain.parse(str(noted).replace("-", " - ").replace("0a0b", "0a 0b")) == noted


@pytest.mark.parametrize(
    "typed",
    ["", "12", "-" + "a" * 64, "12-" + "a" * 63, "12-" + "g" * 64, "1" * 19 + "-" + "a" * 64],
)
def test_what_is_no_noted_head_is_refused(typed: str) -> None:
    with pytest.raises(BadChain):
        Chain.parse(typed)


def _bytes_of(connection: Connection, number: int, name: str) -> bytes:
    found = connection.exec_driver_sql(
        f"SELECT CAST({name} AS BLOB) FROM journal_entry WHERE id = {number}"  # noqa: S608 - ours
    ).scalar_one()
    return bytes(found or b"")
