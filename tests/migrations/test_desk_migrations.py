"""The migrations of the desk's file go up, go down, and end in the tables that the code knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from alembic import command
from sqlalchemy import delete, insert, select

from grievance.casebook.database import Database, unlock
from grievance.casebook.migrating import HEAD, history
from grievance.casebook.schema.employers import alert, employer
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.people import invitation, setting
from grievance.casebook.schema.reports import tombstone, withdrawn_lately

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

PASSPHRASE = "seven wet horses wait behind the mill"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.make(tmp_path / "desk", PASSPHRASE)


def _walk(connection: Connection, *, up: bool, to: str = "") -> None:
    config = history()
    config.attributes["connection"] = connection
    (command.upgrade if up else command.downgrade)(config, to or ("head" if up else "base"))


def _schema_of(connection: Connection) -> dict[str, list[str]]:
    """Return the parts of each table and index, in whatever order they were named."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
    return {
        name: sorted(re.split(r"[\s,()]+", sql or ""))
        for name, sql in found
        if name != "alembic_version" and not name.startswith("sqlite_")
    }


def test_the_migrations_end_in_the_tables_of_the_code(database: Database) -> None:
    with database.writing() as connection:
        made = _schema_of(connection)
        _walk(connection, up=False)
        assert _schema_of(connection) == {}
        _walk(connection, up=True)
        assert _schema_of(connection) == made


def test_a_file_without_tables_is_led_to_those_of_this_release(database: Database) -> None:
    with database.writing() as connection:
        _walk(connection, up=False)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('desk_0000')")
    folder = database.path.parent
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
        _walk(connection, up=True)
        connection.execute(insert(setting), {"name": "kept", "value": "1"})
    again = Database.open(folder, unlock(folder, PASSPHRASE))
    with again.reading() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        assert found == HEAD
        assert connection.execute(select(setting.c.value)).scalars().all() == ["1"]


def test_a_file_of_the_first_desk_keeps_what_it_holds(database: Database) -> None:
    folder = database.path.parent
    with database.writing() as connection:
        config = history()
        config.attributes["connection"] = connection
        command.downgrade(config, "desk_0001")
        connection.execute(insert(tombstone), {"mark": b"m" * 16, "revision": 1000})
    again = Database.open(folder, unlock(folder, PASSPHRASE))
    with again.reading() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        assert found == HEAD
        assert connection.execute(select(tombstone)).all() == [(b"m" * 16, 1000)]
        assert connection.execute(select(withdrawn_lately)).all() == []


def _alert(number: int, code: str = "pay.late") -> dict[str, object]:
    told = {"code": code, "reached": 5, "week": "2026-W47", "reports": 5, "vouched": 1}
    return {"id": number, "employer_id": 1, "settled": False, **told}


def _invitation(number: int) -> dict[str, object]:
    digest = number.to_bytes(32, "big")
    who = {"name": f"Zawadi {number}", "language": "sw", "roles": "auditor"}
    return {"id": number, "digest": digest, "expires": 1, **who}


def _noted(action: str, kind: str, subject: int, details: str = "{}") -> dict[str, object]:
    moment = {"moment": "2026-11-24T09:05:00Z", "person": "", "salt": b"", "hash": b""}
    return {**moment, "action": action, "kind": kind, "subject": subject, "details": details}


def _numbered(connection: Connection) -> dict[str, list[int]]:
    """Return the numbers of all alerts and invitations."""
    return {
        table.name: list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())
        for table in (alert, invitation)
    }


def test_alerts_and_invitations_keep_their_rows_up_and_down_and_get_new_numbers(
    database: Database,
) -> None:
    with database.writing() as connection:
        _walk(connection, up=False, to="desk_0001")
        sama = {"name": "Sama", "name_folded": "sama", "group_name": "Sama", "version": 1}
        connection.execute(insert(employer), {"id": 1, **sama})
        connection.execute(insert(alert), [_alert(3), _alert(4, "pay.deduction")])
        connection.execute(insert(invitation), [_invitation(2), _invitation(5)])
        # Of what is gone only the journal knows the number.
        connection.execute(
            insert(entry),
            [
                _noted("alert_settled", "employer", 1, '{"alert": 9, "code": "pay.late"}'),
                _noted("taken_back", "invitation", 7),
            ],
        )
        before = [connection.execute(select(table)).all() for table in (alert, invitation)]
        _walk(connection, up=True)
        after = [connection.execute(select(table)).all() for table in (alert, invitation)]
        assert after == before
        for table, row in ((alert, _alert(0, "new")), (invitation, _invitation(8))):
            connection.execute(insert(table), {**row, "id": None})
        assert _numbered(connection) == {"alert": [3, 4, 10], "invitation": [2, 5, 8]}
        _walk(connection, up=False, to="desk_0001")
        assert _numbered(connection) == {"alert": [3, 4, 10], "invitation": [2, 5, 8]}


def test_no_number_of_an_alert_or_an_invitation_is_given_twice(database: Database) -> None:
    with database.writing() as connection:
        sama = {"name": "Sama", "name_folded": "sama", "group_name": "Sama", "version": 1}
        connection.execute(insert(employer), {"id": 1, **sama})
        for _ in range(2):
            for table, row in ((alert, _alert(0)), (invitation, _invitation(1))):
                connection.execute(delete(table))
                connection.execute(insert(table), {**row, "id": None})
        assert _numbered(connection) == {"alert": [2], "invitation": [2]}
