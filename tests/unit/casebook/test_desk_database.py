from __future__ import annotations

import multiprocessing
import stat
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from grievance.casebook import cipher
from grievance.casebook.database import FILE, Database, unlock
from grievance.casebook.errors import (
    CasebookBusy,
    CasebookExists,
    CasebookMissing,
    CasebookTooNew,
    WrongPassphrase,
)
from grievance.casebook.schema.people import setting

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "seven wet horses wait behind the mill"
CANARY = "a word that must not lie open on the disk"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.make(tmp_path / "desk", PASSPHRASE)


def _note(database: Database, name: str = "canary", value: str = CANARY) -> None:
    with database.writing() as connection:
        connection.execute(insert(setting), {"name": name, "value": value})


def _noted(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(setting.c.value).order_by(setting.c.name)).scalars())


def test_what_was_written_is_there_with_the_passphrase(database: Database) -> None:
    _note(database)
    database.close()
    again = Database.open(database.path.parent, unlock(database.path.parent, PASSPHRASE))
    assert _noted(again) == [CANARY]


def test_another_passphrase_opens_nothing(database: Database) -> None:
    folder = database.path.parent
    with pytest.raises(WrongPassphrase):
        Database.open(folder, unlock(folder, PASSPHRASE + " "))


def test_no_byte_on_the_disk_shows_what_was_written(database: Database) -> None:
    _note(database)
    for path in database.path.parent.iterdir():
        data = path.read_bytes()
        assert CANARY.encode() not in data
        assert b"CREATE TABLE" not in data
        assert b"SQLite format 3" not in data


def test_the_same_passphrase_makes_another_key_for_another_desk(
    database: Database, tmp_path: Path
) -> None:
    other = Database.make(tmp_path / "other", PASSPHRASE)
    assert unlock(database.path.parent, PASSPHRASE) != unlock(other.path.parent, PASSPHRASE)


def test_only_this_user_reads_the_file(database: Database) -> None:
    assert stat.S_IMODE(database.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(database.path.parent.stat().st_mode) == 0o700


def test_a_desk_is_never_made_over_another(database: Database) -> None:
    with pytest.raises(CasebookExists):
        Database.make(database.path.parent, PASSPHRASE)


def test_a_folder_without_a_desk_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(CasebookMissing):
        unlock(tmp_path, PASSPHRASE)


def test_a_transaction_that_fails_changes_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.writing() as connection:
            connection.execute(insert(setting), {"name": "half", "value": "done"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert _noted(database) == []


def test_who_waits_too_long_for_another_writer_is_told_so(database: Database) -> None:
    folder = database.path.parent
    other = Database(database.path, unlock(folder, PASSPHRASE), busy_seconds=0.05)
    with database.writing(), pytest.raises(CasebookBusy), other.writing():
        pass


def test_a_file_of_a_later_release_is_left_alone(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'desk_9999'")
    folder = database.path.parent
    with pytest.raises(CasebookTooNew):
        Database.open(folder, unlock(folder, PASSPHRASE))


def test_a_damaged_page_is_no_text_but_a_refusal(database: Database) -> None:
    database.close()
    data = bytearray(database.path.read_bytes())
    data[200] ^= 1
    database.path.write_bytes(data)
    folder = database.path.parent
    with pytest.raises(WrongPassphrase):
        Database.open(folder, unlock(folder, PASSPHRASE))


def _note_in_a_child(database: Database) -> None:
    _note(database, "child", "of a fork")


def test_a_forked_process_writes_into_the_same_file(database: Database) -> None:
    _note(database)
    child = multiprocessing.get_context("fork").Process(target=_note_in_a_child, args=(database,))
    child.start()
    child.join(20)
    assert child.exitcode == 0
    assert _noted(database) == [CANARY, "of a fork"]


def test_the_key_is_argon2id_as_recommended_for_a_small_machine() -> None:
    assert (cipher.PASSES, cipher.MEMORY, cipher.LANES) == (3, 65536, 4)
    assert FILE == "desk.db"
    assert len(cipher.derive(PASSPHRASE, bytes(16))) == 32
