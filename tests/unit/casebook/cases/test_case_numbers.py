from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.cases import CaseFields, open_case
from grievance.casebook.database import Database
from grievance.casebook.schema.cases import case

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.casebook.permissions import Actor
    from tests.kit.cases import Files
    from tests.kit.desk import DeskKit

EACH = 25
NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def test_numbers_begin_anew_each_year(files: Files) -> None:
    assert files.find(files.open()).number == "2026-0001"
    assert files.find(files.open()).number == "2026-0002"
    files.kit.clock.go_to(datetime(2027, 1, 1, tzinfo=UTC))
    assert files.find(files.open()).number == "2027-0001"
    files.kit.clock.go_to(NOW)
    assert files.find(files.open()).number == "2026-0003"


def test_a_case_that_was_refused_leaves_no_gap(files: Files) -> None:
    files.open()
    with pytest.raises(CaseRefused):
        files.open(employer_id=99)
    with files.kit.database.writing() as connection:
        open_case(connection, files.actor, CaseFields(title="x"), NOW)
        connection.exec_driver_sql("SELECT 1")
    assert files.find(files.open()).number == "2026-0003"


def test_a_number_is_not_given_again_after_its_case_was_erased(files: Files) -> None:
    number = files.open()
    files.execute(delete(case).where(case.c.id == number))
    assert files.find(files.open()).number == "2026-0002"


def _open_many(folder: Path, key: bytes, actor: Actor) -> None:
    database = Database(folder / "desk.db", key, busy_seconds=30)
    for _ in range(EACH):
        with database.writing() as connection:
            open_case(connection, actor, CaseFields(title="x"), NOW)
    database.close()


def test_two_writers_at_once_leave_no_gap_and_no_number_twice(kit: DeskKit) -> None:
    actor = kit.actor("caseworker")
    plain = type(actor)(actor.user_id, actor.name, actor.roles)  # a key cannot be sent
    context = multiprocessing.get_context("spawn")
    arguments = (kit.folder, kit.database._key, plain)  # noqa: SLF001 - to open it a second time
    writers = [context.Process(target=_open_many, args=arguments) for _ in range(2)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
        assert one.exitcode == 0
    with kit.database.reading() as connection:
        found = connection.exec_driver_sql("SELECT number FROM grievance_case ORDER BY id")
        numbers = list(found.scalars())
    assert numbers == [f"2026-{number:04}" for number in range(1, 2 * EACH + 1)]
