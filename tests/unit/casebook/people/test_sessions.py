"""Sessions: they live in two halves, end by themselves, and can be ended everywhere."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, select, update

from grievance.casebook.people import invitations, people, sessions
from grievance.casebook.people.people_errors import SignInRefused
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.people import person, session
from grievance.opening.user_keys import WrongSecret

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tests.kit.desk import CasebookKit


def _begin(desk: CasebookKit, who: str = "caseworker") -> bytes:
    secret = secrets.token_bytes(sessions.SECRET_SIZE)
    with desk.database.writing() as connection:
        sessions.begin(connection, desk.actor(who), secret, desk.clock())
    return secret


def _who(desk: CasebookKit, secret: bytes) -> Actor | None:
    return sessions.actor(desk.database, secret, desk.clock())


def _statements(engine: Engine) -> list[str]:
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    return seen


def test_a_session_gives_the_person_with_roles_and_key(desk: CasebookKit) -> None:
    found = _who(desk, _begin(desk))
    assert found == desk.actor("caseworker")
    assert found is not None
    assert found.key == desk.actor("caseworker").key


def test_a_request_costs_one_statement(desk: CasebookKit) -> None:
    secret = _begin(desk)
    seen = _statements(desk.database.engine)
    _who(desk, secret)
    assert len([one for one in seen if one not in {"BEGIN", "COMMIT"}]) == 1


@pytest.mark.parametrize("secret", [b"", bytes(32), b"x" * 31, b"x" * 33])
def test_another_secret_gives_nobody(desk: CasebookKit, secret: bytes) -> None:
    _begin(desk)
    assert _who(desk, secret) is None


def test_thirty_idle_minutes_end_it_and_each_request_begins_them_anew(desk: CasebookKit) -> None:
    secret = _begin(desk)
    for _ in range(5):
        desk.clock.forward(minutes=29)
        assert _who(desk, secret)
    desk.clock.forward(minutes=30)
    assert _who(desk, secret) is None


def test_twelve_hours_end_it_whatever_happens(desk: CasebookKit) -> None:
    secret = _begin(desk)
    for _ in range(12 * 3 - 1):
        desk.clock.forward(minutes=20)
        assert _who(desk, secret)
    desk.clock.forward(minutes=20)
    assert _who(desk, secret) is None


def test_that_somebody_is_there_is_written_once_a_minute(desk: CasebookKit) -> None:
    secret = _begin(desk)
    seen = _statements(desk.database.engine)
    for _ in range(3):
        _who(desk, secret)
    assert not [one for one in seen if one.startswith("UPDATE")]
    desk.clock.forward(minutes=1)
    for _ in range(3):
        _who(desk, secret)
    assert len([one for one in seen if one.startswith("UPDATE")]) == 1


def test_the_database_holds_neither_the_secret_nor_the_key(desk: CasebookKit) -> None:
    secret = _begin(desk)
    with desk.database.reading() as connection:
        (row,) = connection.execute(select(session)).all()
    key = desk.actor("caseworker").key
    assert key is not None
    for column in row:
        assert not isinstance(column, bytes) or (secret not in column and key.seed not in column)


def test_a_key_sealed_for_one_session_opens_in_no_other(desk: CasebookKit) -> None:
    _begin(desk, "auditor")
    with desk.database.reading() as connection:
        sealed = connection.execute(select(session.c.sealed_key)).scalar_one()
    secret = _begin(desk)
    with desk.database.writing() as connection:
        connection.execute(update(session), {"sealed_key": sealed})
    assert _who(desk, secret) is None


def test_signing_out_ends_one_session_and_signing_out_everywhere_all(desk: CasebookKit) -> None:
    first, second, other = _begin(desk), _begin(desk), _begin(desk, "auditor")
    actor = desk.actor("caseworker")
    with desk.database.reading() as connection:
        assert sessions.count(connection, actor, desk.clock()) == 2
    with desk.database.writing() as connection:
        sessions.end(connection, first)
    assert _who(desk, first) is None
    assert _who(desk, second)
    with desk.database.writing() as connection:
        sessions.sign_out_everywhere(connection, actor, desk.clock())
    assert _who(desk, second) is None
    assert _who(desk, other)


def test_who_is_not_let_in_any_more_has_no_session_even_if_its_row_is_there(
    desk: CasebookKit,
) -> None:
    secret = _begin(desk)
    with desk.database.writing() as connection:
        own = update(person).where(person.c.id == desk.actor("caseworker").user_id)
        connection.execute(own, {"active": False})
    assert _who(desk, secret) is None


@pytest.mark.parametrize("change", ["reset", "sent away"])
def test_who_loses_the_account_while_signing_in_gets_no_session(
    desk: CasebookKit, change: str
) -> None:
    """The password was right; before the session begins, an administrator was faster."""
    number, administrator = desk.actor("auditor").user_id, desk.actor("administrator")
    if change == "reset":
        invitations.reset_password(desk.database, administrator, number, desk.clock())
    else:
        seen = people.find(desk.database, administrator, number)
        changed = people.Changed(number, seen.version)
        people.deactivate(desk.database, administrator, changed, desk.clock())
    with pytest.raises(SignInRefused):
        _begin(desk, "auditor")


def test_ended_sessions_are_deleted_with_the_next_sign_in(desk: CasebookKit) -> None:
    _begin(desk)
    desk.clock.forward(minutes=30)
    _begin(desk)
    with desk.database.reading() as connection:
        assert len(connection.execute(select(session)).all()) == 1


def test_a_program_without_a_key_gets_no_session(desk: CasebookKit) -> None:
    nobody = Actor(1, "a program", frozenset({Role.CASEWORKER}))
    with pytest.raises(WrongSecret), desk.database.writing() as connection:
        sessions.begin(connection, nobody, bytes(32), desk.clock())


def test_a_page_is_shown_while_another_program_writes(desk: CasebookKit) -> None:
    secret = _begin(desk)
    desk.clock.forward(minutes=2)
    other = type(desk.database).open(desk.folder, desk.database.key, busy_seconds=0.1)
    with desk.database.writing():
        assert sessions.actor(other, secret, desk.clock())
    other.close()
